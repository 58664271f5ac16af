"""Facility-local calendar days over columns of instants, without a loop over rows."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import numpy as np

from lazaretto.facts.periods import at_local, day_number, instant, local_day, seconds
from lazaretto.registers.events import Ints
from lazaretto.registers.standing import Standing

HOUR = 3600
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
    for zone, members in zones(standing):
        mine = np.isin(facility, members)
        if mine.any():
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
    for zone, members in zones(standing):
        mine = np.isin(facility, members)
        if mine.any():
            unique, back = np.unique(days[mine], return_inverse=True)
            moments = [seconds(at_local(_date(int(n)), clock, zone=zone)) for n in unique]
            result[mine] = np.array(moments, np.int64)[back]
    return result


def _day_numbers(instants: Ints, *, zone: str) -> Ints:
    first = local_day(instant(int(instants.min())), zone=zone)
    last = local_day(instant(int(instants.max())), zone=zone)
    count = (last - first).days + 1
    starts = np.array(
        [seconds(at_local(first + timedelta(days=n), time(), zone=zone)) for n in range(count)], np.int64
    )
    return np.searchsorted(starts, instants, side="right") - 1 + day_number(first)


def _date(number: int) -> date:
    return datetime(1970, 1, 1).date() + timedelta(days=number)  # noqa: DTZ001 — a calendar day has no zone
