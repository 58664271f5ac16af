"""Who comes in: each county takes cohorts in on its own days, fewer while pressure outside is high."""

from datetime import date, datetime, time, timedelta

from lazaretto.rehearsal.assumptions import County
from lazaretto.rehearsal.cells import notice_dirt
from lazaretto.rehearsal.founding import new_person, say_admitted
from lazaretto.rehearsal.legs import begin
from lazaretto.rehearsal.orders import order, path, point_of
from lazaretto.rehearsal.pressure import held_back
from lazaretto.rehearsal.subjects import House, Kin, Person
from lazaretto.rehearsal.world import World, first

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_ARRIVALS = time(10, 40)
_ANNOUNCED, _AFTERNOON = 3, time(14, 10)
_FEWEST = 2  # nobody comes alone
_WITH_WOMEN = 3  # counted from the first intake of a row
_PAIRS, _OF = 2, 5  # so many of so many cohorts bring one of two co-defendants
_PAPERS = (5, 90)  # days beyond the rehearsal for which custody is lawful


def take_in(world: World, day: date) -> None:
    """Step of the day: each county takes its cohorts in on its own days."""
    dates = world.assumptions.dates
    if not path(world) or day < dates.path_begins:
        return
    early = day < dates.cadence_changes
    since = dates.path_begins if early else dates.cadence_changes
    for county in world.assumptions.counties:
        every = county.every_days_early if early else county.every_days
        if (day - since).days % every == county.offset % every:
            _intake(world, county, day)


def _intake(world: World, county: County, day: date) -> None:
    number = world.number(f"intake {county.code}")
    draw = world.draw("intake", county.code, day)
    moment = world.clock(day, _ARRIVALS) + (county.offset * 7 + draw.below(20)) * _MINUTE
    rate = world.assumptions.rate
    if number % rate("minor_every") == 0:
        _expect(world, county, "minors", _FEWEST, moment)
    else:
        held = held_back(world.pressure, day, over_days=rate("pressure_days")) * rate("held_back")
        size = draw.between(rate("cohort_low"), rate("cohort_high")) * (1_000_000 - held) // 1_000_000
        _expect(world, county, "men", max(size, _FEWEST), moment)
    if number % rate("women_every") == _WITH_WOMEN:
        women = draw.between(rate("women_low"), rate("women_high"))
        _expect(world, county, "women", women, moment + 25 * _MINUTE)


def _expect(world: World, county: County, kin: Kin, size: int, moment: datetime) -> None:
    world.at(moment, lambda: _arrive(world, county, kin, size, moment))


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
        deadline = world.assumptions.dates.ends + draw.between(*_PAPERS) * _DAY
        say_admitted(world, house, person, moment + number * _MINUTE, deadline=deadline)
        people.append(person)
    notice_dirt(world, house, people[0], moment)
    if world.slips.take("admitted_twice", house.code, day):
        _admit_again(world, house, people[0], moment + (size + 1) * _MINUTE)
    order(world, county, house, people, moment + (size + 2) * _MINUTE)
    begin(world, county, house, people, leg, moment + (size + 6) * _MINUTE)


def announce(world: World, house: House, moment: datetime) -> None:
    """People arrested in the night are ordered into quarantine before they come: they wait for a cell."""
    day, leg = world.today(moment), path(world)[0]
    county = first(c for c in world.assumptions.counties if c.isolation_point == house.code)
    cell, draw = world.free_cell(house, "I", day=day, kin="men"), world.draw("announced", house.code, day)
    people = [
        new_person(world, house, cell, draw, moment, county=county.code, home=county.transition_wing)
        for _ in range(_ANNOUNCED)
    ]
    for person in people:
        person.on_the_road = True
    order(world, county, house, people, moment)
    comes = world.clock(day, _AFTERNOON)

    def arrive() -> None:
        for number, person in enumerate(people):
            person.on_the_road = False
            deadline = world.assumptions.dates.ends + draw.between(*_PAPERS) * _DAY
            say_admitted(world, house, person, comes + number * _MINUTE, deadline=deadline)
        notice_dirt(world, house, people[0], comes)
        begin(world, county, house, people, leg, comes + (len(people) + 6) * _MINUTE)

    world.at(comes, arrive)


def _admit_again(world: World, house: House, person: Person, moment: datetime) -> None:
    """A second officer writes down the same arrival."""
    deadline = world.assumptions.dates.ends + 60 * _DAY
    say_admitted(world, house, person, moment, deadline=deadline)
    words = f"{person.code} was admitted a second time"
    world.contradiction("admitted_twice", house, moment, person.code, words, "held_elsewhere")


def _case_group(world: World, county: County) -> str | None:
    """Two co-defendants come with different cohorts, and so never share a cell on the path."""
    number = world.number(f"case {county.code}")
    return f"{county.code}-CASE-{number // _OF:03}" if number % _OF < _PAIRS else None
