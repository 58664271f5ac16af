"""Open what the people of a house need, by wing and summed up; or what one person needs."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.houses import zone_of
from lazaretto.board.needs_page import Need, NeedsPage, needs_of, needs_page
from lazaretto.registers.record import Record

ACT = "read_person"


def open_needs(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> NeedsPage:  # fmt: skip
    """The needs of one house. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    return seen.keeping(
        ("needs", facility), lambda: needs_page(seen.standing, facts=seen.record.facts, house=house)
    )


def open_needs_of(
    person: str, *, facility: str | None, actor: Actor, now: datetime, record: Record | None = None
) -> tuple[Need, ...]:
    """What one person needs, for whoever has opened their record; of whoever is held nowhere now, nothing."""
    actor.require(ACT, facility=facility)
    if facility is None:
        return ()
    seen = view(now=now, record=record)
    zone = zone_of(seen.houses({facility}))
    return needs_of(seen.standing, facts=seen.record.facts, zone=zone, person=person)
