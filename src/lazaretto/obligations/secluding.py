"""Days in a row alone: the one rule by which limit, counter and warnings are reckoned.

A day is *solitary* for a person with ``hours`` alone in the cell and less than ``minutes`` of meaningful
human contact stated. Days are whole calendar days by the clock of the house where the person was last
alone, so that a journey between two zones hides no day. Any other day ends the run.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.obligations.company import MINUTE, alone
from lazaretto.obligations.days import HOUR, zones
from lazaretto.registers.events import Flags, Ints
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
LONG_DAY = 26 * HOUR  # no calendar day is longer, whatever a zone does to its clocks
_LONGEST = 3653  # days; a longer run is told as so long: a bed "since the year 1" is a slip of the pen
_FIRST_LOOK = 20  # days looked back at first; twice as many each time that somebody's run fills them


class Day(NamedTuple):
    """A calendar day of a zone, in seconds ``[opens, closes)``."""

    date: date
    opens: int
    closes: int


class Runs(NamedTuple):
    """Days in a row of some people, at an instant: the run of the whole days before today.

    keys, run: equally long. company, contact: seconds not alone and minutes of contact today, so far.
    days: the whole days looked at, oldest first, the same for all of one zone.
    """

    keys: Ints
    run: Ints
    others: Ints
    contact: Ints
    days: tuple[Day, ...]
    today: Day

    def broken(self, settings: Settings) -> Flags:
        """Whose run cannot go on today: enough contact was given, or too little of the day is left alone."""
        most = self.today.closes - self.today.opens - settings["hours"] * HOUR
        over: Flags = (self.others > most) | (self.contact >= settings["minutes"])
        return over


def calendar(first: date, last: date, *, zone: str) -> tuple[Day, ...]:
    """The days from the first to the last, both included."""
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        period = local_days(day, zone=zone)
        found.append(Day(day, seconds(period.start), seconds(period.end) if period.end else 2**62))
    return tuple(found)


def whole_days(start: int, end: int, *, zone: str) -> tuple[Day, ...]:
    """The calendar days that lie wholly inside ``[start, end)`` and are over before its end."""
    first, last = (local_day(instant(moment), zone=zone) for moment in (start, end))
    return tuple(day for day in calendar(first, last, zone=zone) if day.opens >= start and day.closes < end)


def lonely_of(standing: Standing, keys: Ints, since: int, end: int) -> Spans:
    """When these people were alone in their cells: only the cells that they were in are looked at."""
    held = standing.held.touching(since, end)
    cells = np.unique(held.value[np.isin(held.key, keys)])
    found = alone(held.where(np.isin(held.value, cells)))
    return found.where(np.isin(found.key, keys)).touching(since, end)


def by_zone(standing: Standing, lonely: Spans) -> Iterator[tuple[str, Spans]]:
    """Each zone with the stretches of those who were last alone in one of its houses."""
    if not len(lonely):
        return
    last = np.flatnonzero(np.append(lonely.key[1:] != lonely.key[:-1], True))  # sorted by key and start
    facility = lonely.facility[last][np.searchsorted(lonely.key[last], lonely.key)]
    for zone, members in zones(standing):
        mine = lonely.where(np.isin(facility, members))
        if len(mine):
            yield zone, mine


def seconds_by_day(stretches: Spans, *, keys: Ints, days: tuple[Day, ...]) -> Ints:
    """Seconds of the stretches in each day: (day, person). ``keys`` sorted, and holding those of the rows."""
    column = np.searchsorted(keys, stretches.key)
    table = np.zeros((len(days), len(keys)), np.int64)
    for row, day in enumerate(days):
        shared = np.minimum(stretches.end, day.closes) - np.maximum(stretches.start, day.opens)
        some = np.flatnonzero(shared > 0)
        table[row] = np.bincount(column[some], shared[some], minlength=len(keys)).astype(np.int64)
    return table


def sums_by_day(standing: Standing, event: str, *, keys: Ints, days: tuple[Day, ...]) -> Ints:
    """What the values of an event add up to in each day: (day, person)."""
    table = np.zeros((len(days), len(keys)), np.int64)
    if not days or not len(keys):
        return table
    rows = standing.during(event, days[0].opens, days[-1].closes)
    rows = rows.where(np.isin(rows.key, keys))
    day = np.searchsorted(np.array([d.opens for d in days], np.int64), rows.occurred, side="right") - 1
    np.add.at(table, (day, np.searchsorted(keys, rows.key)), rows.value)
    return table


def solitary(
    standing: Standing, lonely: Spans, settings: Settings, *, keys: Ints, days: tuple[Day, ...]
) -> Flags:
    """Which days were solitary for whom: (day, person). The rule itself."""
    alone_for = seconds_by_day(lonely, keys=keys, days=days)
    contact = sums_by_day(standing, "contact", keys=keys, days=days)
    found: Flags = (alone_for >= settings["hours"] * HOUR) & (contact < settings["minutes"])
    return found


def runs(days: Flags) -> Ints:
    """The run of days up to and with each day: (day, person) of flags becomes the same of counts."""
    count = np.zeros(days.shape, np.int64)
    before = np.zeros(days.shape[1], np.int64)
    for row, marks in enumerate(days):
        before = np.where(marks, before + 1, 0)
        count[row] = before
    return count


def run_now(standing: Standing, keys: Ints, settings: Settings, *, zone: str) -> Runs:
    """The runs of these people up to yesterday, and what today has given them; ``keys`` sorted, each once.

    The past is looked at as far back as the longest run goes.
    """
    today = calendar(*[local_day(instant(standing.at), zone=zone)] * 2, zone=zone)[0]
    look, held = _FIRST_LOOK, standing.held.where(np.isin(standing.held.key, keys))
    earliest = int(held.start.min(initial=standing.at))
    while True:
        days = calendar(today.date - timedelta(days=look), today.date - timedelta(days=1), zone=zone)
        lonely = lonely_of(standing, keys, days[0].opens, standing.at + 1)
        run = runs(solitary(standing, lonely, settings, keys=keys, days=days))[-1]
        if not len(keys) or int(run.max(initial=0)) < look or days[0].opens <= earliest or look > _LONGEST:
            break
        look *= 2
    so_far = (Day(today.date, today.opens, standing.at + 1),)
    passed = standing.at + 1 - today.opens
    others = passed - seconds_by_day(lonely, keys=keys, days=so_far)[0]
    contact = sums_by_day(standing, "contact", keys=keys, days=so_far)[0]
    return Runs(keys, run, others, contact, days, today)


def minutes(table: Ints) -> Ints:
    """Seconds as whole minutes."""
    return table // MINUTE
