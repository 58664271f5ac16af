"""Besides the epidemic: medicine and watches go on, people leave their cells to wash, some are kept apart."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from lazaretto.facts import custody, regime
from lazaretto.rehearsal.clauses import refrains
from lazaretto.rehearsal.subjects import House, Person
from lazaretto.rehearsal.world import World

Daily = Callable[[World, House, datetime], None]
Sort = Literal["medication", "withdrawal", "pregnancy", "self_harm_watch", "chronic", "other"]
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_ROUND, _NEWCOMERS, _APART, _WASHING = time(9, 5), time(13, 10), time(10, 50), time(15, 40)
_WASHED = 30  # minutes
_HALF = 500  # of a thousand
_DAYS_OF = {"withdrawal": 5, "self_harm_watch": 3}
_EARLY = (4, 14)  # minutes before the interval is over
_ON_THE_ROAD = 80 * _MINUTE
_FOUND = 90 * _MINUTE  # after the grace, when somebody notices at last


@dataclass(frozen=True, slots=True)
class Care:
    """An order of care: of what sort, every so many hours, until a day or without end."""

    code: str
    person: Person
    sort: Sort
    every: int
    until: date | None


def look_after(world: World, day: date) -> None:
    """Step of the day: orders of care, the time outside the cell, and on the first day who is kept apart."""
    dates = world.assumptions.dates
    if day < dates.heightened:
        return
    for house in world.holding():
        if day == dates.heightened:
            _at(world, house, day, _ROUND, _first_orders)
            _at(world, house, day, _APART, _keep_apart)
        _at(world, house, day, _NEWCOMERS, _newcomers)
        _at(world, house, day, _WASHING, _wash)


def _at(world: World, house: House, day: date, hour: time, act: Daily) -> None:
    moment = world.clock(day, hour)
    world.at(moment, lambda: act(world, house, moment))


def _first_orders(world: World, house: House, moment: datetime) -> None:
    """Who lives with an illness has been under orders before; one of every house at least."""
    people = [person for person in house.people() if person.present]
    draw = world.draw("care", house.code)
    chosen = {draw.below(len(people))} if people else set()
    chosen |= {n for n in range(len(people)) if draw.chance(world.assumptions.rate("chronic"))}
    for number in sorted(chosen):
        person = people[number]
        pregnant = person.kin == "women" and draw.chance(_HALF)
        every = 72 if pregnant else draw.pick((12, 24, 24))
        sort: Sort = "pregnancy" if pregnant else draw.pick(("chronic", "medication"))
        _order(world, house, Care(f"{person.code}-1", person, sort, every, None), moment + number * _MINUTE)


def _newcomers(world: World, house: House, moment: datetime) -> None:
    """The doctor's check of those who came today: some are in withdrawal, a few are watched."""
    day = world.today(moment)
    for person in house.people():
        draw = world.draw("newcomer", person.code)
        if person.came == day and person.present and draw.chance(world.assumptions.rate("withdrawal")):
            sort: Sort = "self_harm_watch" if draw.chance(_HALF // 2) else "withdrawal"
            every, until = (4 if sort == "self_harm_watch" else 8), day + _DAYS_OF[sort] * _DAY
            _order(world, house, Care(f"{person.code}-1", person, sort, every, until), moment)


def _order(world: World, house: House, care: Care, moment: datetime) -> None:
    medic = house.on_duty("medic").code
    body = regime.CareOrdered(
        care=care.code, person=care.person.code, sort=care.sort, every_hours=care.every, ordered_by=medic,
        until=care.until,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=medic, place=care.person.cell.place)
    _give_next(world, care, moment + 20 * _MINUTE)


def _give_next(world: World, care: Care, moment: datetime) -> None:
    world.at(moment, lambda: _give(world, care, moment))


def _give(world: World, care: Care, moment: datetime) -> None:
    """Give it, or say that the person is away; on the road it waits for the arrival."""
    person = care.person
    if person.released or (care.until and world.today(moment) > care.until):
        return
    if person.on_the_road:
        _give_next(world, care, moment + _ON_THE_ROAD)
        return
    house = world.houses[person.cell.place.partition("/")[0]]
    if person.present and world.slips.take("care_missed", house.code, world.today(moment)):
        _miss(world, house, care, moment)
        return
    medic = house.on_duty("medic").code
    outcome: Literal["given", "away"] = "away" if person.out else "given"
    body = regime.CareGiven(care=care.code, person=person.code, given_by=medic, outcome=outcome)
    world.say(house.code, body, moment, actor=medic, place=person.cell.place)
    early = world.draw("dose", care.code, moment.timestamp()).between(*_EARLY)
    _give_next(world, care, moment + care.every * _HOUR - early * _MINUTE)


def _miss(world: World, house: House, care: Care, moment: datetime) -> None:
    """Nobody comes; it is noticed when it has been overdue for a while."""
    grace = max((d.settings["minutes"] for _, d in refrains(world.protocol, "care_overdue")), default=0)
    late = moment + grace * _MINUTE
    words = f"The care of {care.person.code} was not given when it was due"
    after = timedelta(minutes=_EARLY[1])
    world.breach("care_missed", house, late, care.person.code, words, "care_overdue", after=after)
    _give_next(world, care, late + _FOUND)


def _wash(world: World, house: House, moment: datetime) -> None:
    """Cohort by cohort to the showers."""
    people = [person for person in house.people() if person.present and person.layer in (1, 2, 3)]
    if people:
        body = regime.OutOfCell(
            persons=tuple(person.code for person in people), minutes=_WASHED, sort="washing"
        )
        world.say(house.code, body, moment, actor=house.on_duty("officer").code)


def _keep_apart(world: World, house: House, moment: datetime) -> None:
    """Two of different general cells who have threatened each other."""
    cells = [c for c in house.cells.values() if c.use == "general" and c.kin == "men" and len(c.beds) > 2]
    if not house.code.endswith("-D") or len(cells) < 2:
        return
    one, other = (next(iter(cell.beds.values())) for cell in cells[:2])
    one.apart_from, other.apart_from = other.code, one.code
    world.watched |= {one.code, other.code}
    body = custody.KeptApart(person=one.code, other=other.code, reason="入所前有冲突，互相威胁")
    world.say(house.code, body, moment, actor=house.leader().code)
