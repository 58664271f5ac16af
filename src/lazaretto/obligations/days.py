"""Facility-local calendar days over columns of instants, without a loop over rows."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import lru_cache

import numpy as np

from lazaretto.facts.periods import at_local, day_number, instant, local_day, seconds
from lazaretto.registers.events import Flags, Ints
from lazaretto.registers.standing import Standing

HOUR = 3600
DAY = 24 * HOUR
LONG = 40 * 366  # days; a table of more is not made for the sake of one mistyped year
_MIDNIGHT, _EPOCH = time(), date(1970, 1, 1)
DEFAULT_ZONE = "UTC"  # a facility that was never established has no clock of its own


def zones(standing: Standing) -> Iterator[tuple[str, Ints]]:
    """Each time zone in use with the numbers of its facilities."""
    by_zone: dict[str, list[int]] = {}
    for number in range(len(standing.facilities)):
        by_zone.setdefault(standing.zones.get(number, DEFAULT_ZONE), []).append(number)
    for zone, numbers in by_zone.items():
        yield zone, np.array(numbers, np.int64)


def days_touching(start: int, end: int, *, zone: str) -> list[date]:
    """The calendar days that share an instant with ``[start, end)``."""
    first = local_day(instant(start), zone=zone)
    last = local_day(instant(end - 1), zone=zone)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def slot_instants(day: date, opens: time, closes: time, *, zone: str) -> tuple[int, int]:
    """A slot of a day in seconds; one that closes at or before it opens ends on the next day."""
    following = day if closes > opens else day + timedelta(days=1)
    return seconds(at_local(day, opens, zone=zone)), seconds(at_local(following, closes, zone=zone))


def local_day_numbers(standing: Standing, facility: Ints, instants: Ints) -> Ints:
    """The calendar day (days since 1970-01-01) of each instant at its facility."""
    numbers = np.zeros(len(instants), np.int64)
    for zone, mine in _by_zone(standing, facility):
        numbers[mine] = _day_numbers(instants[mine], zone=zone)
    return numbers


def counted(standing: Standing, facility: Ints, instants: Ints, *, day: int, hour: time | None) -> Ints:
    """Day N after each instant at a local hour (None: the end of the day). The instant's day is 0."""
    clock, extra = (hour, 0) if hour is not None else (time(), 1)
    numbers = local_day_numbers(standing, facility, instants) + day + extra
    return _at_clock(standing, facility, numbers, clock)


def day_ends(standing: Standing, facility: Ints, days: Ints) -> Ints:
    """The instant at which each calendar day (days since 1970-01-01) is over at its facility."""
    return _at_clock(standing, facility, days + 1, time())


def _at_clock(standing: Standing, facility: Ints, days: Ints, clock: time) -> Ints:
    result = np.zeros(len(days), np.int64)
    for zone, mine in _by_zone(standing, facility):
        unique, back = np.unique(days[mine], return_inverse=True)
        moments = [_second(int(n), clock, zone) for n in unique]
        result[mine] = np.array(moments, np.int64)[back]
    return result


def _by_zone(standing: Standing, facility: Ints) -> Iterator[tuple[str, Flags | slice]]:
    """Each zone that some of the rows live by, with which of them do."""
    if not len(facility):
        return
    found = list(zones(standing))
    if len(found) == 1:
        yield found[0][0], slice(None)
        return
    for zone, members in found:
        mine = np.isin(facility, members)
        if mine.any():
            yield zone, mine


def _day_numbers(instants: Ints, *, zone: str) -> Ints:
    first = day_number(local_day(instant(int(instants.min())), zone=zone))
    last = day_number(local_day(instant(int(instants.max())), zone=zone))
    days = np.arange(first, last + 1) if last - first < LONG else _days_near(instants, first, last)
    starts = np.array([_second(n, _MIDNIGHT, zone) for n in days.tolist()], np.int64)
    return days[np.searchsorted(starts, instants, side="right") - 1]


def _days_near(instants: Ints, first: int, last: int) -> Ints:
    """The few days that the instants can fall on, where a slip of the year would make the table endless."""
    near = np.unique(instants // DAY)
    around = np.concatenate([near - 1, near, near + 1])
    return np.unique(np.clip(around, first, last))


@lru_cache(maxsize=65_536)
def _second(number: int, clock: time, zone: str) -> int:
    """A wall-clock time of a calendar day, given as its number, in seconds."""
    return seconds(at_local(_EPOCH + timedelta(days=number), clock, zone=zone))
