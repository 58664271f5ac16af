"""Open the incidents of a house, one of them, or how every house of the scope stands."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import House
from lazaretto.board.incidents_page import (
    HouseIncidents,
    IncidentPage,
    everything,
    house_incidents,
    incident_page,
)
from lazaretto.registers.record import Record

ACT = "read_person"  # a gate officer is told to hold somebody, never why


def open_incidents(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> HouseIncidents:  # fmt: skip
    """The incidents of one house. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    return _house(seen, house_of(seen, facility))


def open_incident(
    facility: str, incident: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    record: Record | None = None,
) -> IncidentPage:  # fmt: skip
    """One incident of a house. Raises :class:`Refused` as above, and for one that the house does not have."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, record=record)
    house = house_of(seen, facility)
    page = _house(seen, house)
    found = next((one for one in (*page.running, *page.closed) if one.code == incident), None)
    if found is None:
        raise Refused("not_in_record", what=incident)
    return incident_page(seen.standing, house=house, incident=found)


def open_incidents_everywhere(
    *, actor: Actor, now: datetime, at: datetime | None = None, record: Record | None = None
) -> tuple[HouseIncidents, ...]:
    """Every house of the actor's scope: numbers only. Raises :class:`Refused` without the act."""
    actor.require("read_facts")
    seen = view(now=now, at=at, record=record)
    holding = seen.standing.houses.tolist()
    return tuple(_house(seen, house) for house in seen.houses(actor.scope) if house.number in holding)


def _house(seen: View, house: House) -> HouseIncidents:
    every, calls = seen.keeping(
        "incidents",
        lambda: everything(seen.standing, forces=seen.forces, facts=seen.record.facts),
    )
    return house_incidents(seen.standing, forces=seen.forces, house=house, every=every, calls=calls)
