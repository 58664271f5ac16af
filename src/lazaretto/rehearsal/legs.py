"""The path: intake by cohort, one leg after the other, as the protocol's legs say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lazaretto.facts import custody, quarantine
from lazaretto.facts.periods import counted_day
from lazaretto.protocol.document import Leg
from lazaretto.rehearsal.assumptions import County
from lazaretto.rehearsal.clauses import setting
from lazaretto.rehearsal.founding import new_person, say_admitted
from lazaretto.rehearsal.pressure import held_back
from lazaretto.rehearsal.subjects import Cell, House, Kin, Person
from lazaretto.rehearsal.tubes import swab
from lazaretto.rehearsal.world import OFFICE, World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_ARRIVALS = time(10, 40)
_TEST_AT = time(9, 30)  # for people whose leg began before the protocol was in force


@dataclass(slots=True)
class Cohort:
    """Those who came to a cell on the same day, and go the path together. ``turn`` grows with each restart."""

    code: str
    county: County
    members: list[Person]
    leg: Leg
    house: House
    turn: int = 0


def path(world: World) -> tuple[Leg, ...]:
    """The legs of the protocol, in the order of their layers."""
    return tuple(sorted(world.protocol.legs, key=lambda leg: leg.layer))


def take_in(world: World, day: date) -> None:
    """Step of the day: each county takes its cohorts in on its own days."""
    dates = world.assumptions.dates
    if not path(world) or day < dates.path_begins:
        return
    for county in world.assumptions.counties:
        early = day < dates.cadence_changes
        every = county.every_days_early if early else county.every_days
        since = dates.path_begins if early else dates.cadence_changes
        if (day - since).days % every == county.offset % every:
            _intake(world, county, day)


def _intake(world: World, county: County, day: date) -> None:
    number = world.number(f"intake {county.code}")
    draw = world.draw("intake", county.code, day)
    moment = world.clock(day, _ARRIVALS) + county.offset * 7 * _MINUTE + draw.below(20) * _MINUTE
    rate = world.assumptions.rate
    if number % rate("minor_every") == 0:
        _arrive_at(world, county, "minors", 2, moment)
    else:
        low = held_back(world.pressure, day, over_days=rate("pressure_days")) * rate("held_back")
        size = draw.between(rate("cohort_low"), rate("cohort_high")) * (1_000_000 - low) // 1_000_000
        _arrive_at(world, county, "men", max(size, 2), moment)
    if number % rate("women_every") == 3:
        women = draw.between(rate("women_low"), rate("women_high"))
        _arrive_at(world, county, "women", women, moment + 25 * _MINUTE)


def _arrive_at(world: World, county: County, kin: Kin, size: int, moment: datetime) -> None:
    world.at(moment, lambda: _arrive(world, county, kin, size, moment))


def point_of(world: World, county: County, day: date) -> House:
    """Where a county's people serve the first leg on a day."""
    own = day >= world.assumptions.dates.lock_ups_serve
    return world.houses[county.isolation_point if own else county.isolation_point_before]


def _arrive(world: World, county: County, kin: Kin, size: int, moment: datetime) -> None:
    day, leg = world.today(moment), path(world)[0]
    house = point_of(world, county, day)
    cell = world.free_cell(house, "I", day=day, kin=kin)
    draw = world.draw("arrivals", county.code, kin, day)
    people = []
    for number in range(size):
        person = new_person(world, house, cell, draw, moment, county=county.code, home=county.transition_wing)
        if number == 0 and kin == "men":
            person.case_group = _case_group(world, county)
        deadline = world.assumptions.dates.ends + draw.between(5, 90) * _DAY
        say_admitted(world, house, person, moment + number * _MINUTE, deadline=deadline)
        people.append(person)
    _order(world, county, house, people, moment + (size + 2) * _MINUTE)
    begin(world, county, house, people, leg, moment + (size + 6) * _MINUTE)


def _case_group(world: World, county: County) -> str | None:
    """Two co-defendants come with different cohorts, and so never share a cell on the path."""
    number = world.number(f"case {county.code}")
    return f"{county.code}-CASE-{number // 2:03}" if number % 5 < 2 else None


def _order(world: World, county: County, house: House, people: Sequence[Person], moment: datetime) -> None:
    sites = [site_of(world, county, leg, moment) for leg in path(world)]
    legs = tuple(
        quarantine.PlannedLeg(layer=leg.layer, facility=site, days=leg.days)
        for leg, site in zip(path(world), sites, strict=True)
    )
    for person in people:
        person.order = f"ORD-{person.code}"
        body = quarantine.Ordered(
            order=person.order, person=person.code, basis="传染病防治法第三十九条；监管场所四层防护规定",
            ordered_by=world.houses[OFFICE].leader().code, legs=legs,
            review_on=world.today(moment) + review_days(world) * _DAY,
        )  # fmt: skip
        world.say(house.code, body, moment, actor=house.leader().code)


def review_days(world: World) -> int:
    """Days within which an order is reviewed, as the protocol owes it; the first leg's length otherwise."""
    return setting(world.protocol, "review_set_late", "days", default=path(world)[0].days)


def site_of(world: World, county: County, leg: Leg, moment: datetime) -> str:
    """Where a county's people serve a leg."""
    if leg.role == "isolation_point":
        return point_of(world, county, world.today(moment)).code
    if leg.role == "transition_house":
        return next(
            h.code for h in world.assumptions.houses if h.sort == "detention_house" and h.quarantine_cells
        )
    return county.transition_wing


def begin(
    world: World, county: County, house: House, people: list[Person], leg: Leg, moment: datetime
) -> None:
    """Start a leg's clock for people who came to a cell together."""
    cell, day = people[0].cell, world.today(moment)
    cohort = Cohort(f"{cell.place}-{day:%m%d}", county, people, leg, house)
    for person in people:
        person.layer, person.since, person.started, person.cohort = leg.layer, day, moment, cohort.code
        body = quarantine.LegStarted(
            order=str(person.order), person=person.code, layer=leg.layer, cohort=cohort.code
        )
        world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=cell.place)
    _look_ahead(world, cohort, moment)


def _look_ahead(world: World, cohort: Cohort, moment: datetime) -> None:
    """Ask for the tests and the end of a leg that began at a moment."""
    leg, turn = cohort.leg, cohort.turn
    if world.issued is None:
        for day in leg.tests_on:
            hour = world.clock(world.today(moment) + day * _DAY, _TEST_AT)
            if hour > moment:
                world.at(hour, lambda hour=hour: _test(world, cohort, hour, turn))  # type: ignore[misc]
    if leg.days:
        hour = world.protocol.counting.release_hour
        ends = counted_day(moment, days=leg.days, hour=hour, zone=world.zone) + 20 * _MINUTE
        world.at(ends, lambda: finish(world, cohort, ends, turn))


def members_of(cohort: Cohort) -> list[Person]:
    """Those of a cohort who are still in its leg."""
    return [p for p in cohort.members if p.cohort == cohort.code and p.layer and not p.released]


def _test(world: World, cohort: Cohort, moment: datetime, turn: int) -> None:
    """Swab a cohort into one tube; the laboratory answers in hours."""
    present = [p for p in members_of(cohort) if p.present]
    if present and turn == cohort.turn:
        people = [person.code for person in present]
        swab(world, cohort.house, people, moment, purpose="leg", place=present[0].cell.place)


def finish(world: World, cohort: Cohort, moment: datetime, turn: int) -> None:
    """End a cohort's leg when its last results are back, and send it on its way."""
    people = members_of(cohort)
    if turn != cohort.turn or not people:
        return
    awaited = max(world.awaited.get(person.code, moment) for person in people)
    if awaited >= moment:
        later = awaited + 15 * _MINUTE
        world.at(later, lambda: finish(world, cohort, later, turn))
        return
    for person in people:
        end_leg(world, cohort.house, person, moment, outcome="completed")
    following = [leg for leg in path(world) if leg.layer > cohort.leg.layer]
    send_on(world, cohort, people, following[0] if following else None, moment)


def end_leg(world: World, house: House, person: Person, moment: datetime, *, outcome: str) -> None:
    """State that a leg ended, signed by the responsible leader."""
    body = quarantine.LegEnded(
        order=str(person.order), person=person.code, layer=person.layer, outcome=outcome,  # type: ignore[arg-type]
        signed_by=house.leader().code,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=person.cell.place)
    person.layer, person.since, person.started, person.cohort = 0, None, None, None


def send_on(world: World, cohort: Cohort, people: list[Person], leg: Leg | None, moment: datetime) -> None:
    """Move people to where the next leg is served: inside the house, or under escort to another."""
    site = world.houses[site_of(world, cohort.county, leg, moment) if leg else cohort.county.transition_wing]
    if site is cohort.house:
        _move_inside(world, cohort, people, leg, moment)
    else:
        _escort(world, cohort, people, leg, site, moment)


def _move_inside(
    world: World, cohort: Cohort, people: list[Person], leg: Leg | None, moment: datetime
) -> None:
    day = world.today(moment)
    for number, person in enumerate(people):
        cell = general_cell(cohort.house, person)
        world.put(person, cell, day=day)
        at = moment + (20 + 2 * number) * _MINUTE
        body = custody.Moved(person=person.code, cell=cell.place, reason="完成过渡期")
        world.say(cohort.house.code, body, at, actor=cohort.house.on_duty("officer").code, place=cell.place)
        if leg is not None:
            begin(world, cohort.county, cohort.house, [person], leg, at + 5 * _MINUTE)


def general_cell(house: House, person: Person) -> Cell:
    """The general cell with most room, without a co-defendant. Raises LookupError when all are full."""
    fit = [
        cell for cell in house.cells.values()
        if cell.use == "general" and cell.kin == person.kin and len(cell.beds) < cell.capacity
        and not (person.case_group and any(p.case_group == person.case_group for p in cell.beds.values()))
    ]  # fmt: skip
    if not fit:
        raise LookupError(f"no room for {person.kin} in the general wings of {house.code}")
    return min(fit, key=lambda cell: len(cell.beds))


def _escort(
    world: World, cohort: Cohort, people: list[Person], leg: Leg | None, site: House, moment: datetime
) -> None:
    away = moment + 40 * _MINUTE
    cell = world.free_cell(site, "T", day=world.today(moment), kin=people[0].kin)
    world.at(away, lambda: _depart(world, cohort, people, leg, site, cell, away))


def _depart(
    world: World,
    cohort: Cohort,
    people: list[Person],
    leg: Leg | None,
    site: House,
    cell: Cell,
    away: datetime,
) -> None:
    day = world.today(away)
    people = [person for person in people if person.present]
    driver = cohort.house.staff[-1].code
    for number, person in enumerate(people):
        person.on_the_road = True
        world.take_away(person, day=day)
        body = custody.TransferredOut(
            person=person.code, to=site.code, escort=(driver,), vehicle=f"{cohort.house.code}-V1",
            status_document=True,
        )  # fmt: skip
        world.say(
            cohort.house.code, body, away + number * _MINUTE, actor=cohort.house.on_duty("officer").code
        )
    arrival = away + world.assumptions.rate("escort_minutes") * _MINUTE
    world.at(arrival, lambda: _receive(world, cohort, people, leg, site, cell, arrival))


def _receive(
    world: World, cohort: Cohort, people: list[Person], leg: Leg | None, site: House, cell: Cell,
    moment: datetime,
) -> None:  # fmt: skip
    day = world.today(moment)
    for number, person in enumerate(people):
        person.on_the_road = False
        world.put(person, cell, day=day)
        body = custody.TransferredIn(person=person.code, cell=cell.place, origin=cohort.house.code)
        actor = site.on_duty("officer").code
        world.say(site.code, body, moment + number * _MINUTE, actor=actor, place=cell.place)
    if leg is not None:
        begin(world, cohort.county, site, people, leg, moment + (len(people) + 3) * _MINUTE)
