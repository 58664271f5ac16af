"""What the pages of incidents show: what calls for one, which run, how near a house is to an outbreak."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, seconds
from lazaretto.facts.places import zone_of
from lazaretto.obligations.callings import Calling, callings
from lazaretto.obligations.force import InForce, at_level
from lazaretto.obligations.incident_clock import Incident, incidents
from lazaretto.obligations.incidents import frozen, running
from lazaretto.obligations.linking import lately, linked, watched
from lazaretto.protocol.document import Refrain
from lazaretto.registers.command import USES
from lazaretto.registers.events import Flags
from lazaretto.registers.standing import Standing

LINKED, WATCHED = "linked_cases", "watch_threshold"  # the conditions that set how many cases are too many


@dataclass(frozen=True, slots=True)
class Watch:
    """How many became cases lately in a house, beside what the document in force says of so many.

    Limits are None where no document in force gives them at the house's level.
    """

    staff: int
    detainees: int
    days: int | None
    linked_from: int | None
    staff_from: int | None
    staff_with: int | None
    detainees_with: int | None
    linked: bool
    watched: bool


@dataclass(frozen=True, slots=True)
class HouseIncidents:
    """One house: what calls for an incident, which run, which are over, how near it is to an outbreak."""

    house: House
    at: datetime
    callings: tuple[Calling, ...]
    running: tuple[Incident, ...]
    closed: tuple[Incident, ...]
    watch: Watch

    @property
    def undecided(self) -> int:
        """How many contacts of running incidents have no decision."""
        return sum(len(one.undecided) for one in self.running)

    @property
    def overdue(self) -> int:
        """How many steps of running incidents are overdue."""
        return sum(step.state == "overdue" for one in self.running for step in one.steps)

    @property
    def delays(self) -> tuple[tuple[str, int], ...]:
        """(incident, minutes) from what began it to a round that reached everybody."""
        every = (*self.running, *self.closed)
        return tuple((one.code, one.round_minutes) for one in every if one.round_minutes is not None)


@dataclass(frozen=True, slots=True)
class Offered:
    """A place that an incident may freeze. chosen: it is where the person was; frozen_by: another's code."""

    place: str
    chosen: bool
    frozen_by: str | None


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One incident, and what may be done with it. cell: where the person's bed was as it began."""

    house: House
    at: datetime
    incident: Incident
    cell: str | None
    offered: tuple[Offered, ...]
    orders: tuple[tuple[str, str], ...]


def house_incidents(
    standing: Standing, *, forces: Sequence[InForce], house: House,
    every: Sequence[Incident], calls: Sequence[Calling],
) -> HouseIncidents:  # fmt: skip
    """A house's part of what :func:`everything` found in the whole network."""
    mine = [one for one in every if one.facility == house.code]
    return HouseIncidents(
        house=house, at=instant(standing.at),
        callings=tuple(one for one in calls if one.facility == house.code),
        running=tuple(one for one in mine if one.closed is None),
        closed=tuple(reversed([one for one in mine if one.closed is not None])),
        watch=watch(standing, forces=forces, house=house),
    )  # fmt: skip


def everything(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact]
) -> tuple[tuple[Incident, ...], tuple[Calling, ...]]:
    """Every incident of the network, and whatever calls for one."""
    return incidents(standing, forces=forces, facts=facts), callings(standing, forces=forces)


def watch(standing: Standing, *, forces: Sequence[InForce], house: House) -> Watch:
    """How near a house is to what the document in force calls linked, or watches."""
    few = _settings(standing, forces, house, LINKED)
    many = _settings(standing, forces, house, WATCHED)
    days = max((said["days"] for said in (few, many) if said), default=None)
    staff, detainees = lately(standing, house.number, days=days or 0, at=standing.at)
    return Watch(
        staff=staff, detainees=detainees, days=days, linked_from=few.get("cases") if few else None,
        staff_from=many.get("staff") if many else None, staff_with=many.get("staff_with") if many else None,
        detainees_with=many.get("detainees") if many else None,
        linked=bool(few) and linked(few)(staff, detainees),
        watched=bool(many) and watched(many)(staff, detainees),
    )  # fmt: skip


def _settings(standing: Standing, forces: Sequence[InForce], house: House, condition: str) -> dict[str, int]:
    here, now = np.array([house.number], np.int64), np.array([standing.at], np.int64)
    for force in reversed(forces):
        for clause in force.protocol.clauses if force.since <= standing.at < force.until else ():
            duty = clause.duty
            if isinstance(duty, Refrain) and duty.condition == condition:
                bound = at_level(clause, standing=standing, facility=here, instants=now)
                return duty.settings if bound[0] else {}
    return {}


def incident_page(standing: Standing, *, house: House, incident: Incident) -> IncidentPage:
    """One incident with the places it may freeze: the cell and the wing of the person come chosen."""
    cell = _bed(standing, incident)
    near = [place for place in (cell, zone_of(cell) if cell else None) if place]
    held = {standing.names.name(int(k)): int(v) for k, v in _frozen_now(standing)}
    offered = [
        Offered(
            place=place, chosen=place in near and place not in incident.places,
            frozen_by=standing.names.name(held[place]) if place in held else None,
        )
        for place in dict.fromkeys([*near, *_wings(standing, house)])
        if place not in incident.places
    ]  # fmt: skip
    return IncidentPage(
        house=house, at=instant(standing.at), incident=incident, cell=cell, offered=tuple(offered),
        orders=tuple(_orders(standing, incident)),
    )  # fmt: skip


def _frozen_now(standing: Standing) -> list[tuple[int, int]]:
    rows = frozen(standing).at(standing.at)
    return list(zip(rows.key.tolist(), rows.value.tolist(), strict=True))


def _bed(standing: Standing, incident: Incident) -> str | None:
    """Where the person's bed was as it began; where it is now, if it was nowhere then."""
    if incident.person is None:
        return None
    key = standing.names.find(incident.person)
    for moment in (seconds(incident.began), standing.at):
        beds = standing.in_cell.at(moment)
        mine = beds.value[beds.key == key]
        if len(mine):
            return standing.names.name(int(mine[-1]))
    return None


def _wings(standing: Standing, house: House) -> list[str]:
    """The wings of a house in which people live."""
    places = standing.places.at(standing.at)
    mine = (places.facility == house.number) & (places.value != USES.index("key_area"))
    named = (zone_of(standing.names.name(int(key))) for key in places.key[mine])
    return sorted({wing for wing in named if wing})


def _orders(standing: Standing, incident: Incident) -> list[tuple[str, str]]:
    """(contact, order) of the contacts for whom an order was made since they were listed."""
    made, found = standing.events("ordered"), []
    for one in incident.contacts:
        mine = made.where(made.key == standing.names.find(one.person))
        mine = mine.where(mine.occurred >= seconds(incident.opened))
        if len(mine):
            found.append((one.person, standing.names.name(int(mine.aux[-1]))))
    return found


def incidents_of(standing: Standing, *, key: int, inside: Flags) -> tuple[tuple[str, str, bool], ...]:
    """(code, facility, whether it runs) of the incidents about a person, or that list them; newest first."""
    runs = set(running(standing).at(standing.at).key.tolist())
    found: dict[int, int] = {}
    for name in ("incident_of", "contact_listed"):
        rows = standing.events(name)
        rows = rows.where((rows.key == key) & inside[rows.facility])
        found |= dict(zip(rows.value.tolist(), rows.facility.tolist(), strict=True))
    names, houses = standing.names, standing.facilities
    return tuple((names.name(one), houses.name(where), one in runs) for one, where in reversed(found.items()))
