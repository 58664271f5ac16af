"""Correct a fact: state what it should have said. The old one stays readable, struck through."""

from datetime import datetime
from uuid import UUID

import msgspec

from lazaretto.access.actor import Actor, Scope
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.custody import Admitted
from lazaretto.facts.duty import Enrolled
from lazaretto.facts.fact import Body
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import live


def correct_fact(fact_id: UUID, statement: Statement, *, actor: Actor, device: str, now: datetime) -> Receipt:
    """Put a statement in the place of a fact of the same facility; see :func:`record_fact`.

    A name that is left out stays what it was: whoever corrects is not shown it.
    """
    corrected = msgspec.structs.replace(
        statement, corrects=fact_id, body=_named(statement, as_in=fact_id, scope=actor.scope)
    )
    return record_fact(corrected, actor=actor, device=device, now=now)


def _named(statement: Statement, *, as_in: UUID, scope: Scope) -> Body:
    body, held = statement.body, live()
    number = held.number_of(as_in)
    old = held.facts[number] if number >= 0 else None
    if old is None or old.facility not in scope or not isinstance(body, Admitted | Enrolled):
        return body
    if body.name is not None or not isinstance(old.body, Admitted | Enrolled):
        return body
    return msgspec.structs.replace(body, name=old.body.name)
