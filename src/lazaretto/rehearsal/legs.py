"""Legs: a clock that begins, a cohort that closes, tests on its days, restarts, and an end that waits.

A leg ends when its results are back, a place is kept where its people go next, and the leader has signed.
"""

from datetime import datetime, time, timedelta
from typing import Literal
from uuid import UUID

from lazaretto.facts import quarantine
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import counted_day
from lazaretto.protocol.document import Leg
from lazaretto.rehearsal.assumptions import County
from lazaretto.rehearsal.cells import close_later
from lazaretto.rehearsal.deciding import awaited, lengthened, part, put_off
from lazaretto.rehearsal.orders import following, order, site_of
from lazaretto.rehearsal.subjects import Cohort, House, Person
from lazaretto.rehearsal.transfers import escort, keep_places, move_inside
from lazaretto.rehearsal.tubes import swab_for_leg
from lazaretto.rehearsal.world import Act, World

Outcome = Literal["completed", "cut_short", "released_by_law", "hospital"]
_TO_BE_SIGNED: tuple[Outcome, ...] = ("completed", "cut_short")
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_TEST_AT = time(9, 30)  # for people whose leg began before the protocol was in force
_SIGNED, _ENDED = 10 * _MINUTE, 20 * _MINUTE  # after the first place was asked for
_PACE = timedelta(seconds=30)


def begin(
    world: World, county: County, house: House, people: list[Person], leg: Leg, moment: datetime
) -> None:
    """Start a leg's clock for people who came to a cell together."""
    cell, day = people[0].cell, world.today(moment)
    cohort = Cohort(f"{cell.place}-{day:%m%d}", county, people, leg, house, cell, day)
    world.cohorts.append(cohort)
    for person in people:
        _start_clock(world, cohort, person, moment)
    if leg.days:
        close_later(world, cohort, moment)
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
                world.at(swabbed, _testing(world, cohort, swabbed, turn, last=day == max(leg.tests_on)))
    if leg.days:
        hour = world.protocol.counting.release_hour
        ends = counted_day(moment, days=leg.days, hour=hour, zone=world.zone) + _MINUTE
        world.at(ends, lambda: finish(world, cohort, ends, turn))


def _testing(world: World, cohort: Cohort, moment: datetime, turn: int, *, last: bool) -> Act:
    """Swab a cohort, singly where the result still counts when the protocol is in force."""

    def test() -> None:
        codes = [person.code for person in cohort.there() if person.present]
        if codes and turn == cohort.turn:
            single = cohort.day + cohort.leg.days * _DAY >= world.assumptions.dates.heightened
            for tube in [[code] for code in codes] if single else [codes]:
                swab_for_leg(world, cohort.house, tube, moment, place=cohort.cell.place, last=last)

    return test


def finish(world: World, cohort: Cohort, moment: datetime, turn: int) -> None:
    """End a cohort's leg when nothing stands against it, and send it on its way."""
    people = cohort.there()
    if turn != cohort.turn or not people:
        return
    again = awaited(world, people, moment) or lengthened(world, cohort, people, moment)
    if again is None:
        ready, again = part(world, cohort, people, moment)
        site = site_of(world, cohort.county, following(world, cohort.leg), moment)
        keep_places(world, ready, cohort.house, site, moment)
        undecided = put_off(world, cohort, ready, moment)
        if ready and undecided is None:
            end_and_send(world, cohort, ready, moment)
        again = undecided or again
    if again is not None:
        later = again
        world.at(later, lambda: finish(world, cohort, later, turn))


def end_and_send(
    world: World, cohort: Cohort, people: list[Person], moment: datetime, *, signed: bool = True
) -> None:
    """Keep a place for each, sign each end, and move them to where the next leg is served."""
    leg, day = following(world, cohort.leg), world.today(moment)
    site, ended = site_of(world, cohort.county, leg, moment), moment + _ENDED

    def arrived(house: House, those: list[Person], at: datetime) -> None:
        if leg is not None:
            begin(world, cohort.county, house, those, leg, at)

    keep_places(world, people, cohort.house, site, moment)
    for number, person in enumerate(people):
        at = ended + number * _PACE
        unsigned = world.slips.take("ended_unsigned", cohort.house.code, day) is not None
        if unsigned:
            words = f"The leg of {person.code} was called completed, and nobody had signed"
            world.breach("ended_unsigned", cohort.house, at, person.code, words, "leg_ended_uncleared")
        end_leg(world, cohort.house, person, at, outcome="completed", signed=signed and not unsigned)
    if world.slips.take("leg_ended_twice", cohort.house.code, day):
        _end_again(world, cohort, people[0], ended + 9 * _MINUTE)
    if site is cohort.house:
        move_inside(world, cohort, people, ended, arrived=arrived)
    else:
        escort(world, cohort, people, site, ended, arrived=arrived)


def _end_again(world: World, cohort: Cohort, person: Person, moment: datetime) -> None:
    """A second officer writes down the same end."""
    person.layer = cohort.leg.layer
    end_leg(world, cohort.house, person, moment, outcome="completed", signed=False)
    words = f"The leg of {person.code} was ended a second time"
    world.contradiction("leg_ended_twice", cohort.house, moment, person.code, words, "leg_not_running")


def end_leg(
    world: World, house: House, person: Person, moment: datetime, *, outcome: Outcome,
    reason: str | None = None, signed: bool = True,
) -> Fact:  # fmt: skip
    """State that a leg ended; a completed one is signed before by the responsible leader."""
    order_, layer, leader = str(person.order), person.layer, house.leader().code
    if outcome in _TO_BE_SIGNED and signed and world.issued is not None:
        cleared = quarantine.Cleared(order=order_, person=person.code, layer=layer, signed_by=leader)
        world.say(house.code, cleared, moment - _SIGNED, actor=leader)
    body = quarantine.LegEnded(
        order=order_, person=person.code, layer=layer, outcome=outcome, signed_by=leader, reason=reason
    )
    fact = world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=person.cell.place)
    person.layer, person.since, person.cohort = 0, None, None
    return fact
