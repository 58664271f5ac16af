"""Record a batch: a device's queue or an import, with a result for every row.

A bad row is refused by itself and never stops the rest. The device says by its own clock when it
sends; the difference to the node's clock stays with each fact as its skew.
"""

from collections.abc import Sequence
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.allowing import allow, granted, refuse_future
from lazaretto.actions.granting import came_between
from lazaretto.actions.replacing import append_allowed
from lazaretto.actions.statement import MAX_ROWS, Statement, check, fact_of, statement_of
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.fact import Fact
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import so_far
from lazaretto.ledger.transacting import written


def record_batch(
    rows: Sequence[Statement | bytes], *, actor: Actor, device: str, now: datetime,
    device_now: datetime | None = None,
) -> list[Receipt]:  # fmt: skip
    """Record up to 5,000 rows in one transaction; one receipt each, in order.

    A row is a statement or its JSON. With ``device_now`` what the device dates into the future is
    recorded, disputed, because it happened while the clock was wrong; without it such a row is
    refused. Raises :class:`Refused` for a batch that is too large or cannot be stored at all.
    """
    if len(rows) > MAX_ROWS:
        raise Refused("batch_too_large", rows=str(len(rows)), limit=str(MAX_ROWS))
    asked = read_rows(rows, actor=actor, device=device, now=now, device_now=device_now)
    since = so_far()
    judged = judge_rows(asked, actor=actor)
    if not any(isinstance(row, Fact) for row in judged):
        return append_rows(judged, actor=actor)

    def act() -> list[Receipt]:
        again = came_between([row for row in asked if isinstance(row, Fact)], since=since)
        return append_rows(judge_rows(asked, actor=actor) if again else judged, actor=actor)

    return written(act, scope=actor.scope)


def read_rows(
    rows: Sequence[Statement | bytes], *, actor: Actor, device: str, now: datetime,
    device_now: datetime | None = None,
) -> list[Fact | Receipt]:  # fmt: skip
    """The fact that each row is, or the receipt that says why it is none. No request is judged yet."""
    skew = round((device_now - now).total_seconds()) if device_now is not None else 0
    measured = device_now is not None
    return [_read(row, actor=actor, device=device, now=now, skew=skew, measured=measured) for row in rows]


def judge_rows(read: Sequence[Fact | Receipt], *, actor: Actor) -> list[Fact | Receipt]:
    """The rows with their requests as they may be recorded, or with the receipt that says why not."""
    judged: list[Fact | Receipt] = []
    facts: list[Fact] = []
    for row in read:
        fact = row
        if isinstance(row, Fact) and row.body.request:
            fact = _granted(row, actor=actor, before=facts)
        judged.append(fact)
        if isinstance(fact, Fact):
            facts.append(fact)
    return judged


def append_rows(read: Sequence[Fact | Receipt], *, actor: Actor) -> list[Receipt]:
    """Append the facts among judged rows in the caller's transaction; one receipt a row, in order."""
    facts = [row for row in read if isinstance(row, Fact)]
    receipts = iter(append_allowed(facts, actor=actor) if facts else [])
    return [next(receipts) if isinstance(row, Fact) else row for row in read]


def _granted(fact: Fact, *, actor: Actor, before: Sequence[Fact]) -> Fact | Receipt:
    """A request that may be recorded, or the receipt that says why not."""
    try:
        return granted(fact, actor=actor, before=before)
    except Refused as refusal:
        return Receipt(fact.id, "refused", (refusal.rule,), values=refusal.values)


def _read(
    row: Statement | bytes, *, actor: Actor, device: str, now: datetime, skew: int, measured: bool
) -> Fact | Receipt:
    """The fact that a row becomes, or the receipt that says why it becomes none."""
    statement = None
    try:
        if isinstance(row, bytes):
            statement = statement_of(row)
        else:
            statement = row
            check(statement)
        allow(statement, actor=actor)
        fact = fact_of(statement, actor=actor.code, device=device, now=now, skew=skew)
        if not measured:
            refuse_future(fact, now=now)
    except Malformed as fault:
        return Receipt(
            statement.id if statement else None, "malformed", ("malformed",), values={"why": str(fault)}
        )
    except Refused as refusal:
        fact_id = statement.id if statement else None
        return Receipt(fact_id, "refused", (refusal.rule,), values=refusal.values)
    return fact
