"""What a new room is worth today, when it is known who may come tomorrow.

One day's least price is no good guide by itself: rooms opened freely are wanting next week, and clocks
put back to save a room that nobody needs are lost for nothing. So the day is solved at several prices of
a new room, each answer is followed through futures drawn at the expected rates, and the price whose
answer costs least over all of them becomes the day's. Rules are the model's alone: no price bends one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as stated
from datetime import date

from msgspec.structs import replace

from lazaretto.placement.allowing import beds, like
from lazaretto.placement.asking import Expected, Newcomer, Occupant, Request, Room, clock_day
from lazaretto.placement.foreseeing import Future, Open, Outlook, futures, total_ahead
from lazaretto.placement.ground import ground
from lazaretto.placement.leaning import lean
from lazaretto.placement.pricing import costs
from lazaretto.placement.solving import Solution, solve

LADDER = (2, 3, 4, 6, 10)  # person-days for a new room, while a restarted day costs one


@dataclass(frozen=True, slots=True)
class Sighted:
    """request: with the price of a new room that was found, and no other scarcity. solution: its answer."""

    request: Request
    solution: Solution


@dataclass(frozen=True, slots=True)
class _Step:
    """One price on the ladder, its answer, and how many rooms that opens."""

    request: Request
    solution: Solution
    opened: int


def look_ahead(request: Request) -> Sighted:
    """The day's answer in sight of who is expected; the plain one where nobody is, or days do not mix."""
    expected = request.expected
    if expected is None or not request.newcomers or not request.rules.window:
        return Sighted(request, solve(request))
    steps = _ladder(request)
    if len(steps) == 1:
        return Sighted(steps[0].request, steps[0].solution)
    drawn = futures(expected, request.facility, request.day)
    best = min(steps, key=lambda step: _worth(step, expected, drawn))
    return Sighted(best.request, best.solution)


def _worth(step: _Step, expected: Expected, drawn: Sequence[Future]) -> tuple[int, int]:
    """What an answer costs today and later, over all futures; of equals the one with fewer new rooms."""
    spent = step.solution.costs
    today = spent.total - spent.new_rooms - spent.scarcity
    outlook = outlook_of(step.request, step.solution.assigned, use=expected.use)
    ahead = total_ahead(outlook, drawn, step.request.rules, missing_room=expected.missing_room)
    return today * len(drawn) + ahead, step.opened


def _ladder(request: Request) -> list[_Step]:
    """Answers that differ in the rooms they open. Dearer rooms are never more, so equal ends say enough."""
    fresh = ground(request).fresh

    def step(price: int) -> _Step:
        priced = _priced(request, price * max(1, request.rules.prices.restarted_day))
        found = _leaned(priced, solve(priced))
        return _Step(priced, found, len(fresh & set(found.assigned.values())))

    def between(low: int, high: int, cheap: _Step, dear: _Step) -> Iterator[_Step]:
        if cheap.opened == dear.opened or high - low < 2:
            return
        middle = (low + high) // 2
        found = step(LADDER[middle])
        yield from (found, *between(low, middle, cheap, found), *between(middle, high, found, dear))

    last = len(LADDER) - 1
    cheap, dear = step(LADDER[0]), step(LADDER[last])
    by_rooms = {each.opened: each for each in (dear, cheap, *between(0, last, cheap, dear))}
    return [by_rooms[opened] for opened in sorted(by_rooms)]


def _leaned(request: Request, found: Solution) -> Solution:
    """The same price, with rooms left unequal."""
    assigned = lean(request, found.assigned)
    return stated(found, assigned=assigned, costs=costs(request, assigned))


def _priced(request: Request, price: int) -> Request:
    prices = replace(request.rules.prices, new_room=price, scarcity=0)
    return replace(request, rules=replace(request.rules, prices=prices))


def outlook_of(request: Request, assigned: Mapping[str, str], *, use: str) -> Outlook:
    """The rooms of one use as a placement leaves them."""
    known = ground(request)
    entering: dict[str, list[Newcomer]] = {}
    for newcomer in request.newcomers:
        if newcomer.person in assigned:
            entering.setdefault(assigned[newcomer.person], []).append(newcomer)
    rooms = [room for room in request.rooms if room.use == use]
    empty = [room for room in rooms if room.place in known.fresh and room.place not in entering]
    outlook = Outlook(
        {}, len(empty), max((room.capacity for room in rooms), default=0), Counter(), len(rooms)
    )
    for room in rooms:
        if room not in empty:
            _add(outlook, request, room, entering.get(room.place, ()), known.names)
    return outlook


def _add(
    outlook: Outlook, request: Request, room: Room, entering: Sequence[Newcomer], names: frozenset[str]
) -> None:
    """A room in use: an open cohort, or a day on which it comes free; nothing where neither is known."""
    inside: list[Occupant] = [*room.occupants, *entering]
    days = [clock_day(newcomer, day=request.day) for newcomer in entering]
    days += [room.cohort.day, room.cohort.since] if room.cohort is not None and room.occupants else []
    if not inside or not days:
        if room.free_on is not None:
            outlook.freed[_from(request, room.free_on)] += 1
        return
    since, clock = _away(request, min(days)), _away(request, max(days))
    alike, left = like(inside[0], request.rules), beds(room, newcomers=names) - len(entering)
    takes = room.state in ("free", "filling") and not (room.cohort is not None and room.cohort.closed)
    if takes and alike is not None and left > 0 and -since < request.rules.window:
        outlook.cohorts.setdefault(alike, []).append(Open(since, clock, len(inside), left))
        return
    leg = clock + request.rules.quarantine_days
    outlook.freed[max(1, leg if entering or room.free_on is None else _from(request, room.free_on))] += 1


def _away(request: Request, day: date) -> int:
    return (day - request.day).days


def _from(request: Request, day: date) -> int:
    return max(1, _away(request, day))
