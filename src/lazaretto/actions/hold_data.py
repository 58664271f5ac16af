"""Keep what is held about somebody from being erased, for a reason; and lift that again."""

from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.roles import office_of
from lazaretto.access.scope import scoped
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.actions.withholding import GUARDED
from lazaretto.board.data_sheet import Counted, latest
from lazaretto.facts.fact import kind_of
from lazaretto.facts.retention import HoldLifted, HoldSet
from lazaretto.ledger.reading import counts
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import live

SET, LIFT = (f"state:{kind_of(kind)}" for kind in (HoldSet, HoldLifted))


def set_hold(
    person: str, *, reason: str, actor: Actor, device: str, now: datetime, fact: UUID | None = None
) -> Receipt:
    """State a hold in the house of the actor's scope where something was said of the person last.

    fact: its id. Raises :class:`Refused`: ``not_in_record`` for somebody of whom nothing in scope
    speaks, and by role.
    """
    actor.require(SET)
    with scoped(actor.scope):
        facility = latest([Counted(*row) for row in counts(person, without=GUARDED)])
    if not facility:
        raise Refused("not_in_record", what=person)
    body = HoldSet(person=person, office=office_of(actor.role), reason=reason)
    said = Statement(body=body, occurred=now, facility=facility, id=fact)
    return record_fact(said, actor=actor, device=device, now=now)


def lift_hold(
    hold: UUID, *, reason: str, actor: Actor, device: str, now: datetime, fact: UUID | None = None
) -> Receipt:
    """State that a hold keeps nothing any longer. Raises :class:`Refused`: ``not_in_record``,
    ``hold_unknown``, ``hold_of_the_detachment``, and by role."""
    actor.require(LIFT)
    record = live()
    number = record.number_of(hold)
    found = record.facts[number] if number >= 0 else None
    if found is None or not isinstance(found.body, HoldSet) or found.facility not in actor.scope:
        raise Refused("not_in_record", what=str(hold))
    body = HoldLifted(hold=hold, office=office_of(actor.role), reason=reason)
    said = Statement(body=body, occurred=now, facility=found.facility, id=fact)
    return record_fact(said, actor=actor, device=device, now=now)
