"""The city as it stands when the record begins: houses, cells, staff, and the people held long since."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import command, custody, duty
from lazaretto.facts.command import Use
from lazaretto.facts.fact import Fact
from lazaretto.rehearsal import assumptions as given
from lazaretto.rehearsal.names import name_of
from lazaretto.rehearsal.streams import Stream
from lazaretto.rehearsal.subjects import Cell, House, Kin, Officer, Person, Post
from lazaretto.rehearsal.teaching import teach
from lazaretto.rehearsal.world import OFFICE, World

BATCHES = (1, 2, 3)
_HEAD: tuple[Post, ...] = ("leader", "medic", "gate", "gate", "kitchen", "driver")  # of every batch
SEATS = (10, 16)  # people besides the escort: a van and a bus
_SPARE_CELLS = 3  # general cells with nobody in them when the rehearsal begins
_DAY = timedelta(days=1)


def found(world: World) -> None:
    """Establish everything; stated by the detachment's office."""
    for plan in world.assumptions.houses:
        _establish(world, plan)
    for plan in world.assumptions.houses:
        house = world.houses[plan.code]
        _build_cells(world, house, plan)
        _enrol(world, house, plan)
        _people(world, house, plan)
    teach(world)
    _first_roles(world)


def _establish(world: World, plan: given.House) -> None:
    built = world.clock(world.assumptions.dates.built, time(8))
    world.houses[plan.code] = House(plan.code, plan.county)
    body = command.FacilityEstablished(
        name=plan.name, sort=plan.sort, county=plan.county, city=world.assumptions.city, zone=world.zone
    )
    world.say(plan.code, body, built, actor=OFFICE)


def _build_cells(world: World, house: House, plan: given.House) -> None:
    built = world.clock(world.assumptions.dates.built, time(9))
    if plan.sort == "detachment":
        return
    for number, seats in enumerate(SEATS, start=1):
        listed = command.VehicleListed(vehicle=f"{house.code}-V{number}", seats=seats)
        world.say(house.code, listed, built, actor=OFFICE)
    for area in world.assumptions.key_areas:
        place = f"{house.code}/K/{area}"
        house.key_areas.append(place)
        _say_place(world, house, place, "key_area", 0, built)
    small, large = world.assumptions.rate("isolation_capacity"), world.assumptions.rate("quarantine_capacity")
    zone = "I" if plan.sort == "lock_up" else "T"
    use: Use = "isolation" if plan.sort == "lock_up" else "transition"
    add_cells(world, house, zone, use, plan.quarantine_cells, large, "men", built)
    add_cells(world, house, "T", "transition", plan.transition_cells, large, "men", built)
    add_cells(world, house, "I", "isolation", plan.isolation_cells, small, "men", built)
    _general_cells(world, house, plan, built)


def _general_cells(world: World, house: House, plan: given.House, built: datetime) -> None:
    room, filled = world.assumptions.rate("general_capacity"), world.assumptions.rate("general_filled")
    wing = world.assumptions.rate("cells_a_wing")
    if not plan.men:
        return
    cells = -(-plan.men // filled) + _SPARE_CELLS
    for number in range(-(-cells // wing)):
        count = min(wing, cells - number * wing)
        add_cells(world, house, f"G{number + 1}", "general", count, room, "men", built)
    if plan.women:
        add_cells(world, house, "GW", "general", -(-plan.women // filled) + 2, room, "women", built)
        add_cells(world, house, "GM", "general", 2, room, "minors", built)


def add_cells(
    world: World, house: House, zone: str, use: Use, count: int, capacity: int, kin: Kin, moment: datetime
) -> None:
    """Establish more cells in a wing, numbered on from those it has."""
    have = sum(place.startswith(f"{house.code}/{zone}/") for place in house.cells)
    last = have + count
    for number in range(have + 1, last + 1):
        place = f"{house.code}/{zone}/{number:02}"
        house.cells[place] = Cell(place, use, capacity, kin)
        beside = (number - 1, number + 1) if use != "general" else ()
        neighbours = tuple(f"{house.code}/{zone}/{n:02}" for n in beside if 0 < n <= last)
        people = kin if use == "general" else "any"
        _say_place(world, house, place, use, capacity, moment, neighbours, people)


def _say_place(
    world: World, house: House, place: str, use: Use, capacity: int, moment: datetime,
    neighbours: tuple[str, ...] = (), people: command.People = "any",
) -> None:  # fmt: skip
    body = command.PlaceEstablished(
        established=place, use=use, capacity=capacity, neighbours=neighbours, people=people
    )
    world.say(house.code, body, moment, actor=OFFICE, place=place)


def _enrol(world: World, house: House, plan: given.House) -> None:
    joined = world.clock(world.assumptions.dates.built, time(10))
    draw = world.draw("staff", house.code)
    posts = [post for post in _HEAD for _ in BATCHES]
    for number in range(plan.staff):
        woman = number >= len(_HEAD) and draw.chance(world.assumptions.rate("women_staff"))
        sex: custody.Sex = "female" if woman or number in _WOMEN_OF_EACH_BATCH else "male"
        name = name_of(draw, sex=sex, hui_per_mille=hui(world, house))
        officer = Officer(
            code=f"{house.code}-P{number + 1:03}", name=name, sex=sex,
            post=posts[number] if number < len(posts) else "officer",
            house=house.code, batch=BATCHES[number % len(BATCHES)],
        )  # fmt: skip
        house.staff.append(officer)
        world.staff[officer.code] = officer
        body = duty.Enrolled(person=officer.code, sex=sex, post=officer.post, name=officer.name)
        world.say(house.code, body, joined, actor=OFFICE)
    title = "支队长" if plan.code == OFFICE else "分管副局长"
    named = command.LeaderNamed(person=house.leader().code, title=title)
    world.say(house.code, named, joined, actor=OFFICE)
    for deputy in house.staff[1:3]:
        title = "副支队长" if plan.code == OFFICE else "副所长"
        beside = command.LeaderNamed(person=deputy.code, title=title, rank="deputy")
        world.say(house.code, beside, joined, actor=OFFICE)


_WOMEN_OF_EACH_BATCH = (3, 4, 5)  # the medics: every batch has a woman officer


def hui(world: World, house: House) -> int:
    """How many in a thousand of a house's people bear a Hui surname."""
    return world.assumptions.rate("hui_zj" if house.county == "ZJ" else "hui")


def _people(world: World, house: House, plan: given.House) -> None:
    """People held before the path began, cell by cell."""
    groups: tuple[tuple[Kin, int], ...] = (("men", plan.men), ("women", plan.women), ("minors", plan.minors))
    filled = world.assumptions.rate("general_filled")
    for kin, count in groups:
        cells = [c for c in house.cells.values() if c.use == "general" and c.kin == kin]
        for number in range(count):
            _held_long_since(world, house, cells[number // filled], number)


def _held_long_since(world: World, house: House, cell: Cell, number: int) -> None:
    draw = world.draw("held", house.code, cell.place, number)
    begins = world.assumptions.dates.path_begins
    moment = world.clock(begins - draw.between(20, 180) * _DAY, time(9 + draw.below(8), draw.below(60)))
    person = new_person(world, house, cell, draw, moment, county=house.county, home=house.code)
    deadline = world.assumptions.dates.ends + draw.between(5, 90) * _DAY
    say_admitted(world, house, person, moment, deadline=deadline)


def new_person(
    world: World, house: House, cell: Cell, draw: Stream, moment: datetime, *, county: str, home: str
) -> Person:
    """Somebody invented, with a custody number of the house and year, in a bed of the cell."""
    sex: custody.Sex = "female" if cell.kin == "women" else "male"
    years = draw.between(14, 16) if cell.kin == "minors" else draw.between(19, 68)
    year = world.today(moment).year
    number = world.number(f"custody {county} {year}")
    born = date(year - years - 1, draw.between(1, 12), draw.between(1, 28))
    person = Person(
        code=f"{county}{year}{number:05}", name=name_of(draw, sex=sex, hui_per_mille=hui(world, house)),
        sex=sex, kin=cell.kin, born=born, county=county, home=home, cell=cell,
        came=world.today(moment),
    )  # fmt: skip
    world.people[person.code] = person
    cell.beds[person.code] = person
    cell.kept = False
    return person


def say_admitted(world: World, house: House, person: Person, moment: datetime, *, deadline: date) -> Fact:
    """State that somebody was taken in."""
    body = custody.Admitted(
        person=person.code, cell=person.cell.place, sex=person.sex, born=person.born, name=person.name,
        handling_county=person.county, case_group=person.case_group, legal_deadline=deadline,
    )  # fmt: skip
    officer = house.on_duty("officer").code
    return world.say(house.code, body, moment, actor=officer, place=person.cell.place)


def _first_roles(world: World) -> None:
    """The houses that serve the path when it begins."""
    dates = world.assumptions.dates
    moment = world.clock(dates.path_begins - 2 * _DAY, time(9))
    points = {county.isolation_point_before for county in world.assumptions.counties}
    for code in sorted(points):
        assign_role(world, world.houses[code], "isolation_point", moment)
    for plan in world.assumptions.houses:
        if plan.sort == "detention_house" and plan.quarantine_cells:
            assign_role(world, world.houses[plan.code], "transition_house", moment)


def assign_role(world: World, house: House, role: command.Role, moment: datetime) -> None:
    """Suspend a house's intake and give it its role on the path."""
    basis = "市公安局监管场所疫情防控指挥部决定"
    suspended = command.IntakeSuspended(basis=basis)
    world.say(house.code, suspended, moment, actor=world.houses[OFFICE].leader().code)
    body = command.RoleAssigned(role=role, basis=basis)
    world.say(house.code, body, moment + timedelta(minutes=1), actor=world.houses[OFFICE].leader().code)
