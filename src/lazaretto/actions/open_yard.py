"""Open the yard of a facility: its vehicles at an instant, as known then."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.yard import Yard, yard
from lazaretto.registers.record import Record


def open_yard(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> Yard:  # fmt: skip
    """The vehicles in a facility's yard. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require("read_day_sheet", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    return seen.keeping(
        ("yard", facility),
        lambda: yard(seen.standing, forces=seen.forces, facts=seen.record.facts, house=house),
    )
