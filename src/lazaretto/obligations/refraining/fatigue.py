"""Fatigue (H8): what was really stood, by roster and gate, against hours, rest, nights and days inside.

The settings are those by which a roster is judged before it is signed; a breach here is what happened.
"""

import numpy as np

from lazaretto.obligations.days import DAY, HOUR, counted
from lazaretto.obligations.watches import Stood, stood
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.spans import moment
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
WEEK = 7  # days
REACH = WEEK + 1  # days before a window of which the watches are read, once for every condition


def watch_hours_exceeded(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody stood more hours than that in the watches of one day (H8)."""
    return _over(_of(standing, start, end), 1, settings["hours"] * HOUR, start, end)


def week_hours_exceeded(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody stood more hours than that in seven days in a row (H8)."""
    return _over(_of(standing, start, end), WEEK, settings["hours"] * HOUR, start, end)


def rest_too_short(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody went on watch before so many hours of rest since the last one were over (H8)."""
    rows = _of(standing, start, end)
    rest = np.full(len(rows.key), settings["hours"] * HOUR, np.int64)
    same = rows.key[1:] == rows.key[:-1]
    latest = np.maximum.accumulate(moment(rows.key, rows.end)) - moment(rows.key, np.zeros_like(rows.end))
    rest[1:] = np.where(same, rows.start[1:] - latest[:-1], rest[1:])
    return _said(rows, (rest >= 0) & (rest < settings["hours"] * HOUR), rows.start, start, end)


def nights_in_a_row(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody stood one night more in a row than that (H8)."""
    rows = _of(standing, start, end, before=max(settings["nights"] + 1, REACH))
    rows = rows.select(rows.night == 1)
    run = np.ones(len(rows.key), np.int64)
    for n in range(1, len(run)):
        if rows.key[n] == rows.key[n - 1]:
            apart = int(rows.day[n] - rows.day[n - 1])
            run[n] = run[n - 1] + apart if apart <= 1 else 1
    return _said(rows, run > settings["nights"], rows.start, start, end)


def inside_too_long(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was still in the A shift when so many days of it were over (H8)."""
    inside = standing.phases
    inside = inside.where(inside.value == PHASES.index("A"))
    due = counted(standing, inside.facility, inside.start, day=settings["days"], hour=None)
    late = (due < inside.end) & (due <= standing.at) & (start <= due) & (due < end)
    inside, due = inside.where(late), due[late]
    order = np.argsort(due, kind="stable")
    inside, due = inside.where(order), due[order]
    return Columns(
        inside.key, inside.facility, due, inside.start, inside.end, inside.value, inside.aux, inside.fact
    )


def _of(standing: Standing, start: int, end: int, *, before: int = REACH) -> Stood:
    """The watches of the days around a window, and of so many days before."""
    return stood(standing, start // DAY - 1 - before, end // DAY + 1)


def _over(rows: Stood, days: int, limit: int, start: int, end: int) -> Columns:
    """The watches on which the seconds of so many days came to more than the limit, when they did."""
    order = np.lexsort((rows.start, rows.day, rows.key))
    rows = rows.select(order)
    far = 2**24  # days; more than any day number
    place = rows.key * far + rows.day
    first = np.searchsorted(place, rows.key * far + np.maximum(rows.day - days + 1, 0), side="left")
    total = np.concatenate([np.zeros(1, np.int64), np.cumsum(rows.seconds)])
    before = total[: len(rows.key)] - total[first]
    crossed = (before <= limit) & (before + rows.seconds > limit)
    return _said(rows, crossed, np.minimum(rows.start + limit - before, rows.end), start, end)


def _said(rows: Stood, choice: Flags, instants: Ints, start: int, end: int) -> Columns:
    """Chosen watches of the window as events, by time; of a person under one roster the first."""
    choice = choice & (start <= instants) & (instants < end)
    rows, instants = rows.select(choice), instants[choice]
    order = np.argsort(instants, kind="stable")
    rows, instants = rows.select(order), instants[order]
    _, once = np.unique(np.stack([rows.key, rows.fact]), axis=1, return_index=True)
    once = np.sort(once)
    rows, instants = rows.select(once), instants[once]
    return Columns(rows.key, rows.facility, instants, instants, instants, rows.day, rows.seconds, rows.fact)
