"""Emptying a house: who goes where, in which vehicle, which officers follow, and does it fit.

People who share a cell stay together and meet nobody new: a group goes into cells that are empty, split
only where no single cell holds it, and no cell takes people of two groups. So an emptying mixes nobody,
and no clock restarts because of it.
"""

from typing import Annotated

import msgspec

from lazaretto.facts.command import People, Use
from lazaretto.facts.fact import Code, Person
from lazaretto.facts.places import Facility, Place, facility_of
from lazaretto.placement import solver as cp_model
from lazaretto.placement.carrying import Trip, Vehicle, carry

Effort = Annotated[int, msgspec.Meta(ge=1, le=600)]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Those who share a cell now, and the use of cell they need.

    sort: women, men or minors, and then no cell that is meant for others; any: only cells for anybody.
    to: the houses that may take them, the one liked best first.
    """

    cell: Place
    people: tuple[Person, ...]
    to: tuple[Facility, ...]
    use: Use = "general"
    sort: People = "any"


class EmptyCell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that nobody has, is kept for or waits for, and how many it holds."""

    place: Place
    capacity: Annotated[int, msgspec.Meta(ge=1, le=500)]
    use: Use = "general"
    people: People = "any"


class Follower(msgspec.Struct, frozen=True, kw_only=True):
    """An officer of the house, who may follow the people. woman: may escort women."""

    person: Person
    woman: bool = False


class Emptying(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: empty this house of these groups into these cells, with these vehicles and officers."""

    facility: Facility
    groups: tuple[Group, ...]
    cells: tuple[EmptyCell, ...]
    vehicles: tuple[Vehicle, ...]
    officers: tuple[Follower, ...] = ()
    effort: Effort = 5


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One person's move."""

    person: Person
    start: Place
    to: Place
    vehicle: Code
    trip: int


class Shortfall(msgspec.Struct, frozen=True, kw_only=True):
    """Why a group has no cell. places: how many places are missing; nowhere: no house may take it at all."""

    cell: Place
    people: tuple[Person, ...]
    places: int
    nowhere: bool = False


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The answer. proven: no plan leaves fewer people behind. follow: officer → house, as counts allow."""

    facility: Facility
    moves: tuple[Move, ...]
    trips: tuple[Trip, ...]
    follow: tuple[tuple[Person, Facility], ...]
    short: tuple[Shortfall, ...]
    unseated: tuple[Place, ...]  # groups that no vehicle can carry
    proven: bool

    @property
    def fits(self) -> bool:
        """Whether everybody has a cell and a seat."""
        return not self.short and not self.unseated


def empty(asked: Emptying) -> Plan:
    """Plan an emptying: as few people left behind as can be, then as few cells, houses and trips.

    Deterministic: one worker, one seed, an effort in the solver's own measure (law 14).
    """
    chosen, proven = _assign(asked)
    seated = {group.cell: _seat(group, chosen) for group in asked.groups}
    loads = [
        (place, people) for group in asked.groups for place, people in seated[group.cell].items() if people
    ]
    trips, unseated = carry(loads, asked.vehicles)
    by_person = {person: trip for trip in trips for person in trip.people}
    moves = tuple(
        Move(
            person=p, start=group.cell, to=place, vehicle=by_person[p].vehicle, trip=by_person[p].number
        )
        for group in asked.groups for place, people in seated[group.cell].items() for p in people
        if p in by_person
    )  # fmt: skip
    return Plan(
        facility=asked.facility, moves=moves, trips=trips, follow=_follow(asked.officers, moves),
        short=tuple(_short(asked, seated)), unseated=unseated, proven=proven,
    )  # fmt: skip


def takes(cell: EmptyCell, group: Group) -> bool:
    """Whether a cell is of the use, for the people, and in a house that a group may go to."""
    meant = cell.people in ("any", group.sort)
    return meant and cell.use == group.use and facility_of(cell.place) in group.to


def _assign(asked: Emptying) -> tuple[dict[tuple[Place, Place], int], bool]:
    """How many of each group go into each cell: (group's cell, target) → people; whether it is proven."""
    model = cp_model.CpModel()
    count: dict[tuple[Place, Place], cp_model.IntVar] = {}
    used: dict[tuple[Place, Place], cp_model.IntVar] = {}
    for group in asked.groups:
        for cell in asked.cells:
            if takes(cell, group):
                key = group.cell, cell.place
                count[key] = model.new_int_var(0, min(cell.capacity, len(group.people)), "")
                used[key] = model.new_bool_var("")
                model.add(count[key] <= cell.capacity * used[key])
    for cell in asked.cells:
        model.add_at_most_one(used[key] for key in used if key[1] == cell.place)
    left = {}
    for group in asked.groups:
        left[group.cell] = model.new_int_var(0, len(group.people), "")
        mine = [count[key] for key in count if key[0] == group.cell]
        model.add(sum(mine) + left[group.cell] == len(group.people))
    cheap = {key: used[key] * (2 + _rank(asked, key)) for key in used}
    heavy = 1 + sum(2 + len(asked.cells) for _ in used)
    model.minimize(heavy * sum(left.values()) + sum(cheap.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = float(asked.effort)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {}, False
    return {key: solver.value(count[key]) for key in count}, status == cp_model.OPTIMAL


def _rank(asked: Emptying, key: tuple[Place, Place]) -> int:
    """How little a group's house is liked: 0 for the first it may go to."""
    group = next(group for group in asked.groups if group.cell == key[0])
    return group.to.index(facility_of(key[1]))


def _seat(group: Group, chosen: dict[tuple[Place, Place], int]) -> dict[Place, tuple[Person, ...]]:
    """The people of a group by target cell, in their order."""
    waiting, found = list(group.people), {}
    for (cell, place), people in sorted(chosen.items()):
        if cell == group.cell and people:
            found[place] = tuple(waiting[:people])
            del waiting[:people]
    return found


def _short(asked: Emptying, seated: dict[Place, dict[Place, tuple[Person, ...]]]) -> list[Shortfall]:
    found = []
    for group in asked.groups:
        placed = {person for people in seated[group.cell].values() for person in people}
        left = tuple(person for person in group.people if person not in placed)
        if left:
            nowhere = not any(takes(cell, group) for cell in asked.cells)
            found.append(Shortfall(cell=group.cell, people=left, places=len(left), nowhere=nowhere))
    return found


def _follow(officers: tuple[Follower, ...], moves: tuple[Move, ...]) -> tuple[tuple[Person, Facility], ...]:
    """Officers shared out over the receiving houses by how many people each takes, by largest remainder.

    Women are dealt first, a house at a time, so that no house is without one while there are enough.
    """
    taken: dict[Facility, int] = {}
    for move in moves:
        taken[facility_of(move.to)] = taken.get(facility_of(move.to), 0) + 1
    if not taken:
        return ()
    total, count = sum(taken.values()), len(officers)
    shares = {house: divmod(count * people, total) for house, people in taken.items()}
    seats = {house: whole for house, (whole, _) in shares.items()}
    spare = count - sum(seats.values())
    for house in sorted(shares, key=lambda house: (-shares[house][1], house))[:spare]:
        seats[house] += 1
    found: list[tuple[Person, Facility]] = []
    dealt = dict.fromkeys(sorted(seats, key=lambda house: (-taken[house], house)), 0)
    for officer in sorted(officers, key=lambda officer: (not officer.woman, officer.person)):
        house = min((house for house in dealt if dealt[house] < seats[house]), key=dealt.__getitem__)
        dealt[house] += 1
        found.append((officer.person, house))
    return tuple(sorted(found))
