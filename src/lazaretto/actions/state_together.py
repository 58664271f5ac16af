"""State several things that hold only together: all of them are recorded, or none."""

from collections.abc import Callable, Sequence
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.allowing import allow, granted, refuse_future
from lazaretto.actions.granting import came_between
from lazaretto.actions.replacing import append_allowed
from lazaretto.actions.statement import Statement, check, fact_of
from lazaretto.facts.fact import Fact
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import so_far
from lazaretto.ledger.transacting import written


def state_together(
    statements: Sequence[Statement], *, actor: Actor, device: str, now: datetime,
    beside: Callable[[Sequence[Receipt]], None] | None = None,
) -> list[Receipt]:  # fmt: skip
    """Record the statements in one transaction; one receipt each, in order, each of them recorded.

    beside: what else is written in that transaction, once they are recorded.
    Raises :class:`Refused` with the first reason against any of them; then nothing is recorded.
    """
    asked: list[Fact] = []
    for statement in statements:
        check(statement)
        allow(statement, actor=actor)
        fact = fact_of(statement, actor=actor.code, device=device, now=now)
        refuse_future(fact, now=now)
        asked.append(fact)
    if not asked:
        return []
    since = so_far()
    facts = _granted(asked, actor)

    def act() -> list[Receipt]:
        return _all(_granted(asked, actor) if came_between(asked, since=since) else facts, actor, beside)

    return written(act, scope=actor.scope)


def _granted(asked: Sequence[Fact], actor: Actor) -> list[Fact]:
    """Each as it may be recorded, judged with those before it."""
    facts: list[Fact] = []
    for fact in asked:
        facts.append(granted(fact, actor=actor, before=facts))
    return facts


def _all(
    facts: Sequence[Fact], actor: Actor, beside: Callable[[Sequence[Receipt]], None] | None
) -> list[Receipt]:
    """Append them; a refusal inside the transaction takes every one of them back."""
    receipts = append_allowed(facts, actor=actor)
    for receipt in receipts:
        if not receipt.recorded:
            raise Refused(receipt.rules[0], **receipt.values)
    if beside is not None:
        beside(receipts)
    return receipts
