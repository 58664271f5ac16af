"""What is wrong with a question before it is asked: row by row, as values."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from lazaretto.facts.places import facility_of
from lazaretto.placement.asking import Request, Room

FaultCode = Literal[
    "malformed", "person_twice", "room_twice", "placed_already", "apart_from_oneself", "over_capacity",
    "not_free", "nobody_inside", "other_facility", "present_nowhere", "promised_twice", "arrives_later",
    "cohort_later",
]  # fmt: skip


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One row that cannot be right. path: ``newcomers[3]``; values: what its sentence is filled with."""

    code: FaultCode
    path: str
    values: Mapping[str, str] = {}


def faults(request: Request) -> tuple[Fault, ...]:
    """Every row of a request that contradicts itself or another; empty: it may be asked."""
    return (*_people(request), *_rooms(request))


def _people(request: Request) -> Iterator[Fault]:
    inside = {o.person: room.place for room in request.rooms for o in room.occupants}
    places = {room.place for room in request.rooms}
    seen: set[str] = set()
    for n, newcomer in enumerate(request.newcomers):
        path, values = f"newcomers[{n}]", {"person": newcomer.person}
        if newcomer.person in seen:
            yield Fault(code="person_twice", path=path, values=values)
        if newcomer.person in inside:
            at = inside[newcomer.person]
            yield Fault(code="placed_already", path=path, values={**values, "place": at})
        if newcomer.person in newcomer.apart_from:
            yield Fault(code="apart_from_oneself", path=path, values=values)
        if newcomer.present is not None and newcomer.present not in places:
            yield Fault(code="present_nowhere", path=path, values={**values, "place": newcomer.present})
        if newcomer.arrived is not None and newcomer.arrived > request.day:
            day = newcomer.arrived.isoformat()
            yield Fault(code="arrives_later", path=path, values={**values, "day": day})
        seen.add(newcomer.person)


def _rooms(request: Request) -> Iterator[Fault]:
    seen: set[str] = set()
    inside: set[str] = set()
    promised: set[str] = set()
    for n, room in enumerate(request.rooms):
        path, values = f"rooms[{n}]", {"place": room.place}
        if room.place in seen:
            yield Fault(code="room_twice", path=path, values=values)
        if facility_of(room.place) != request.facility:
            yield Fault(code="other_facility", path=path, values={**values, "facility": request.facility})
        yield from _room(request, room, path, values)
        yield from _again("person_twice", f"{path}.occupants", [o.person for o in room.occupants], inside)
        yield from _again("promised_twice", f"{path}.kept_for", room.kept_for, promised)
        seen.add(room.place)


def _room(request: Request, room: Room, path: str, values: Mapping[str, str]) -> Iterator[Fault]:
    present = any(newcomer.present == room.place for newcomer in request.newcomers)
    if len(room.occupants) > room.capacity:
        counts = {"people": str(len(room.occupants)), "capacity": str(room.capacity)}
        yield Fault(code="over_capacity", path=path, values={**values, **counts})
    if room.state == "free" and room.occupants:
        yield Fault(code="not_free", path=path, values=values)
    if room.state == "filling" and not room.occupants and not present:
        yield Fault(code="nobody_inside", path=path, values=values)
    if room.cohort is not None and max(room.cohort.day, room.cohort.since) > request.day:
        yield Fault(code="cohort_later", path=path, values={**values, "cohort": room.cohort.name})


def _again(code: FaultCode, path: str, people: Sequence[str], seen: set[str]) -> Iterator[Fault]:
    for n, person in enumerate(people):
        if person in seen:
            yield Fault(code=code, path=f"{path}[{n}]", values={"person": person})
        seen.add(person)
