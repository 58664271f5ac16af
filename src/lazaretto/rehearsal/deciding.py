"""Whether a leg may end: results awaited, people not yet fit, days added, and ends nobody decides."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import quarantine
from lazaretto.rehearsal.clauses import deadlines
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.subjects import Cohort, House, Person
from lazaretto.rehearsal.tubes import swab_for_leg
from lazaretto.rehearsal.world import World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_FORGOTTEN = {"leg_end_late": 1, "leg_end_missed": 2}  # days after the one on which it was owed
_AFTER_RESULT = 15 * _MINUTE
_ADDED_DAYS = 2
_FORENOON, _AFTERNOON = time(10, 20), time(14, 30)
_SWABBED = 95 * _MINUTE  # after the hour of release
_EXTENDED = time(15, 10)


def awaited(world: World, people: list[Person], moment: datetime) -> datetime | None:
    """When the last result that is still out will be back; None: none is."""
    answered = max(world.awaited.get(person.code, moment - _MINUTE) for person in people)
    return answered + _AFTER_RESULT if answered >= moment else None


def lengthened(world: World, cohort: Cohort, people: list[Person], moment: datetime) -> datetime | None:
    """When a leg ends to which days were added by order; None: none were."""
    day = world.today(moment)
    if not world.happenings.take("extended", cohort.house.code, day):
        return None
    until = day + _ADDED_DAYS * _DAY
    for person in people:
        extend(world, cohort, person, until, moment, reason="同层出现混检阳性，延长观察两日")
    return moment + _ADDED_DAYS * _DAY


def put_off(world: World, cohort: Cohort, people: list[Person], moment: datetime) -> datetime | None:
    """When a cohort's end is decided, if not now: later in the day, or a day too late."""
    day, house = world.today(moment), cohort.house.code
    for kind, hour in (("decided_at_ten", _FORENOON), ("decided_at_two", _AFTERNOON)):
        later = world.clock(day, hour)
        if people and moment < later and world.happenings.take(kind, house, day):
            return later
    owed = people and world.issued is not None and cohort.day >= world.today(world.issued)
    for kind, days in _FORGOTTEN.items():
        if owed and world.slips.take(kind, house, day):
            _seed_late(world, cohort, people, day, kind)
            return world.clock(day + days * _DAY, _AFTERNOON)
    return None


def part(
    world: World, cohort: Cohort, people: list[Person], moment: datetime
) -> tuple[list[Person], datetime | None]:
    """Those who may go, and when to look again at the others."""
    waiting = []
    for person in people:
        if person.code in world.untested:
            waiting.append(_make_good(world, cohort, person, moment))
        elif world.unwell.get(person.code, moment) > moment:
            waiting.append(_hold(world, cohort, person, moment))
    held = [p for p in people if p.code in world.untested or world.unwell.get(p.code, moment) > moment]
    for person in held:
        world.untested.discard(person.code)
    return [p for p in people if p not in held], min(waiting, default=None)


def _make_good(world: World, cohort: Cohort, person: Person, moment: datetime) -> datetime:
    """The swabs of the last test day are taken today; the end waits for their result."""
    at = moment + _SWABBED
    world.at(at, lambda: _swab(world, cohort, person, at))
    return at + _MINUTE


def _swab(world: World, cohort: Cohort, person: Person, moment: datetime) -> None:
    if person.present:
        swab_for_leg(world, cohort.house, [person.code], moment, place=person.cell.place, last=True)


def _hold(world: World, cohort: Cohort, person: Person, moment: datetime) -> datetime:
    """A fever is not yet long enough past: the leg is made longer for this one, by a reasoned order."""
    fit, hour = world.unwell[person.code], world.protocol.counting.release_hour
    day = world.today(fit)
    until = world.clock(day, hour) if world.clock(day, hour) >= fit else world.clock(day + _DAY, hour)
    at = max(world.clock(world.today(moment), _EXTENDED), moment)
    reason = "解除前七十二小时内有发热，观察期满再定"
    world.at(at, lambda: extend(world, cohort, person, world.today(until), at, reason=reason))
    return until + _MINUTE


def extend(
    world: World, cohort: Cohort, person: Person, until: date, moment: datetime, *, reason: str
) -> None:
    """Order another last day for somebody's leg."""
    body = quarantine.EndOrdered(
        order=str(person.order), person=person.code, layer=cohort.leg.layer, ends_on=until,
        decided_by=cohort.house.leader().code, reason=reason,
    )  # fmt: skip
    world.say(cohort.house.code, body, moment, actor=cohort.house.leader().code)


def _seed_late(world: World, cohort: Cohort, people: list[Person], day: date, kind: str) -> None:
    """Nobody decides about the end of a leg on the day on which it is owed."""
    due = world.clock(day + _DAY, time())
    for clause, owed in deadlines(world.protocol, trigger="clock_started", evidence="leg_ended"):
        if cohort.leg.layer in owed.trigger_values and world.binds(clause, cohort.house, due):
            expects = tuple((clause.id, person.code) for person in people)
            words = f"Nobody decided in time about the end of the leg of {cohort.code}"
            until = due + owed.grace * _MINUTE + _MINUTE
            world.slips.seed(Seeded(kind, cohort.house.code, due, until, words, expects))


def miss_test(world: World, house: House, code: str, day: date, *, last: bool) -> None:
    """Nobody swabs somebody on a test day: made good the next day, or after the last one before the end."""
    if last:
        world.untested.add(code)
        return
    moment, person = world.clock(day + _DAY, _FORENOON), world.people[code]

    def swab() -> None:
        if person.present:
            swab_for_leg(world, house, [code], moment, place=person.cell.place, last=False)

    world.at(moment, swab)
