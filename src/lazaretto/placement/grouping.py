"""People and rooms that no rule and no price tells apart, counted together: it keeps the model small."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from lazaretto.placement.allowing import (
    Like,
    beds,
    forbidden,
    like,
    names,
    shared_groups,
    shut,
)
from lazaretto.placement.asking import Newcomer, Request, Room, clock_day
from lazaretto.placement.pricing import home, promises, unused

_URGENCY = {"infectious": 3, "unwell": 2, "unknown": 1, "contact": 1, "ordinary": 0}


@dataclass(frozen=True, slots=True)
class Kind:
    """Newcomers whom every rule and every price treats alike."""

    people: tuple[Newcomer, ...]
    like: Like | None
    group: str | None  # a case group with more than one of its people here
    day: date
    home: str | None  # leaving it is a move and has its price
    kept: str | None  # where a placement that is to be kept has them
    named: bool  # kept apart from somebody by name

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.people)

    @property
    def first(self) -> Newcomer:
        """One who stands for all."""
        return self.people[0]

    @property
    def urgency(self) -> int:
        """Who goes first when not all can be placed: those who endanger others."""
        return _URGENCY[self.first.health]

    @property
    def most(self) -> int:
        """How many of them may share one room."""
        return 1 if self.group or self.like is None else self.size


@dataclass(frozen=True, slots=True)
class Family:
    """Rooms that differ in name only. ``fresh``: beginning a cohort in one has a price."""

    rooms: tuple[Room, ...]
    beds: int
    fresh: bool

    @property
    def first(self) -> Room:
        """One that stands for all."""
        return self.rooms[0]

    @property
    def places(self) -> frozenset[str]:
        """Their names."""
        return frozenset(room.place for room in self.rooms)


def kinds(request: Request, *, kept: Mapping[str, str]) -> tuple[Kind, ...]:
    """The newcomers by kind, in the order in which they were given.

    kept: a placement, person → place, that is to be kept where it can be.
    """
    groups, named = shared_groups(request), _named(request)
    promised = promises(request)
    found: dict[object, Kind] = {}
    members: dict[object, list[Newcomer]] = {}
    for newcomer in request.newcomers:
        day = clock_day(newcomer, day=request.day)
        at, placed = home(newcomer, promised), kept.get(newcomer.person)
        alike = like(newcomer, request.rules)
        group = newcomer.case_group if newcomer.case_group in groups else None
        alone = (newcomer.minor is False, newcomer.health) if alike is None else None
        leaves = newcomer.leaves if request.rules.window else None
        person = newcomer.person if newcomer.person in named else None
        key = (alike, alone, newcomer.needs, group, day, leaves, newcomer.present, at, placed, person)
        members.setdefault(key, []).append(newcomer)
        found[key] = Kind((), alike, group, day, at, placed, person is not None)
    return tuple(replace(kind, people=tuple(members[key])) for key, kind in found.items())


def families(request: Request, kinds_: Sequence[Kind]) -> tuple[Family, ...]:
    """The rooms that may take somebody in, by family: empty ones together, the others each alone."""
    newcomers = names(request)
    known = {place for kind in kinds_ for place in (kind.home, kind.kept, kind.first.present)}
    fresh = {room.place for room in unused(request.rooms, request.newcomers)}
    open_rooms = [
        room for room in sorted(request.rooms, key=lambda room: room.place)
        if any(shut(kind.first, room, newcomers=newcomers) is None for kind in kinds_)
    ]  # fmt: skip

    def key(room: Room) -> tuple[str, int, str]:
        alike = room.place in fresh and room.place not in known
        return (room.use, beds(room, newcomers=newcomers), "" if alike else room.place)

    return tuple(
        Family(tuple(rooms), size, first.place in fresh)
        for (_, size, _), grouped in groupby(sorted(open_rooms, key=key), key=key)
        for rooms in [list(grouped)]
        for first in [rooms[0]]
    )


def admitted(kind: Kind, family: Family, request: Request) -> bool:
    """True when one of a kind may enter a room of a family as it stands."""
    return forbidden(kind.first, family.first, request) is None


def _named(request: Request) -> frozenset[str]:
    """Whoever is kept apart from somebody by name, said by either side."""
    people = {newcomer.person for newcomer in request.newcomers}
    others = [occupant for room in request.rooms for occupant in room.occupants]
    said = [(p.person, other) for p in (*request.newcomers, *others) for other in p.apart_from]
    present = people | {occupant.person for occupant in others}
    return frozenset(name for pair in said if set(pair) <= present for name in pair)
