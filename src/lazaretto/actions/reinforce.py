"""Reinforce a house with people of an emptied one, and let them go back (M28).

This is a request: an emptied house must have those people to give. Whoever states that somebody has come
already records the fact itself; what happened is never refused.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.facts.duty import Reinforced, ReinforcementEnded
from lazaretto.facts.periods import local_day
from lazaretto.ledger.receipts import Receipt
from lazaretto.obligations.lending import held_in, is_emptied, lent, spare


def reinforce(
    facility: str, *, persons: Sequence[str], origin: str, actor: Actor, device: str, now: datetime,
    made: UUID,
) -> list[Receipt]:  # fmt: skip
    """State that these people of another house join this one; all of them or none. made: the form's number.

    Raises :class:`Refused` unless both houses are in scope, the other is an emptied lock-up, and each of
    them is of its strength, there, and neither sick nor away: ``origin_not_emptied``, ``nobody_chosen``,
    ``not_to_spare``.
    """
    actor.require("state:duty.reinforced", facility=facility)
    actor.require("read_person", facility=origin)
    seen = view(now=now)
    house, giver = house_of(seen, facility), house_of(seen, origin)
    if giver.code == house.code or not is_emptied(seen.standing, giver.number):
        held = str(held_in(seen.standing, giver.number))
        raise Refused("origin_not_emptied", facility=origin, people=held)
    if not persons:
        raise Refused("nobody_chosen")
    free = {one.person for one in spare(seen.standing, giver.number, local_day(now, zone=giver.zone))}
    for person in persons:
        if person not in free:
            raise Refused("not_to_spare", person=person, facility=origin)
    said = [(Reinforced(person=one, origin=origin), uuid5(made, one)) for one in dict.fromkeys(persons)]
    return state_together(
        [Statement(body=body, occurred=now, facility=facility, id=number) for body, number in said],
        actor=actor, device=device, now=now,
    )  # fmt: skip


def end_reinforcement(
    facility: str, *, person: str, actor: Actor, device: str, now: datetime, made: UUID
) -> list[Receipt]:
    """State that somebody went back to their own house. Raises :class:`Refused` unless they were lent."""
    actor.require("state:duty.reinforcement_ended", facility=facility)
    seen = view(now=now)
    if not any(one.person == person and one.to == facility for one in lent(seen.standing)):
        raise Refused("not_lent_here", person=person, facility=facility)
    said = Statement(
        body=ReinforcementEnded(person=person), occurred=now, facility=facility, id=uuid5(made, person)
    )
    return state_together([said], actor=actor, device=device, now=now)
