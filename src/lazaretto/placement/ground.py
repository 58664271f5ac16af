"""What is known of a request before anybody is placed: looked up once, read many times."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lazaretto.placement.asking import Newcomer, Request


@dataclass(frozen=True, slots=True)
class Ground:
    """names: everybody who needs a room. homes: where each is, or was promised a place, if anywhere.

    fresh: rooms in which a new cohort can begin; free: how many there are, by use. adjoining: the rooms
    next to a room. exposed: people there who are not infectious, and would be beside whoever is.
    """

    names: frozenset[str]
    homes: Mapping[str, str]
    fresh: frozenset[str]
    free: Mapping[str, int]
    adjoining: Mapping[str, frozenset[str]]
    exposed: Mapping[str, int]


def ground(request: Request) -> Ground:
    """The ground of a request."""
    names = frozenset(newcomer.person for newcomer in request.newcomers)
    present = {newcomer.present for newcomer in request.newcomers}
    fresh = [
        room for room in request.rooms
        if room.state == "free" and not room.occupants
        and room.place not in present and names.issuperset(room.kept_for)
    ]  # fmt: skip
    adjoining = _adjoining(request)
    well = {r.place: sum(o.health != "infectious" for o in r.occupants) for r in request.rooms}
    return Ground(
        names=names,
        homes=_homes(request),
        fresh=frozenset(room.place for room in fresh),
        free=Counter(room.use for room in fresh),
        adjoining=adjoining,
        exposed={place: sum(well[other] for other in others) for place, others in adjoining.items()},
    )


def spreads(newcomer: Newcomer) -> bool:
    """True for somebody who endangers the rooms next door."""
    return newcomer.health == "infectious"


def _homes(request: Request) -> dict[str, str]:
    promised = {person: room.place for room in reversed(request.rooms) for person in room.kept_for}
    at = {n.person: n.present or promised.get(n.person) for n in request.newcomers}
    return {person: place for person, place in at.items() if place is not None}


def _adjoining(request: Request) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {room.place: set() for room in request.rooms}
    for room in request.rooms:
        for other in room.neighbours:
            if other in found and other != room.place:
                found[room.place].add(other)
                found[other].add(room.place)
    return {place: frozenset(others) for place, others in found.items()}
