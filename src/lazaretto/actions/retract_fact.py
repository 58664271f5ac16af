"""Retract a fact: it did not happen. It stays readable, struck through, with the reason."""

from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.record import Retracted
from lazaretto.ledger.receipts import Receipt


def retract_fact(
    fact_id: UUID, *, facility: str, reason: str, actor: Actor, device: str, now: datetime,
    made: UUID | None = None,
) -> Receipt:  # fmt: skip
    """Withdraw a fact of a facility, with a reason in words; see :func:`record_fact`.

    made: the number of the fact that says so, by its form.
    """
    body = Retracted(fact=fact_id, reason=reason)
    statement = Statement(body=body, occurred=now, facility=facility, id=made)
    return record_fact(statement, actor=actor, device=device, now=now)
