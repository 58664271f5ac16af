"""The judge's rules of fatigue (H8): how long, how soon again, how many nights, how many days inside."""

from collections.abc import Iterator
from datetime import date, timedelta

from lazaretto.obligations.rostering.situation import Breach
from lazaretto.obligations.rostering.unrolling import DAY, Shift, Unrolled, stretches

HOUR = 60  # minutes
WEEK = 7  # days
NIGHT_ENDS = 5 * HOUR  # a night is from 0:00 to here: a watch that holds any of it is one of the night


def watch_hours_exceeded(laid: Unrolled) -> Iterator[Breach]:
    """The watches that somebody begins on one day last longer than allowed."""
    most = _limit(laid, "watch_hours_exceeded", "hours")
    if most is None:
        return
    for person, hours in _hours(laid):
        for day, sum_ in hours.items():
            if sum_ > most * HOUR:
                yield _breach("watch_hours_exceeded", person, day, hours=_said(sum_), most=str(most))


def week_hours_exceeded(laid: Unrolled) -> Iterator[Breach]:
    """The watches of somebody on seven days in a row last longer than allowed; told of the first seven."""
    most = _limit(laid, "week_hours_exceeded", "hours")
    if most is None:
        return
    for person, hours in _hours(laid):
        for first in laid.days:
            week = sum(hours.get(first + timedelta(days=n), 0) for n in range(WEEK))
            if week > most * HOUR:
                yield _breach("week_hours_exceeded", person, first, hours=_said(week), most=str(most))
                break


def rest_too_short(laid: Unrolled) -> Iterator[Breach]:
    """Between two watches of somebody there are fewer hours than they must rest."""
    least = _limit(laid, "rest_too_short", "hours")
    if least is None:
        return
    for person, shifts in laid.shifts.items():
        member = laid.members.get(person)
        rested = member.rested_from if member is not None else None
        until = rested - DAY if rested is not None else None
        for shift in shifts:
            if until is not None and until <= shift.start < until + least * HOUR:
                rest = _said(shift.start - until)
                yield _breach("rest_too_short", person, shift.stand.day, hours=rest, least=str(least))
            until = max(until, shift.end) if until is not None else shift.end


def nights_in_a_row(laid: Unrolled) -> Iterator[Breach]:
    """Somebody stands watches of the night on more days in a row than allowed; a day is its beginning's."""
    most = _limit(laid, "nights_in_a_row", "nights")
    if most is None:
        return
    for person, shifts in laid.shifts.items():
        member = laid.members.get(person)
        before = member.nights if member is not None else 0
        for first, days in stretches(shift.stand.day for shift in shifts if at_night(shift)):
            nights = days + (before if first == laid.situation.first else 0)
            if nights > most:
                day = first + timedelta(days=max(most - (nights - days), 0))
                yield _breach("nights_in_a_row", person, day, nights=str(nights), most=str(most))


def inside_too_long(laid: Unrolled) -> Iterator[Breach]:
    """Somebody is inside (A) for more days in a row than anybody may be."""
    most = _limit(laid, "inside_too_long", "days")
    if most is None:
        return
    for member in laid.situation.members:
        for run in laid.runs(member):
            if run.phase == "A" and run.days > most:
                day = run.first + timedelta(days=max(most - run.before, 0))
                yield _breach("inside_too_long", member.person, day, days=str(run.days), most=str(most))


def at_night(shift: Shift) -> bool:
    """Whether a watch holds any hour between midnight and five."""
    start = shift.start % DAY
    return start < NIGHT_ENDS or start + (shift.end - shift.start) > DAY


def _limit(laid: Unrolled, rule: str, name: str) -> int | None:
    return laid.situation.limits.get(rule, {}).get(name)


def _hours(laid: Unrolled) -> Iterator[tuple[str, dict[date, int]]]:
    """Minutes on watch by the day on which the watch begins, of each person."""
    for person, shifts in laid.shifts.items():
        found: dict[date, int] = {}
        for shift in shifts:
            found[shift.stand.day] = found.get(shift.stand.day, 0) + shift.end - shift.start
        yield person, found


def _said(minutes: int) -> str:
    hours, left = divmod(minutes, HOUR)
    return f"{hours}:{left:02d}" if left else str(hours)


def _breach(rule: str, person: str, day: date, **values: str) -> Breach:
    return Breach(rule=rule, person=person, day=day, values=values)
