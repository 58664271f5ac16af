"""Close a round, with the digest of its certificate of coverage as it stood the second before."""

from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor
from lazaretto.actions.open_certificate import BEFORE
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.audit.certifying import certified, digest
from lazaretto.facts.testing import RoundClosed
from lazaretto.ledger.receipts import Receipt
from lazaretto.registers.record import Record


def close_round(
    facility: str, round_: str, *, actor: Actor, device: str, now: datetime, fact: UUID | None = None,
    record: Record | None = None,
) -> Receipt:  # fmt: skip
    """Record that a round is closed. Nothing holds it back: uncovered people stay uncovered, by name.

    A round that nobody opened is closed without a certificate, and is disputed. Raises :class:`Refused`
    outside the scope, or without the act.
    """
    actor.require("state:testing.round_closed", facility=facility)
    held = view(now=now, record=record).record
    if fact is not None and (number := held.number_of(fact)) >= 0:  # the same press again: the same statement
        said = held.facts[number]
        again = Statement(body=said.body, occurred=said.occurred, facility=said.facility, id=fact)
        return record_fact(again, actor=actor, device=device, now=now)
    found = certified(held, round_=round_, known_at=now - BEFORE, facility=facility)
    body = RoundClosed(round=round_, certificate=digest(found[0]) if found else None)
    statement = Statement(body=body, occurred=now, facility=facility, id=fact)
    return record_fact(statement, actor=actor, device=device, now=now)
