"""What a placement costs in person-days, in named parts: plain arithmetic, the measure of every answer."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from lazaretto.placement.asking import Newcomer, Occupant, Prices, Request, Room, Rules, clock_day
from lazaretto.placement.ground import Ground, ground, spreads


class Costs(msgspec.Struct, frozen=True, kw_only=True):
    """Person-days, by what they are spent on."""

    new_rooms: int = 0
    scarcity: int = 0
    restarted_days: int = 0
    alone: int = 0
    moves: int = 0
    beside: int = 0

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(getattr(self, part) for part in self.__struct_fields__)

    def __add__(self, other: "Costs") -> "Costs":
        return Costs(**{part: getattr(self, part) + getattr(other, part) for part in self.__struct_fields__})


def put_back(person: Occupant, *, own: date, to: date, rules: Rules) -> int:
    """Days by which somebody's leg ends later when their clock goes from ``own`` to ``to``.

    Nobody is held beyond the lawful last day, so nothing beyond it counts.
    """
    leg = timedelta(days=rules.quarantine_days)
    before, after = own + leg, max(own, to) + leg
    if person.leaves is not None:
        before, after = min(before, person.leaves), min(after, person.leaves)
    return (after - before).days


def alone_price(person: Occupant, prices: Prices) -> int:
    """The price of leaving somebody without company; an unknown age counts as a minor's."""
    return prices.alone if person.minor is False else prices.alone_minor


def opening(nth: int, *, free: int, prices: Prices) -> int:
    """What the scarcity of rooms adds to the ``nth`` room opened, of ``free`` that stood empty."""
    return prices.scarcity * max(0, prices.reserve - (free - nth))


def room_costs(request: Request, room: Room, entering: Sequence[Newcomer], known: Ground) -> Costs:
    """What one room costs with its newcomers in it; scarcity and moves are in :func:`costs`."""
    rules, prices = request.rules, request.rules.prices
    inside = [*room.occupants, *entering]
    if not entering and (room.state != "filling" or not inside):
        return Costs()
    lone = alone_price(inside[0], prices) if len(inside) == 1 else 0
    own: list[tuple[Occupant, date]] = [(n, clock_day(n, day=request.day)) for n in entering]
    if room.cohort is not None:
        own += [(occupant, room.cohort.day) for occupant in room.occupants]
    clock = max((day for _, day in own), default=request.day)
    restarted = sum(put_back(person, own=day, to=clock, rules=rules) for person, day in own)
    anew = any(spreads(newcomer) for newcomer in entering) and not room.occupants
    return Costs(
        new_rooms=prices.new_room * (bool(entering) and room.place in known.fresh),
        restarted_days=prices.restarted_day * restarted,
        alone=lone,
        beside=prices.beside * known.exposed[room.place] * anew,
    )


def scarcity(request: Request, use: str, opened: int, known: Ground) -> int:
    """What ``opened`` new rooms of a use cost more because few of them stand empty."""
    free, prices = known.free.get(use, 0), request.rules.prices
    return sum(opening(nth, free=free, prices=prices) for nth in range(1, opened + 1))


def costs(request: Request, assigned: Mapping[str, str]) -> Costs:
    """The whole price of an assignment, person → place."""
    known = ground(request)
    entering: dict[str, list[Newcomer]] = {}
    for newcomer in request.newcomers:
        if newcomer.person in assigned:
            entering.setdefault(assigned[newcomer.person], []).append(newcomer)
    moved = sum(known.homes.get(person, place) != place for person, place in assigned.items())
    opened = [room.use for room in request.rooms if room.place in known.fresh and room.place in entering]
    scarce = sum(scarcity(request, use, opened.count(use), known) for use in sorted(set(opened)))
    total = Costs(scarcity=scarce, moves=request.rules.prices.move * moved)
    for room in request.rooms:
        total += room_costs(request, room, entering.get(room.place, ()), known)
    return total
