"""The path: intake by cohort, one leg after the other, as the protocol's legs say."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from lazaretto.facts import custody, quarantine
from lazaretto.facts.periods import counted_day
from lazaretto.protocol.document import Leg
from lazaretto.rehearsal.assumptions import County
from lazaretto.rehearsal.clauses import setting
from lazaretto.rehearsal.founding import new_person, say_admitted
from lazaretto.rehearsal.pressure import held_back
from lazaretto.rehearsal.subjects import Cell, Cohort, House, Kin, Person
from lazaretto.rehearsal.tubes import swab
from lazaretto.rehearsal.world import OFFICE, Act, World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_ARRIVALS = time(10, 40)
_TEST_AT = time(9, 30)  # for people whose leg began before the protocol was in force


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
    if world.slips.take("admitted_twice", house.code, day):
        again = moment + (size + 1) * _MINUTE
        say_admitted(world, house, people[0], again, deadline=day + 60 * _DAY)
        words = f"{people[0].code} was admitted a second time"
        world.contradiction("admitted_twice", house, again, people[0].code, words, "held_elsewhere")
    order(world, county, house, people, moment + (size + 2) * _MINUTE)
    begin(world, county, house, people, leg, moment + (size + 6) * _MINUTE)


def _case_group(world: World, county: County) -> str | None:
    """Two co-defendants come with different cohorts, and so never share a cell on the path."""
    number = world.number(f"case {county.code}")
    return f"{county.code}-CASE-{number // 2:03}" if number % 5 < 2 else None


def order(world: World, county: County, house: House, people: Sequence[Person], moment: datetime) -> None:
    """Order people into quarantine: the whole path, one order each, served at once."""
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
            review_on=world.today(moment) + _review_days(world, house, person, moment) * _DAY,
        )  # fmt: skip
        world.say(house.code, body, moment, actor=house.leader().code)


def _review_days(world: World, house: House, person: Person, moment: datetime) -> int:
    """Days to an order's first review, as the protocol owes it; the first leg's length otherwise."""
    owed = setting(world.protocol, "review_set_late", "days", default=path(world)[0].days)
    if world.slips.take("review_set_late", house.code, world.today(moment)):
        words = f"The first review of {person.code} was set too late"
        world.breach("review_set_late", house, moment, person.code, words, "review_set_late")
        return owed * 2
    return owed


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
    cohort = Cohort(f"{cell.place}-{day:%m%d}", county, people, leg, house, cell, day)
    world.cohorts.append(cohort)
    for person in people:
        _start_clock(world, cohort, person, moment)
    _look_ahead(world, cohort, moment)


def _start_clock(world: World, cohort: Cohort, person: Person, moment: datetime) -> None:
    person.layer, person.cohort = cohort.leg.layer, cohort.code
    body = quarantine.LegStarted(
        order=str(person.order), person=person.code, layer=cohort.leg.layer, cohort=cohort.code
    )
    officer = cohort.house.on_duty("officer").code
    world.say(cohort.house.code, body, moment, actor=officer, place=cohort.cell.place)


def join(world: World, cohort: Cohort, person: Person, moment: datetime, *, together: bool) -> None:
    """Somebody new came into a cohort's cell. ``together``: they will go the path with it."""
    order(world, cohort.county, cohort.house, [person], moment + 3 * _MINUTE)
    began = moment + 6 * _MINUTE
    if together:
        cohort.members.append(person)
        _start_clock(world, cohort, person, began)
    else:
        begin(world, cohort.county, cohort.house, [person], cohort.leg, began)


def restart(world: World, cohort: Cohort, moment: datetime, *, because: UUID, reason: str) -> None:
    """Put the clocks of a cohort back to day 0; who came that day is at day 0 already."""
    day = world.today(moment)
    for person in cohort.there():
        if person.present and person.came != day:
            body = quarantine.ClockRestarted(
                order=str(person.order), person=person.code, layer=cohort.leg.layer, cohort=cohort.code,
                because=because, reason=reason,
            )  # fmt: skip
            world.say(cohort.house.code, body, moment, actor=cohort.house.on_duty("medic").code)
    cohort.day, cohort.turn = day, cohort.turn + 1
    _look_ahead(world, cohort, moment)


def cut_short(world: World, cohort: Cohort, person: Person, moment: datetime) -> None:
    """Call a leg completed for one of a cohort, and send them on alone."""
    end_leg(world, cohort.house, person, moment, outcome="completed")
    following = [leg for leg in path(world) if leg.layer > cohort.leg.layer]
    send_on(world, cohort, [person], following[0] if following else None, moment)


def _look_ahead(world: World, cohort: Cohort, moment: datetime) -> None:
    """Ask for the tests and the end of a leg that began at a moment."""
    leg, turn = cohort.leg, cohort.turn
    if world.issued is None:
        for day in leg.tests_on:
            swabbed = world.clock(world.today(moment) + day * _DAY, _TEST_AT)
            if swabbed > moment:
                world.at(swabbed, _testing(world, cohort, swabbed, turn))
    if leg.days:
        hour = world.protocol.counting.release_hour
        ends = counted_day(moment, days=leg.days, hour=hour, zone=world.zone) + 20 * _MINUTE
        world.at(ends, lambda: finish(world, cohort, ends, turn))


def _testing(world: World, cohort: Cohort, moment: datetime, turn: int) -> Act:
    return lambda: _test(world, cohort, moment, turn)


def _test(world: World, cohort: Cohort, moment: datetime, turn: int) -> None:
    """Swab a cohort, singly where the result still counts when the protocol is in force."""
    present = [p for p in cohort.there() if p.present]
    if not present or turn != cohort.turn:
        return
    place, codes = present[0].cell.place, [person.code for person in present]
    single = cohort.day + cohort.leg.days * _DAY >= world.assumptions.dates.heightened
    for tube in [[code] for code in codes] if single else [codes]:
        swab(world, cohort.house, tube, moment, purpose="leg", place=place)


def finish(world: World, cohort: Cohort, moment: datetime, turn: int) -> None:
    """End a cohort's leg when its last results are back, and send it on its way."""
    people = cohort.there()
    if turn != cohort.turn or not people:
        return
    awaited = max(world.awaited.get(person.code, moment) for person in people)
    if awaited >= moment:
        later = awaited + 15 * _MINUTE
        world.at(later, lambda: finish(world, cohort, later, turn))
        return
    for person in people:
        end_leg(world, cohort.house, person, moment, outcome="completed")
    if world.slips.take("leg_ended_twice", cohort.house.code, world.today(moment)):
        _end_again(world, cohort, people[0], moment + 9 * _MINUTE)
    following = [leg for leg in path(world) if leg.layer > cohort.leg.layer]
    send_on(world, cohort, people, following[0] if following else None, moment)


def _end_again(world: World, cohort: Cohort, person: Person, moment: datetime) -> None:
    """A second officer writes down the same end."""
    person.layer = cohort.leg.layer
    end_leg(world, cohort.house, person, moment, outcome="completed")
    words = f"The leg of {person.code} was ended a second time"
    world.contradiction("leg_ended_twice", cohort.house, moment, person.code, words, "leg_not_running")


def end_leg(world: World, house: House, person: Person, moment: datetime, *, outcome: str) -> None:
    """State that a leg ended, signed by the responsible leader."""
    body = quarantine.LegEnded(
        order=str(person.order), person=person.code, layer=person.layer, outcome=outcome,  # type: ignore[arg-type]
        signed_by=house.leader().code,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=person.cell.place)
    person.layer, person.cohort = 0, None


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
