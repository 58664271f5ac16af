"""The daily dispatch and what is set in it: every house is called, one line is answered, one thing is set."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import assignments, dispatches
from lazaretto.facts.fact import Body
from lazaretto.rehearsal.clauses import deadlines, recurring
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import OFFICE, World

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_OPENS, _ANSWERED, _SET, _CLOSED, _SIGNED = time(9, 15), time(9, 25), time(9, 30), time(9, 50), time(10, 30)
_DUE, _DONE, _SEEN, _LATE, _SEEN_LATE = time(18), time(15), time(16, 30), time(20), time(20, 30)
_CHANGED = "command.directive_issued"


def dispatch(world: World, day: date) -> None:
    """Step of the day: from the day after heightened duty was ordered on."""
    dates = world.assumptions.dates
    if dates.heightened < day < dates.ends:
        moment = world.clock(day, _OPENS)
        world.at(moment, lambda: _hold(world, day, moment))


def _hold(world: World, day: date, moment: datetime) -> None:
    chief, clerk = (world.houses[OFFICE].staff[number].code for number in (0, 1))
    code = f"T-{day:%m%d}"
    opened = dispatches.DispatchOpened(
        dispatch=code, chaired_by=chief, present=(chief, clerk), since=moment - _DAY
    )
    _say(world, OFFICE, opened, moment, chief)
    asked = _asked(world, day)
    for house in world.holding():
        if world.slips.take("house_uncalled", house.code, day) is not None:
            _seed_uncalled(world, house, day)
            continue
        lines = (_line(moment),) if house is asked else ()
        _say(world, house.code, dispatches.AgendaDrawn(dispatch=code, lines=lines), moment, chief)
    answered = dispatches.LineAnswered(dispatch=code, line="1", answer="已传达到各岗位，措施已落实")
    _later(world, asked.code, answered, world.clock(day, _ANSWERED), asked.leader().code)
    if day + _DAY < world.assumptions.dates.ends:
        _assign(world, asked, day, code, chief, clerk)
    _close(world, day, code, chief, clerk)


def _asked(world: World, day: date) -> House:
    """Whose line it is: in turn, or whoever will make an error with what is set."""
    houses = world.holding()
    for kind in ("assignment_late", "assignment_self_verified"):
        for planned in world.slips.ahead():
            if (planned.kind, planned.day) == (kind, day):
                return world.houses[planned.house]
    return houses[day.toordinal() % len(houses)]


def _line(moment: datetime) -> dispatches.AgendaLine:
    return dispatches.AgendaLine(
        line="1", sort="changed", rule=_CHANGED, count=1, first=moment - timedelta(hours=12)
    )


def _assign(world: World, house: House, day: date, code: str, chief: str, clerk: str) -> None:
    """Something is set, done the next day by an officer, and looked at by another person."""
    number, due = f"A-{day:%m%d}", world.clock(day + _DAY, _DUE)
    doer = house.leader().code
    late = world.slips.take("assignment_late", house.code, day) is not None
    own = world.slips.take("assignment_self_verified", house.code, day) is not None
    set_ = assignments.AssignmentSet(
        assignment=number, title="核对本所落实情况并报支队", owner=doer, due=due, set_by=chief,
        origin="dispatch", of=code, line="1",
    )  # fmt: skip
    _later(world, house.code, set_, world.clock(day, _SET), chief)
    done_at = world.clock(day + _DAY, _LATE if late else _DONE)
    seen_at = world.clock(day + _DAY, _SEEN_LATE if late else _SEEN)
    done = assignments.AssignmentDone(assignment=number, done_by=doer, evidence="已逐项核对，见台账")
    _later(world, house.code, done, done_at, doer)
    if late:
        _seed_late(world, house, number, due)
    if own:
        early = done_at + 10 * _MINUTE
        wrong = assignments.AssignmentVerified(assignment=number, verified_by=doer)
        _later(world, house.code, wrong, early, doer)
        words = f"{doer} verified what {doer} had done"
        key = f"{house.code}|{number}"
        world.breach("assignment_self_verified", house, early, key, words, "assignment_judged_by_doer")
    seen = assignments.AssignmentVerified(assignment=number, verified_by=clerk)
    _later(world, house.code, seen, seen_at, clerk)


def _close(world: World, day: date, code: str, chief: str, clerk: str) -> None:
    closed = dispatches.DispatchClosed(dispatch=code, recorded_by=clerk)
    _later(world, OFFICE, closed, world.clock(day, _CLOSED), clerk)
    at = world.clock(day, _SIGNED)
    if world.slips.take("minutes_self_signed", OFFICE, day) is not None:
        early, office = at - 10 * _MINUTE, world.houses[OFFICE]
        _later(world, OFFICE, dispatches.MinutesSigned(dispatch=code, signed_by=clerk), early, clerk)
        words, key = f"{clerk} signed minutes that {clerk} had recorded", f"{OFFICE}|{code}"
        world.breach("minutes_self_signed", office, early, key, words, "minutes_signed_by_recorder")
    _later(world, OFFICE, dispatches.MinutesSigned(dispatch=code, signed_by=chief), at, chief)


def _seed_uncalled(world: World, house: House, day: date) -> None:
    for clause, owed in recurring(world.protocol, "dispatched"):
        closes = world.clock(day, owed.slots[-1].closes)
        until = closes + (owed.grace + 1) * _MINUTE
        words, expects = "The house was not called to the dispatch", ((clause.id, house.code),)
        world.slips.seed(Seeded("house_uncalled", house.code, closes, until, words, expects))


def _seed_late(world: World, house: House, number: str, due: datetime) -> None:
    for clause, owed in deadlines(world.protocol, trigger="assignment_due", evidence="assignment_done"):
        words, expects = "An assignment was done late", ((clause.id, f"{house.code}|{number}"),)
        until = due + (owed.grace + 1) * _MINUTE
        world.slips.seed(Seeded("assignment_late", house.code, due, until, words, expects))


def _later(world: World, facility: str, body: Body, moment: datetime, actor: str) -> None:
    world.at(moment, lambda: _say(world, facility, body, moment, actor))


def _say(world: World, facility: str, body: Body, moment: datetime, actor: str) -> None:
    world.say(facility, body, moment, actor=actor)
