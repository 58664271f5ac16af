"""What a placement costs in person-days, in named parts: plain arithmetic, the measure of every answer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from lazaretto.placement.asking import Newcomer, Occupant, Prices, Request, Room, Rules, clock_day


class Costs(msgspec.Struct, frozen=True, kw_only=True):
    """Person-days, by what they are spent on."""

    new_rooms: int = 0
    scarcity: int = 0
    restarted_days: int = 0
    alone: int = 0
    moves: int = 0

    @property
    def total(self) -> int:
        """All parts together."""
        return self.new_rooms + self.scarcity + self.restarted_days + self.alone + self.moves

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


def unused(rooms: Iterable[Room], newcomers: Sequence[Newcomer]) -> tuple[Room, ...]:
    """The rooms in which a new cohort can begin: free, empty, nobody's home, promised to nobody else."""
    homes = {newcomer.present for newcomer in newcomers}
    people = {newcomer.person for newcomer in newcomers}
    return tuple(
        room for room in rooms
        if room.state == "free" and not room.occupants
        and room.place not in homes and people.issuperset(room.kept_for)
    )  # fmt: skip


def home(newcomer: Newcomer, kept: Mapping[str, str]) -> str | None:
    """Where somebody is, or was promised a place; leaving it is a move."""
    return newcomer.present or kept.get(newcomer.person)


def promises(request: Request) -> dict[str, str]:
    """Newcomer → the first room that keeps a place for them."""
    return {person: room.place for room in reversed(request.rooms) for person in room.kept_for}


def room_costs(request: Request, room: Room, entering: Sequence[Newcomer], *, fresh: bool) -> Costs:
    """What one room costs with its newcomers in it; scarcity and moves are in :func:`costs`.

    fresh: nobody was in it, so that a cohort begins.
    """
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
    begun = prices.new_room * (fresh and bool(entering))
    return Costs(new_rooms=begun, restarted_days=prices.restarted_day * restarted, alone=lone)


def scarcity(request: Request, use: str, opened: int) -> int:
    """What ``opened`` new rooms of a use cost more because few of them stand empty."""
    free = sum(room.use == use for room in unused(request.rooms, request.newcomers))
    return sum(opening(nth, free=free, prices=request.rules.prices) for nth in range(1, opened + 1))


def costs(request: Request, assigned: Mapping[str, str]) -> Costs:
    """The whole price of an assignment, person → place."""
    entering: dict[str, list[Newcomer]] = {}
    for newcomer in request.newcomers:
        if newcomer.person in assigned:
            entering.setdefault(assigned[newcomer.person], []).append(newcomer)
    kept = promises(request)
    homes = {newcomer.person: home(newcomer, kept) for newcomer in request.newcomers}
    moved = sum(homes[person] not in (None, place) for person, place in assigned.items())
    fresh = {room.place for room in unused(request.rooms, request.newcomers)}
    opened = [room.use for room in request.rooms if room.place in fresh and room.place in entering]
    scarce = sum(scarcity(request, use, opened.count(use)) for use in sorted(set(opened)))
    total = Costs(scarcity=scarce, moves=request.rules.prices.move * moved)
    for room in request.rooms:
        total += room_costs(request, room, entering.get(room.place, ()), fresh=room.place in fresh)
    return total
