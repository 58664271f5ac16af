"""People and rooms that no rule and no price tells apart, counted together: it keeps the model small."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from lazaretto.placement.allowing import Like, beds, forbidden, like, shared_groups, shut
from lazaretto.placement.asking import Newcomer, Request, Room, clock_day
from lazaretto.placement.ground import Ground, spreads

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


def kinds(request: Request, known: Ground, *, kept: Mapping[str, str]) -> tuple[Kind, ...]:
    """The newcomers by kind, in the order in which they were given.

    kept: a placement, person → place, that is to be kept where it can be.
    """
    groups, named = shared_groups(request), _named(request)
    found: dict[object, Kind] = {}
    members: dict[object, list[Newcomer]] = {}
    for newcomer in request.newcomers:
        day = clock_day(newcomer, day=request.day)
        at, placed = known.homes.get(newcomer.person), kept.get(newcomer.person)
        alike = like(newcomer, request.rules)
        group = newcomer.case_group if newcomer.case_group in groups else None
        alone = (newcomer.sex, newcomer.minor, newcomer.health) if alike is None else None
        leaves = newcomer.leaves if request.rules.window else None
        person = newcomer.person if newcomer.person in named else None
        key = (alike, alone, newcomer.needs, group, day, leaves, newcomer.present, at, placed, person)
        members.setdefault(key, []).append(newcomer)
        found[key] = Kind((), alike, group, day, at, placed, person is not None)
    return tuple(replace(kind, people=tuple(members[key])) for key, kind in found.items())


def families(request: Request, known: Ground, people: Sequence[Kind]) -> tuple[Family, ...]:
    """The rooms that may take somebody in, by family: empty ones together, the others each alone."""
    takers = {
        room.place: [kind for kind in people if shut(kind.first, room, newcomers=known.names) is None]
        for room in request.rooms
    }
    homes = {place for kind in people for place in (kind.home, kind.kept, kind.first.present)}
    marked = homes | _contested(known, takers)
    spreading = any(spreads(kind.first) for kind in people)

    def key(room: Room) -> tuple[str, str, int, int, str]:
        alike = room.place in known.fresh and room.place not in marked
        size = beds(room, newcomers=known.names)
        return (
            room.use,
            room.people,
            size,
            known.exposed[room.place] * spreading,
            "" if alike else room.place,
        )

    able = sorted((room for room in request.rooms if takers[room.place]), key=lambda room: room.place)
    return tuple(
        Family(tuple(rooms), size, rooms[0].place in known.fresh)
        for (_, _, size, _, _), grouped in groupby(sorted(able, key=key), key=key)
        for rooms in [list(grouped)]
    )


def _contested(known: Ground, takers: Mapping[str, Sequence[Kind]]) -> set[str]:
    """Rooms next door to each other, one of which may take in somebody infectious, the other others."""
    found: set[str] = set()
    for place, others in known.adjoining.items():
        if any(spreads(kind.first) for kind in takers[place]):
            beside = {p for p in others if any(not spreads(kind.first) for kind in takers[p])}
            found |= beside | ({place} if beside else set())
    return found


def admitted(kind: Kind, family: Family, request: Request, known: Ground) -> bool:
    """True when one of a kind may enter a room of a family as it stands."""
    return forbidden(kind.first, family.first, request, newcomers=known.names) is None


def _named(request: Request) -> frozenset[str]:
    """Whoever is kept apart from somebody by name, said by either side."""
    people = {newcomer.person for newcomer in request.newcomers}
    others = [occupant for room in request.rooms for occupant in room.occupants]
    said = [(p.person, other) for p in (*request.newcomers, *others) for other in p.apart_from]
    present = people | {occupant.person for occupant in others}
    return frozenset(name for pair in said if set(pair) <= present for name in pair)
