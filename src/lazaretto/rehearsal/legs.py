"""Legs: a clock that begins, tests on its days, restarts, and an end that waits for the last result."""

from datetime import datetime, time, timedelta
from typing import Literal
from uuid import UUID

from lazaretto.facts import quarantine
from lazaretto.facts.periods import counted_day
from lazaretto.protocol.document import Leg
from lazaretto.rehearsal.assumptions import County
from lazaretto.rehearsal.orders import following, order, site_of
from lazaretto.rehearsal.subjects import Cohort, House, Person
from lazaretto.rehearsal.transfers import escort, move_inside
from lazaretto.rehearsal.tubes import swab
from lazaretto.rehearsal.world import Act, World

Outcome = Literal["completed", "cut_short", "released_by_law", "hospital"]
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_TEST_AT = time(9, 30)  # for people whose leg began before the protocol was in force


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
    person.since = world.today(moment)
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
            person.since = day
    cohort.day, cohort.turn = day, cohort.turn + 1
    _look_ahead(world, cohort, moment)


def _look_ahead(world: World, cohort: Cohort, moment: datetime) -> None:
    """Ask for the tests and the end of a leg that began at a moment."""
    leg, turn = cohort.leg, cohort.turn
    if world.issued is None:
        for day in leg.tests_on:
            swabbed = world.clock(cohort.day + day * _DAY, _TEST_AT)
            if swabbed > moment:
                world.at(swabbed, _testing(world, cohort, swabbed, turn))
    if leg.days:
        hour = world.protocol.counting.release_hour
        ends = counted_day(moment, days=leg.days, hour=hour, zone=world.zone) + 20 * _MINUTE
        world.at(ends, lambda: finish(world, cohort, ends, turn))


def _testing(world: World, cohort: Cohort, moment: datetime, turn: int) -> Act:
    """Swab a cohort, singly where the result still counts when the protocol is in force."""

    def test() -> None:
        codes = [person.code for person in cohort.there() if person.present]
        if codes and turn == cohort.turn:
            single = cohort.day + cohort.leg.days * _DAY >= world.assumptions.dates.heightened
            for tube in [[code] for code in codes] if single else [codes]:
                swab(world, cohort.house, tube, moment, purpose="leg", place=cohort.cell.place)

    return test


def finish(world: World, cohort: Cohort, moment: datetime, turn: int) -> None:
    """End a cohort's leg when its last results are back, and send it on its way."""
    people = cohort.there()
    if turn != cohort.turn or not people:
        return
    awaited = max(world.awaited.get(person.code, moment - _MINUTE) for person in people)
    if awaited >= moment:
        later = awaited + 15 * _MINUTE
        world.at(later, lambda: finish(world, cohort, later, turn))
        return
    for person in people:
        end_leg(world, cohort.house, person, moment, outcome="completed")
    if world.slips.take("leg_ended_twice", cohort.house.code, world.today(moment)):
        _end_again(world, cohort, people[0], moment + 9 * _MINUTE)
    send_on(world, cohort, people, moment)


def _end_again(world: World, cohort: Cohort, person: Person, moment: datetime) -> None:
    """A second officer writes down the same end."""
    person.layer = cohort.leg.layer
    end_leg(world, cohort.house, person, moment, outcome="completed")
    words = f"The leg of {person.code} was ended a second time"
    world.contradiction("leg_ended_twice", cohort.house, moment, person.code, words, "leg_not_running")


def end_leg(world: World, house: House, person: Person, moment: datetime, *, outcome: Outcome) -> None:
    """State that a leg ended, signed by the responsible leader."""
    body = quarantine.LegEnded(
        order=str(person.order), person=person.code, layer=person.layer, outcome=outcome,
        signed_by=house.leader().code,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=person.cell.place)
    person.layer, person.since, person.cohort = 0, None, None


def cut_short(world: World, cohort: Cohort, person: Person, moment: datetime) -> None:
    """Call a leg completed for one of a cohort, and send them on alone."""
    end_leg(world, cohort.house, person, moment, outcome="completed")
    send_on(world, cohort, [person], moment)


def send_on(world: World, cohort: Cohort, people: list[Person], moment: datetime) -> None:
    """Move people to where the next leg is served, and begin it there."""
    leg = following(world, cohort.leg)
    site = site_of(world, cohort.county, leg, moment)

    def arrived(house: House, those: list[Person], at: datetime) -> None:
        if leg is not None:
            begin(world, cohort.county, house, those, leg, at)

    if site is cohort.house:
        move_inside(world, cohort, people, moment, arrived=arrived)
    else:
        escort(world, cohort, people, site, moment, arrived=arrived)
