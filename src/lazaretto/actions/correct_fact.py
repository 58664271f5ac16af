"""Correct a fact: state what it should have said. The old one stays readable, struck through."""

from datetime import datetime
from uuid import UUID

import msgspec

from lazaretto.access.actor import Actor
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.ledger.receipts import Receipt


def correct_fact(fact_id: UUID, statement: Statement, *, actor: Actor, device: str, now: datetime) -> Receipt:
    """Put a statement in the place of a fact of the same facility; see :func:`record_fact`."""
    corrected = msgspec.structs.replace(statement, corrects=fact_id)
    return record_fact(corrected, actor=actor, device=device, now=now)
