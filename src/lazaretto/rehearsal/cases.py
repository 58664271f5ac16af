"""Fevers that turn out to be nothing, symptoms that do not, and the few who test positive."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from lazaretto.facts import custody, hygiene
from lazaretto.rehearsal.clauses import setting
from lazaretto.rehearsal.incidents import freeze
from lazaretto.rehearsal.legs import end_leg, restart
from lazaretto.rehearsal.orders import end_isolation, isolate, order_apart
from lazaretto.rehearsal.subjects import Cell, Cohort, House, Person
from lazaretto.rehearsal.world import Act, World, first

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_DAWN, _BACK = time(0, 30), time(16, 10)
_FALSE_FEVER = (374, 366)  # a forehead thermometer in the cold; the second reading is usual
_WARD_DAYS = 3
_OPENED_BY = 62 * _MINUTE  # after the symptoms, an incident is open
_ENOUGH = 2  # nobody is left alone in a cell
_REAL_FEVER = (383, 381, 377, 374)
_BY_THEN = time(10)  # the morning's sweep is over
_PUT_APART = time(9, 25)
_NEXT_DOOR = 30 * _MINUTE
_CLEAR_DAYS = 8  # nobody falls ill who is about to end a leg
_TAKEN_AWAY = 190  # minutes from the first symptom to the hospital


def watch_health(world: World, day: date) -> None:
    """Step of the day: who will show a fever in the next sweep, and be well when measured again."""
    if day < world.assumptions.dates.heightened:
        return
    for house in world.holding():
        draw = world.draw("fever", house.code, day)
        if draw.chance(world.assumptions.rate("fevers")):
            world.at(world.clock(day, _DAWN), _warming(world, house, draw.below(1_000_000)))


def _warming(world: World, house: House, drawn: int) -> Act:
    def warm() -> None:
        people = [
            p for p in house.people() if p.present and p.layer in (0, 4) and p.code not in world.watched
        ]
        if people:
            world.fevers[people[drawn % len(people)].code] = list(_FALSE_FEVER)

    return warm


def fall_ill(world: World, house: House, moment: datetime) -> None:
    """Somebody in quarantine has a cough: put apart, tested, two days in hospital, and back."""
    day = world.today(moment)
    cohort = first(
        c for c in world.cohorts
        if c.house is house and len(c.there()) > _WARD_DAYS and _quiet_days(c, day) and c.cell.kin == "men"
    )  # fmt: skip
    person = cohort.there()[-1]
    world.watched.add(person.code)
    body = hygiene.SymptomsReported(person=person.code, symptoms=("cough", "sore_throat"), words="夜间咳嗽")
    world.say(house.code, body, moment, actor=house.on_duty("medic").code, place=person.cell.place)
    leaves = moment + _TAKEN_AWAY * _MINUTE
    world.at(leaves, lambda: _to_hospital(world, house, person, leaves))
    returns = world.clock(day + _WARD_DAYS * _DAY, _BACK)
    world.at(returns, lambda: _come_back(world, house, person, returns))


def _quiet_days(cohort: Cohort, day: date) -> bool:
    """No test falls into the days in hospital, and the leg goes on for a while."""
    passed = (day - cohort.day).days
    away = range(passed, passed + _WARD_DAYS + 1)
    return passed + _CLEAR_DAYS < cohort.leg.days and not set(away) & set(cohort.leg.tests_on)


def _to_hospital(world: World, house: House, person: Person, moment: datetime) -> None:
    person.out = True
    world.patients.add(person.code)
    body = custody.WentOut(person=person.code, to="hospital")
    world.say(house.code, body, moment, actor=house.on_duty("officer").code)


def _come_back(world: World, house: House, person: Person, moment: datetime) -> None:
    person.out = False
    world.patients.discard(person.code)
    body = custody.CameBack(person=person.code, cell=person.cell.place)
    world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=person.cell.place)


def run_fever(world: World, house: House, moment: datetime) -> None:
    """Somebody of a general wing has a real fever: two days in an isolation room, tests, and back."""
    _put_in_room(world, house, moment, ordered_for=_WARD_DAYS + 1)


def forget_in_room(world: World, house: House, moment: datetime) -> None:
    """The same, but the last day of the isolation passes and nobody looks."""
    person = _put_in_room(world, house, moment, ordered_for=_WARD_DAYS - 1)
    over = world.clock(world.today(moment) + _WARD_DAYS * _DAY, time())
    words = f"{person.code} was kept in a room alone after the last day of the isolation"
    world.breach("isolation_past_end", house, over, person.code, words, "isolation_past_end")


def _put_in_room(world: World, house: House, moment: datetime, *, ordered_for: int) -> Person:
    """A fever in the night, a room alone in the morning under an order, and home after some days."""
    people = [
        p for p in house.people()
        if p.present and p.layer == 0 and p.kin == "men" and p.code not in world.watched
        and len(p.cell.beds) > _ENOUGH
    ]  # fmt: skip
    person = first(people[world.draw("fever", house.code, moment).below(max(len(people), 1)) :])
    world.watched.add(person.code)
    world.fevers[person.code] = list(_REAL_FEVER)
    day, home = world.today(moment), person.cell
    room = world.free_cell(house, "I", day=day, kin=person.kin)
    home.promised.add(person.code)
    goes = world.clock(day, _PUT_APART)
    world.at(goes, lambda: _go_apart(world, house, person, room, goes, ordered_for))
    tells = goes + 10 * _MINUTE
    body = hygiene.SymptomsReported(person=person.code, symptoms=("fever", "sore_throat"))
    world.at(tells, lambda: world.say(house.code, body, tells, actor=house.on_duty("medic").code))
    freezes = tells + _OPENED_BY
    world.at(freezes, lambda: freeze(world, house, person.code, home.place, freezes))
    returns = world.clock(day + _WARD_DAYS * _DAY, _BACK)
    world.at(returns, lambda: _go_home(world, house, person, home, returns))
    return person


def _go_apart(
    world: World, house: House, person: Person, room: Cell, moment: datetime, ordered_for: int
) -> None:
    order_apart(world, house, person, moment - 6 * _MINUTE)
    isolate(world, house, person, room, moment - 3 * _MINUTE, days=ordered_for)
    move(world, house, person, room, moment, "发热隔离观察")


def _go_home(world: World, house: House, person: Person, home: Cell, moment: datetime) -> None:
    home.promised.discard(person.code)
    end_isolation(world, house, person, moment - 5 * _MINUTE)
    move(world, house, person, home, moment, "体温恢复，核酸阴性")


def move(world: World, house: House, person: Person, cell: Cell, moment: datetime, reason: str) -> None:
    """Give somebody a bed in another cell of the house, and say so."""
    world.put(person, cell, day=world.today(moment))
    person.isolated = cell.use == "isolation"
    body = custody.Moved(person=person.code, cell=cell.place, reason=reason)
    world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=cell.place)


def warm_before_end(world: World, house: House, moment: datetime) -> None:
    """Somebody whose leg would end tomorrow has a fever in the morning and is well when measured again."""
    day = world.today(moment)
    cohort = first(
        c for c in world.cohorts
        if c.house is house and c.leg.days and c.day + (c.leg.days - 1) * _DAY == day and len(c.there()) > 1
    )  # fmt: skip
    person = cohort.there()[0]
    world.watched.add(person.code)
    world.fevers[person.code] = list(_FALSE_FEVER)
    hours = setting(world.protocol, "leg_ended_unwell", "hours", default=0)
    world.unwell[person.code] = world.clock(day, _BY_THEN) + timedelta(hours=hours)


def carry_in(world: World, house: House, moment: datetime) -> None:
    """Somebody who arrived today carries the virus: the first single test will show it."""
    day = world.today(moment)
    cohort = first(c for c in world.cohorts if c.house is house and c.day == day and c.cell.kin != "women")
    carrier = cohort.there()[0]
    world.watched.add(carrier.code)
    world.results[carrier.code] = "positive"


def answer_positive(world: World, person: Person, tube: str, moment: datetime) -> None:
    """A single positive: to hospital, and the cohort's clocks go back to day 0."""
    cohort = first(c for c in world.cohorts if c.code == person.cohort and person in c.members)
    leaves = moment + 100 * _MINUTE
    if person.code in world.after_positive:
        comes = moment + _NEXT_DOOR
        act = world.after_positive.pop(person.code)
        world.at(comes, lambda: act(comes))

    def leave() -> None:
        end_leg(world, cohort.house, person, leaves - 5 * _MINUTE, outcome="hospital")
        _to_hospital(world, cohort.house, person, leaves)
        because: UUID = world.reported[tube]
        restart(world, cohort, leaves + 20 * _MINUTE, because=because, reason="同监室人员核酸阳性")

    world.at(leaves, leave)
