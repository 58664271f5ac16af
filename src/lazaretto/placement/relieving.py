"""What would make more people fit, and what the rules of separation cost: by solving the question changed."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from lazaretto.facts.command import Use
from lazaretto.placement.answer import Relief, ReliefCode, Separation
from lazaretto.placement.asking import Newcomer, Prices, Request, Room, State
from lazaretto.placement.solving import Solution, solve

_DONE: Mapping[State, ReliefCode] = {"awaiting_disinfection": "disinfect", "withdrawn": "repair"}
_ROOMS_ONLY = Prices(new_room=1, scarcity=0, restarted_day=0, alone=0, alone_minor=0, move=0)
_USUAL_CAPACITY = 6  # of a room that nobody has described


def relief(request: Request, found: Solution) -> tuple[Relief, ...]:
    """Every single thing that would let somebody be placed who is not; none when everybody is."""
    if not found.unplaced:
        return ()
    return (
        *_rooms_done(request, found),
        *_same_day_lifted(request, found),
        *_waiting(request, found),
        *_more_rooms(request, found),
        _transfer(found),
    )


def separation(request: Request) -> Separation:
    """New rooms needed under the rules, under the same-day rule and without, and co-defendants together."""
    rules = request.rules
    same_day = _rooms_needed(_ruled(request, same_day=True))
    window = same_day
    if rules.window_days:
        window = _rooms_needed(_ruled(request, same_day=False))
    rooms = same_day if rules.same_day else window
    together = rooms
    if rules.separate_case_groups and any(n.case_group for n in request.newcomers):
        together = _rooms_needed(_ruled(request, separate_case_groups=False))
    return Separation(rooms=rooms, with_same_day=same_day, with_window=window, without_case_groups=together)


def _rooms_needed(request: Request) -> int:
    """The least number of new rooms in which everybody finds a place, however few there are."""
    for use in sorted({newcomer.needs for newcomer in request.newcomers}):
        request = _with_rooms(request, use, sum(n.needs == use for n in request.newcomers))
    rules = msgspec.structs.replace(request.rules, prices=_ROOMS_ONLY)
    return solve(msgspec.structs.replace(request, rules=rules)).costs.new_rooms


def _ruled(request: Request, **changes: bool) -> Request:
    return msgspec.structs.replace(request, rules=msgspec.structs.replace(request.rules, **changes))


def _with_rooms(request: Request, use: Use, count: int) -> Request:
    """The request with so many empty rooms more, as large as most rooms of that use."""
    sizes = [room.capacity for room in request.rooms if room.use == use and room.capacity]
    usual = max(sizes, key=lambda size: (sizes.count(size), size), default=_USUAL_CAPACITY)
    more = tuple(
        Room(place=f"{request.facility}/more-{use}/{n}", capacity=usual, use=use) for n in range(1, count + 1)
    )
    return msgspec.structs.replace(request, rooms=(*request.rooms, *more))


def _found(
    code: ReliefCode, request: Request, found: Solution, *, place: str | None = None,
    use: Use | None = None, count: int | None = None, day: date | None = None,
) -> Relief | None:  # fmt: skip
    """The relief of a changed request; None when nobody more would be placed."""
    then = solve(request)
    placed = len(then.assigned) - len(found.assigned)
    if placed < 1:
        return None
    return Relief(
        code=code, placed=placed, everybody=not then.unplaced, costs=then.costs,
        place=place, use=use, count=count, day=day,
    )  # fmt: skip


def _rooms_done(request: Request, found: Solution) -> Iterator[Relief]:
    """An earlier disinfection, a repair done: of rooms that differ in name only, the first."""
    uses, seen = _uses(found), set()
    for room in sorted(request.rooms, key=lambda room: (room.free_on or date.max, room.place)):
        alike = (room.state, room.use, room.capacity)
        if room.state in _DONE and room.use in uses and alike not in seen:
            seen.add(alike)
            then = _emptied(request, {room.place})
            relieved = _found(_DONE[room.state], then, found, place=room.place, day=room.free_on)
            if relieved:
                yield relieved


def _same_day_lifted(request: Request, found: Solution) -> Iterator[Relief]:
    if request.rules.same_day and request.rules.window_days:
        relieved = _found("lift_same_day", _ruled(request, same_day=False), found)
        if relieved:
            yield relieved


def _waiting(request: Request, found: Solution) -> Iterator[Relief]:
    """The first day on which enough rooms are free again, and each day before it that helps."""
    uses = _uses(found)
    awaited = [r for r in request.rooms if r.free_on and r.free_on > request.day and r.use in uses]
    best = 0
    for day in sorted({room.free_on for room in awaited if room.free_on}):
        by_then = {room.place for room in awaited if room.free_on and room.free_on <= day}
        relieved = _found("wait_until", _emptied(request, by_then), found, day=day, count=len(by_then))
        if relieved and relieved.placed > best:
            best = relieved.placed
            yield relieved
            if relieved.everybody:
                return


def _more_rooms(request: Request, found: Solution) -> Iterator[Relief]:
    """The fewest rooms more of one use with which all of its people are placed."""
    for use in sorted(_uses(found)):
        waiting = sum(newcomer.needs == use for newcomer in found.unplaced)
        low, high = 1, waiting
        while low < high:
            middle = (low + high) // 2
            then = solve(_with_rooms(request, use, middle))
            if any(newcomer.needs == use for newcomer in then.unplaced):
                low = middle + 1
            else:
                high = middle
        relieved = _found("more_rooms", _with_rooms(request, use, low), found, use=use, count=low)
        if relieved:
            yield relieved


def _transfer(found: Solution) -> Relief:
    """Those without a place are taken to another house."""
    count = len(found.unplaced)
    return Relief(code="transfer", placed=count, everybody=True, costs=found.costs, count=count)


def _uses(found: Solution) -> set[Use]:
    return {newcomer.needs for newcomer in found.unplaced}


def _emptied(request: Request, places: set[str]) -> Request:
    """The request with rooms empty, clean and in order; whoever is asked about is no longer in them."""
    rooms = tuple(
        Room(place=r.place, capacity=r.capacity, use=r.use, kept_for=r.kept_for, neighbours=r.neighbours)
        if r.place in places else r
        for r in request.rooms
    )  # fmt: skip
    return msgspec.structs.replace(request, rooms=rooms, newcomers=_outside(request, places))


def _outside(request: Request, places: set[str]) -> tuple[Newcomer, ...]:
    return tuple(
        msgspec.structs.replace(n, present=None) if n.present in places else n for n in request.newcomers
    )
