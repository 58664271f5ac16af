"""Propose to erase what is due of one person and class: the one office asks, the other decides."""

from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.list_due_data import all_due, told_held
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.facts.fact import kind_of
from lazaretto.facts.retention import ErasureProposed
from lazaretto.ledger.receipts import Receipt

ACT = f"state:{kind_of(ErasureProposed)}"


def propose_erasure(
    person: str, data: str, *, actor: Actor, device: str, now: datetime, fact: UUID | None = None
) -> Receipt:
    """State the proposal, where something of that class is due of them and nothing keeps it.

    fact: its id, so that a second press says nothing twice. Raises :class:`Refused`:
    ``not_due``, ``kept_from_erasure``, ``proposed_already``, and by role; what is due of somebody in another
    house is as if it were not.
    """
    actor.require(ACT)
    seen = view(now=now)
    found = next((one for one in all_due(seen) if (one.person, one.rule.data) == (person, data)), None)
    if found is None or found.facility not in actor.scope:
        raise Refused("not_due", person=person)
    if found.held:
        kept = told_held(found.held, actor=actor, standing=seen.standing)
        raise Refused("kept_from_erasure", person=person, kept=", ".join(kept))
    body = ErasureProposed(person=person, data=data, rule=found.rule.rule)
    said = Statement(body=body, occurred=now, facility=found.facility, id=fact)
    return record_fact(said, actor=actor, device=device, now=now)
