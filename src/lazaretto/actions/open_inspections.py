"""Open the inspections of a house, or one of them item by item."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.inspections_page import (
    InspectionPage,
    InspectionsPage,
    inspection_page,
    inspections_page,
)
from lazaretto.registers.record import Record

ACT = "read_facts"


def open_inspections(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> InspectionsPage:  # fmt: skip
    """The inspections of one house. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    return inspections_page(
        seen.standing, facts=seen.record.facts, forces=seen.forces, house=house_of(seen, facility)
    )


def open_inspection(
    facility: str, inspection: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> InspectionPage:  # fmt: skip
    """One inspection. Raises :class:`Refused` as above, and for one that the house does not have."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    found = inspection_page(
        seen.standing, facts=seen.record.facts, forces=seen.forces, house=house, code=inspection
    )
    if found is None:
        raise Refused("not_in_record", what=inspection[:64])
    return found
