"""Is a placement within every hard rule? Plain loops that share no code with the optimiser.

Whatever proposed a placement, an optimiser or a person, it is judged here, from the request alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from lazaretto.placement.asking import Newcomer, Occupant, Request, Room

Check = Callable[[Request, Room, Sequence[Newcomer]], Iterator[str]]


def broken(request: Request, assignments: Mapping[str, str]) -> tuple[str, ...]:
    """Every rule that a placement (person → place) breaks, each as ``rule place who…``; empty: none."""
    rooms = {room.place: room for room in request.rooms}
    people = {newcomer.person: newcomer for newcomer in request.newcomers}
    found = [f"stranger {person}" for person in assignments if person not in people]
    found += [f"no_such_room {place} {who}" for who, place in assignments.items() if place not in rooms]
    for place, room in rooms.items():
        entering = [people[who] for who, at in assignments.items() if at == place and who in people]
        if entering:
            found += [wrong for check in CHECKS for wrong in check(request, room, entering)]
    return (*found, *_beside(request, assignments))


def _use(request: Request, room: Room, entering: Sequence[Newcomer]) -> Iterator[str]:
    for person in entering:
        if person.needs != room.use:
            yield f"other_use {room.place} {person.person}"
        like = {"women": person.sex == "female", "men": person.sex == "male", "minors": person.minor is True}
        if person.present != room.place and not like.get(room.people, True):
            yield f"meant_for_others {room.place} {person.person}"


def _unusable(request: Request, room: Room, entering: Sequence[Newcomer]) -> Iterator[str]:
    if room.state == "withdrawn" or room.state == "awaiting_disinfection":
        yield f"{room.state} {room.place}"


def _closed(request: Request, room: Room, entering: Sequence[Newcomer]) -> Iterator[str]:
    """Only who is inside already may be in a room that takes nobody in."""
    from_outside = [person for person in entering if person.present != room.place]
    for person in from_outside:
        if room.state in ("closed", "full", "beside_infectious"):
            yield f"{room.state} {room.place} {person.person}"
        elif room.cohort is not None and room.cohort.closed:
            yield f"closed {room.place} {person.person}"


def _beds(request: Request, room: Room, entering: Sequence[Newcomer]) -> Iterator[str]:
    coming = {newcomer.person for newcomer in request.newcomers}
    promised = [person for person in room.kept_for if person not in coming]
    needed = len(room.occupants) + len(entering) + len(promised)
    if needed > room.capacity:
        yield f"over_capacity {room.place} {needed}>{room.capacity}"
    if promised and not room.occupants:
        yield f"kept_for_another {room.place} {promised[0]}"


def _company(request: Request, room: Room, entering: Sequence[Newcomer]) -> Iterator[str]:
    for one, other in combinations([*room.occupants, *entering], 2):
        if one in room.occupants and other in room.occupants:
            continue  # what stands already is not this placement's doing
        for rule in _between(request, one, other):
            yield f"{rule} {room.place} {one.person} {other.person}"


def _between(request: Request, one: Occupant, other: Occupant) -> Iterator[str]:
    if "unknown" in (one.sex, other.sex) or one.sex != other.sex:
        yield "sexes_mixed"
    if one.minor is None or other.minor is None or one.minor is not other.minor:
        yield "minor_with_adult"
    states = {one.health, other.health}
    if "unknown" in states or len(states) > 1 or not states <= set(request.rules.sharing):
        yield "health_mixed"
    if request.rules.separate_case_groups and one.case_group and one.case_group == other.case_group:
        yield "co_defendants"
    if one.person in other.apart_from or other.person in one.apart_from:
        yield "apart_from"


def _days(request: Request, room: Room, entering: Sequence[Newcomer]) -> Iterator[str]:
    days: list[date] = [request.day if p.arrived is None else p.arrived for p in entering]
    if room.cohort is not None and room.occupants:
        days.append(room.cohort.day)
        days.append(room.cohort.day if room.cohort.opened is None else room.cohort.opened)
    span = max(days).toordinal() - min(days).toordinal()
    if span > (0 if request.rules.same_day else request.rules.window_days):
        yield f"days_mixed {room.place} {span}"


def _beside(request: Request, assignments: Mapping[str, str]) -> Iterator[str]:
    """Nobody infectious is put next door to somebody who is put there and is not."""
    health = {newcomer.person: newcomer.health for newcomer in request.newcomers}
    next_door = {(room.place, other) for room in request.rooms for other in room.neighbours}
    for sick, place in assignments.items():
        for other, at in assignments.items():
            close = (place, at) in next_door or (at, place) in next_door
            if close and place != at and health.get(sick) == "infectious" != health.get(other, "infectious"):
                yield f"beside_infectious {at} {other} {sick}"


CHECKS: tuple[Check, ...] = (_use, _unusable, _closed, _beds, _company, _days)
