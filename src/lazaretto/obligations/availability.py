"""Cells as they are really available: who is in them, for whom they are kept, what blocks them.

A cell of quarantine is free only when nobody is in it, it was disinfected since its last people left, no
neighbour is infectious, and it was not taken out of use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

import numpy as np

from lazaretto.facts.command import People, Use
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import at_local, instant, local_day
from lazaretto.obligations.contaminating import contaminations, infectious
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import LAST, quarantine_beds
from lazaretto.obligations.reckoning import LegClock, clocks
from lazaretto.obligations.refraining.cells import neighbours, soiled_since
from lazaretto.registers.command import PEOPLE, USES
from lazaretto.registers.events import Flags
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing

State = Literal[
    "free", "filling", "closed", "full", "beside_infectious", "awaiting_disinfection", "withdrawn"
]
WINDOW = "cohort.window"  # parameter: days after its first day in which a cohort may still take people in
_FOR_PEOPLE = tuple(USES.index(use) for use in ("transition", "general", "isolation"))


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who share a cell of quarantine and a clock. name: as the legs name it; None before one began.

    day: the local day of their clock. closed_at: when it was closed, by a person or by its window;
    closed_by: the fact, if a person did. ends: the latest end of a member's leg.
    """

    name: str | None
    day: date
    members: tuple[str, ...]
    closed_at: datetime | None
    closed_by: int | None
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell at an instant. since: from when it has been in its state. facts: numbers of those that say so.

    beside: neighbouring cells with somebody infectious in them. neighbours_known: whether any was stated.
    """

    place: str
    facility: str
    use: Use
    people: People
    capacity: int
    occupants: tuple[str, ...]
    kept_for: tuple[str, ...]
    cohort: Cohort | None
    state: State
    since: datetime | None
    facts: tuple[int, ...]
    beside: tuple[str, ...]
    neighbours_known: bool
    infectious: tuple[str, ...]

    @property
    def places_left(self) -> int:
        """Beds that are neither taken nor kept."""
        return max(self.capacity - len(self.occupants) - len(self.kept_for), 0)


def cells(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], facility: str
) -> tuple[Cell, ...]:
    """Every cell of a facility that people may be put into, in the order of their places."""
    house = _House(standing, forces, facts, facility)
    places = standing.places.at(standing.at)
    places = places.where((places.facility == house.number) & np.isin(places.value, _FOR_PEOPLE))
    found = [house.cell(places, row) for row in range(len(places))]
    return tuple(sorted(found, key=lambda cell: cell.place))


class _House:
    """What stands in one facility at the instant, gathered once for all of its cells."""

    def __init__(
        self, standing: Standing, forces: Sequence[InForce], facts: Sequence[Fact], facility: str
    ) -> None:
        self.standing, self.names = standing, standing.names
        self.number = standing.facilities.find(facility)
        self.facility = facility
        self.zone = standing.zones.get(self.number, DEFAULT_ZONE)
        beds = standing.in_cell.at(standing.at)
        self.beds = beds.where(beds.facility == self.number)
        self.apart = quarantine_beds(self.beds, standing)
        self.kept = standing.kept.at(standing.at)
        self.withdrawn = standing.withdrawn.at(standing.at)
        self.meant = standing.meant.at(standing.at)
        self.near = neighbours(standing)
        here = ~np.isin(self.beds.key, standing.away.at(standing.at).key)  # whoever is in hospital is not
        self.ill = np.where(here, infectious(standing, self.beds.key), -1)
        self.clocks: Mapping[str, LegClock] = {
            clock.person: clock
            for clock in clocks(standing, forces=forces, facts=facts, facility=facility)
            if clock.layer <= LAST
        }
        self.window = _window(forces, standing.at)
        self.mixed = {
            one.cell: one.fact
            for one in contaminations(standing, start=0, end=standing.at + 1)
            if one.facility == facility and not self.clocks.keys().isdisjoint(one.waiting)
        }

    def cell(self, places: Spans, row: int) -> Cell:
        """One cell as it stands."""
        key, use = int(places.key[row]), int(places.value[row])
        mine = self.beds.value == key
        occupants = self._names(self.beds.key[mine])
        kept = self._names(self.kept.key[self.kept.value == key])
        meant = self.meant.value[self.meant.key == key]
        near = self.near.value[self.near.key == key]
        beside = self.beds.where(np.isin(self.beds.value, near) & (self.ill >= 0))
        cohort = self._cohort(key, mine, occupants) if bool((mine & self.apart).any()) else None
        state, since, said = self._state(key, int(places.aux[row]), occupants, kept, cohort, beside)
        return Cell(
            place=self.names.name(key), facility=self.facility, use=USES[use],
            people=PEOPLE[int(meant[0])] if len(meant) else "any", capacity=int(places.aux[row]),
            occupants=occupants, kept_for=kept, cohort=cohort, state=state, since=since, facts=said,
            beside=tuple(sorted({self.names.name(int(cell)) for cell in beside.value})),
            neighbours_known=bool(len(near)), infectious=self._names(self.beds.key[mine & (self.ill >= 0)]),
        )  # fmt: skip

    def _names(self, keys: Sequence[int]) -> tuple[str, ...]:
        return tuple(sorted(self.names.name(int(key)) for key in keys))

    def _state(
        self, key: int, capacity: int, occupants: Sequence[str], kept: Sequence[str], cohort: Cohort | None,
        beside: Spans,
    ) -> tuple[State, datetime | None, tuple[int, ...]]:  # fmt: skip
        """The first of its states that holds, since when, and by which facts."""
        out = self.withdrawn.where(self.withdrawn.key == key)
        if len(out):
            return "withdrawn", instant(int(out.start[0])), tuple(out.fact.tolist())
        mine = self.beds.where(self.beds.value == key)
        if occupants:
            since, said = instant(int(mine.start.max())), tuple(mine.fact.tolist())
            if capacity and len(occupants) + len(kept) >= capacity:
                return "full", since, said
            if cohort is not None and cohort.closed_at is not None:
                by = (cohort.closed_by,) if cohort.closed_by is not None else said
                return "closed", cohort.closed_at, by
            if cohort is not None:
                shut = self._shut(key)
                if shut:
                    return "closed", since, shut
                if len(beside):
                    return "beside_infectious", since, self._ill(beside)
            return "filling", since, said
        soiled = int(soiled_since(self.standing, np.array([key]), np.array([self.standing.at]))[0])
        if soiled >= 0:
            return "awaiting_disinfection", instant(soiled), self._last_out(key, soiled)
        if len(beside):
            return "beside_infectious", None, self._ill(beside)
        return "free", None, ()

    def _shut(self, key: int) -> tuple[int, ...]:
        """Why nobody may join a cohort that nobody closed: a positive in it, or clocks not restarted yet."""
        ill = self.ill[(self.beds.value == key) & (self.ill >= 0)].tolist()
        mixed = self.mixed.get(self.names.name(key))
        return tuple(ill) + ((mixed,) if mixed is not None else ())

    def _ill(self, beside: Spans) -> tuple[int, ...]:
        """The results that say that these neighbours are positive."""
        return tuple(self.ill[np.isin(self.beds.fact, beside.fact)].tolist())

    def _last_out(self, key: int, left: int) -> tuple[int, ...]:
        """The facts that put its last people into a cell."""
        beds = self.standing.in_cell
        return tuple(beds.fact[(beds.value == key) & (beds.end == left)].tolist())

    def _cohort(self, key: int, mine: Flags, occupants: tuple[str, ...]) -> Cohort:
        """The cohort of an occupied cell of quarantine, by its members' legs, else by their beds."""
        running = [self.clocks[person] for person in occupants if person in self.clocks]
        names = sorted({clock.cohort for clock in running})
        began = [clock.zero for clock in running] or [instant(int(self.beds.start[mine].min()))]
        day = local_day(max(began), zone=self.zone)
        # Whoever was set back to day 0 did not arrive that day: their cohort stays closed to whoever does.
        first = min((clock.began for clock in running), default=min(began))
        closed_at, closed_by = self._closed(key, names, first=first)
        following = local_day(first, zone=self.zone) + timedelta(days=1)
        if closed_at is None and day >= following:
            closed_at = at_local(following, time(), zone=self.zone)
        ends = [clock.ends for clock in running if clock.ends is not None]
        return Cohort(
            name=names[0] if names else None, day=day, members=occupants, closed_at=closed_at,
            closed_by=closed_by, ends=max(ends, default=None),
        )  # fmt: skip

    def _closed(
        self, key: int, names: Sequence[str], *, first: datetime
    ) -> tuple[datetime | None, int | None]:
        """When a cohort closed: as stated of it or of its cell, else when its window was over."""
        rows = self.standing.events("cohort_closed")
        numbers = [self.names.find(name) for name in names]
        said = rows.where(
            np.isin(rows.key, numbers) | ((rows.value == key) & (rows.occurred >= first.timestamp()))
        )
        if len(said):
            return instant(int(said.occurred[0])), int(said.fact[0])
        if self.window is None:
            return None, None
        over = at_local(
            local_day(first, zone=self.zone) + timedelta(days=self.window + 1), time(), zone=self.zone
        )
        return (over, None) if over <= instant(self.standing.at) else (None, None)


def _window(forces: Sequence[InForce], at: int) -> int | None:
    """In how many days after its first a cohort may take people in, as the document in force says."""
    for force in reversed(forces):
        if force.since <= at < force.until:
            for parameter in force.protocol.parameters:
                if parameter.id == WINDOW:
                    return int(parameter.value)
    return None
