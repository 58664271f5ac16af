"""When the protocol comes into force, every order that runs already is looked at by somebody new."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import quarantine
from lazaretto.rehearsal.clauses import deadlines
from lazaretto.rehearsal.slots import by_cell
from lazaretto.rehearsal.subjects import House, Person
from lazaretto.rehearsal.world import OFFICE, Act, World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_AFTERNOON = time(14, 30)
_MINUTES_A_DAY = 1440


def look_again(world: World, day: date) -> None:
    """Step of the day: on the first one every running leg is visited, explained and reviewed."""
    days = [
        duty.within // _MINUTES_A_DAY
        for _, duty in deadlines(world.protocol, trigger="reviewed", evidence="reviewed") if duty.within
    ]  # fmt: skip
    if day == world.assumptions.dates.heightened and days:
        moment = world.clock(day, _AFTERNOON)
        for house in world.holding():
            world.at(moment, _reviewing(world, house, moment, day + min(days) * _DAY))


def _reviewing(world: World, house: House, moment: datetime, next_on: date) -> Act:
    def review() -> None:
        apart = [p for p in house.people() if p.present and p.layer in (1, 2, 3)]
        medic = house.on_duty("medic").code
        for number, (cell, members) in enumerate(by_cell(apart)):
            at = moment + number * _MINUTE
            codes = tuple(person.code for person in members)
            visited = quarantine.Visited(persons=codes, by=medic)
            world.say(house.code, visited, at, actor=medic, place=cell.place)
            for person in members:
                _say(world, house, person, at + _MINUTE, next_on)

    return review


def _say(world: World, house: House, person: Person, moment: datetime, next_on: date) -> None:
    reviewer = world.houses[OFFICE].staff[1].code  # the orders were signed by the first
    body = quarantine.Reviewed(
        order=str(person.order), person=person.code, reviewed_by=reviewer, next_on=next_on
    )
    world.say(house.code, body, moment, actor=reviewer, place=person.cell.place)
