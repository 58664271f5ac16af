"""Houses that change their role: who goes where, in which vehicle, which officers follow, what stays open."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts.command import ConversionEnded, ConversionOrdered, PlannedFollow, PlannedMove, Role
from lazaretto.rehearsal.founding import SEATS
from lazaretto.rehearsal.slots import by_cell
from lazaretto.rehearsal.subjects import Cell, House, Person
from lazaretto.rehearsal.world import OFFICE, Act, World

_DAY = timedelta(days=1)
_ORDERED, _ENDED, _PLANNED = time(10, 35), time(17, 30), time(10, 30)
_AUTHORITY = "市公安局监管场所疫情防控指挥部"
_BEGINS = time(8)
_LATER = 2  # days from the order to the first trip, where there is no hurry


def change_roles(world: World, day: date) -> None:
    """Step of the day: houses of the path are ordered to be emptied, and one of them is to be given back."""
    dates = world.assumptions.dates
    for plan in world.assumptions.houses:
        house = world.houses[plan.code]
        if not (plan.quarantine_cells and plan.men):
            continue
        if day == dates.heightened:
            _at(world, day, _ORDERED, _ordering(world, house, world.clock(day, _ORDERED)))
        if day == dates.lock_ups_serve:
            _at(world, day, _ENDED, _ending(world, house, world.clock(day, _ENDED)))
    if day == dates.ends - _DAY:
        _at(world, day, _PLANNED, lambda: _give_back(world, world.clock(day, _PLANNED)))


def _at(world: World, day: date, hour: time, act: Act) -> None:
    world.at(world.clock(day, hour), act)


def _code(house: House) -> str:
    return f"CV-{house.code}-1"


def _ordering(world: World, house: House, moment: datetime) -> Act:
    """A lock-up sets its own people free when their days are over; a house sends them to the other houses."""

    def order() -> None:
        lock_up = house.code.endswith("-L")
        role: Role = "isolation_point" if lock_up else "transition_house"
        moves = () if lock_up else _moves(house, _rooms(world, house))
        spare = world.assumptions.rate("reinforcement") if lock_up else 0
        wing = next(c.transition_wing for c in world.assumptions.counties if c.code == house.county)
        followers = [o for o in house.staff if o.post == "officer"][-spare:] if spare else []
        officers = tuple(PlannedFollow(person=o.code, to=wing) for o in followers)
        _say(world, house, _code(house), role, "腾空场所，专用于隔离", moment, moves, officers)

    return order


def _rooms(world: World, house: House) -> list[tuple[Person, Cell]]:
    """A bed in the general wing of another house for each who is not in quarantine."""
    wings = [c.transition_wing for c in world.assumptions.counties if c.transition_wing != house.code]
    sites = [world.houses[code] for code in sorted(set(wings))]
    general = [person for person in house.people() if person.cell.use == "general" and person.present]
    rooms = []
    for number, person in enumerate(general):
        site = sites[number % len(sites)]
        fit = [c for c in site.cells.values() if c.use == "general" and c.kin == person.kin]
        cell = min(fit, key=lambda c: c.filled)
        world.keep(person, cell)
        rooms.append((person, cell))
    return rooms


def _moves(house: House, rooms: list[tuple[Person, Cell]]) -> tuple[PlannedMove, ...]:
    """Trips of the bus, cell by cell and one house after the other: nobody meets anybody on the road."""
    trip, seats, moves, last = 0, 0, [], ("", "")
    for person, cell in sorted(rooms, key=lambda room: _way(*room)):
        if _way(person, cell) != last or seats == 0:
            trip, seats, last = trip + 1, SEATS[1], _way(person, cell)
        seats -= 1
        moves.append(PlannedMove(person=person.code, to=cell.place, vehicle=f"{house.code}-V2", trip=trip))
    return tuple(moves)


def _way(person: Person, cell: Cell) -> tuple[str, str]:
    """To which house, and from which cell."""
    return cell.place.partition("/")[0], person.cell.place


def _say(
    world: World, house: House, code: str, role: Role, reason: str, moment: datetime,
    moves: tuple[PlannedMove, ...], officers: tuple[PlannedFollow, ...],
) -> None:  # fmt: skip
    begins = world.clock(world.today(moment) + _LATER * _DAY, _BEGINS)
    body = ConversionOrdered(
        conversion=code, role=role, authority=_AUTHORITY, reason=reason, begins=begins, moves=moves,
        officers=officers, stays_open=tuple(house.key_areas[:2]),
    )  # fmt: skip
    world.say(house.code, body, moment, actor=world.houses[OFFICE].leader().code)


def _ending(world: World, house: House, moment: datetime) -> Act:
    body = ConversionEnded(conversion=_code(house), outcome="carried_out")
    return lambda: world.say(house.code, body, moment, actor=world.houses[OFFICE].leader().code)


def _give_back(world: World, moment: datetime) -> None:
    """The smallest isolation point is to take its own people in again: its cohorts go on elsewhere."""
    points = [world.houses[county.isolation_point] for county in world.assumptions.counties]
    house = min(points, key=lambda point: (len(point.people()) or 999, point.code))
    site = max(points, key=lambda point: sum(not c.filled for c in point.cells.values()))
    if house is site:
        return
    rooms = []
    for cell, members in by_cell([p for p in house.people() if p.present]):
        room = world.free_cell(site, "I", day=world.today(moment), kin=cell.kin)
        rooms += [(person, room) for person in members]
    reason = "疫情趋缓，恢复收拘；隔离人员按原监室转往他所"
    _say(world, house, f"CV-{house.code}-2", "ordinary", reason, moment, _moves(house, rooms), ())
