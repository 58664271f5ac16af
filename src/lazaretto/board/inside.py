"""Inside now, and the muster: who and what is in a house, counted for a page and in the order of a call."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from lazaretto.board.houses import House
from lazaretto.facts.gate import Category, Emergency, Zone
from lazaretto.facts.places import zone_of
from lazaretto.obligations.inside import Awaited, Held, Here, Inside

SHEET = 22  # lines of a printed muster: so many fit on A4 at a size that is read by torchlight


@dataclass(frozen=True, slots=True)
class Running:
    """The emergency of a house (H1), and how many are counted: present, missing, and not called yet."""

    emergency: str
    facility: str
    cause: Emergency
    since: datetime
    declared_by: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one sort are in one zone."""

    zone: Zone
    staff: int
    visitors: int
    vehicles: int
    consignments: int
    held: int


@dataclass(frozen=True, slots=True)
class InsidePage:
    """A house at ``at``, as known at ``known_at`` (None: as known now).

    masked: the reader may count those who are held but not see who they are; then ``held`` is empty.
    """

    house: House
    at: datetime
    known_at: datetime | None
    counts: tuple[Count, ...]
    held_present: int
    held_away: int
    wings: tuple[tuple[str, tuple[Held, ...]], ...]
    away: tuple[Held, ...]
    here: tuple[Here, ...]
    overstaying: tuple[Here, ...]
    awaited: tuple[Awaited, ...]
    running: Running | None
    masked: bool = False

    @property
    def people(self) -> int:
        """Everybody inside: who is held and present, staff and visitors."""
        return self.held_present + sum(count.staff + count.visitors for count in self.counts)

    def of(self, category: Category, *, staff: bool = False) -> tuple[Here, ...]:
        """Who or what is here of one category; of persons, staff or everybody else."""
        return tuple(
            one
            for one in self.here
            if one.category == category and (category != "person" or (one.post is not None) is staff)
        )


@dataclass(frozen=True, slots=True)
class Call:
    """One line of a muster. number: custody, staff or visitor number; where: cell, or zone and post."""

    number: str
    masked: str | None
    where: str
    sort: str  # held, staff, visitor, driver
    needs: tuple[str, ...] = ()
    away: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed sheet: a stretch of one group's lines."""

    group: str
    calls: tuple[Call, ...]
    number: int
    of: int
    to_count: int


@dataclass(frozen=True, slots=True)
class Muster:
    """Everybody to be called out, in the order in which they are assembled; who is away stands at the end."""

    house: House
    at: datetime
    known_at: datetime | None
    groups: tuple[tuple[str, tuple[Call, ...]], ...]
    away: tuple[Call, ...]
    running: Running | None

    @property
    def total(self) -> int:
        """How many are to be counted."""
        return sum(len(calls) for _, calls in self.groups)

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every line, in order."""
        return tuple(call for _, calls in self.groups for call in calls)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The lines as printed sheets: a group begins a new one, and no sheet holds more than SHEET."""
        cut = [
            (group, calls[first : first + SHEET])
            for group, calls in (*self.groups, ("away", self.away))
            for first in range(0, len(calls), SHEET)
        ]
        return tuple(
            Sheet(group, part, number, len(cut), 0 if group == "away" else len(part))
            for number, (group, part) in enumerate(cut, 1)
        )


def inside_page(
    found: Inside, *, house: House, at: datetime, known_at: datetime | None, running: Running | None
) -> InsidePage:
    """What is found, counted by zone and grouped by wing."""
    return InsidePage(
        house=house, at=at, known_at=known_at, counts=_counts(found), held_present=len(found.present),
        held_away=len(found.away), wings=_wings(found.present), away=found.away, here=found.here,
        overstaying=found.overstaying, awaited=tuple(one for one in found.awaited if not one.inside),
        running=running,
    )  # fmt: skip


def uncovered(page: InsidePage) -> InsidePage:
    """The page for a reader who may count the held but not see who they are."""
    return replace(page, wings=(), away=(), masked=True)


def without_care(page: InsidePage) -> InsidePage:
    """The page for a reader who calls people out of a burning house, and need not know what they have."""

    def plain(people: Iterable[Held]) -> tuple[Held, ...]:
        return tuple(replace(one, needs=()) for one in people)

    wings = tuple((wing, plain(people)) for wing, people in page.wings)
    return replace(page, wings=wings, away=plain(page.away))


def muster_without_care(called: Muster) -> Muster:
    """The same of the list by which a house is called out."""

    def plain(calls: Iterable[Call]) -> tuple[Call, ...]:
        return tuple(replace(one, needs=()) for one in calls)

    groups = tuple((name, plain(calls)) for name, calls in called.groups)
    return replace(called, groups=groups, away=plain(called.away))


def muster(
    found: Inside, *, house: House, at: datetime, known_at: datetime | None, running: Running | None
) -> Muster:
    """Who is called out: wing by wing, then staff by zone, then visitors, then drivers."""
    groups = [(wing, tuple(map(_held, people))) for wing, people in _wings(found.present)]
    people = [one for one in found.here if one.category == "person"]
    for zone in ("guarded", "administration"):
        groups.append((f"staff-{zone}", _calls(people, zone, staff=True)))
    groups.append(("visitors", tuple(c for z in ("guarded", "administration") for c in _calls(people, z))))
    drivers = [one for one in found.here if one.category == "vehicle"]
    groups.append(("drivers", tuple(Call(one.subject, None, one.zone, "driver") for one in drivers)))
    return Muster(
        house, at, known_at, tuple((name, calls) for name, calls in groups if calls),
        tuple(map(_held, found.away)), running,
    )  # fmt: skip


def _held(one: Held) -> Call:
    return Call(one.person, one.masked, one.cell or "", "held", one.needs, one.away)


def _calls(people: Sequence[Here], zone: str, *, staff: bool = False) -> tuple[Call, ...]:
    mine = [one for one in people if one.zone == zone and (one.post is not None) is staff]
    return tuple(
        Call(one.subject, one.masked, zone, "staff" if staff else "visitor")
        for one in sorted(mine, key=lambda one: one.subject)
    )


def _wings(people: Iterable[Held]) -> tuple[tuple[str, tuple[Held, ...]], ...]:
    found = [(wing, tuple(of)) for wing, of in groupby(people, key=lambda one: zone_of(one.cell or "") or "")]
    return tuple(sorted(found))


def _counts(found: Inside) -> tuple[Count, ...]:
    def of(zone: Zone, category: Category, staff: bool | None = None) -> int:
        return sum(
            one.zone == zone and one.category == category and staff in (None, one.post is not None)
            for one in found.here
        )

    return tuple(
        Count(
            zone, of(zone, "person", staff=True), of(zone, "person", staff=False), of(zone, "vehicle"),
            of(zone, "consignment"), len(found.present) if zone == "guarded" else 0,
        )
        for zone in ("guarded", "administration")
    )  # fmt: skip
