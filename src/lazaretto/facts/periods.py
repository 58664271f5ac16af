"""Instants and half-open periods: the only time arithmetic in the house.

An instant is an aware ``datetime`` in UTC. A period holds its start and not its end, so two
neighbouring periods never share an instant and never leave one out.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()


class Period(msgspec.Struct, frozen=True, order=True):
    """A half-open stretch of time ``[start, end)``; ``end is None`` means *still running*."""

    start: datetime
    end: datetime | None = None

    def __contains__(self, instant: datetime) -> bool:
        return self.start <= instant and (self.end is None or instant < self.end)

    def overlaps(self, other: "Period") -> bool:
        """True when some instant lies in both."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def meet(self, other: "Period") -> "Period | None":
        """The instants in both, or None where there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Period(max(self.start, other.start), min(ends) if ends else None)

    def lasting(self, until: datetime) -> timedelta:
        """How long the period has run by ``until``."""
        return min(self.end or until, until) - self.start


def utc(instant: datetime) -> datetime:
    """The same instant in UTC. A naive time is a programming fault, not bad data."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    return instant.astimezone(UTC)


def seconds(instant: datetime) -> int:
    """Whole seconds since 1970-01-01T00:00Z; sub-second parts are dropped."""
    return int(instant.timestamp())


def instant(epoch_seconds: int) -> datetime:
    """The instant of a count of seconds made by :func:`seconds`."""
    return datetime.fromtimestamp(int(epoch_seconds), UTC)


def day_number(day: date) -> int:
    """Days since 1970-01-01: a calendar day as a whole number, without a clock or a zone."""
    return day.toordinal() - _EPOCH_ORDINAL


def local_day(moment: datetime, *, zone: str) -> date:
    """The calendar day on which an instant falls at a facility."""
    return moment.astimezone(ZoneInfo(zone)).date()


def at_local(day: date, clock: time, *, zone: str) -> datetime:
    """The instant of a wall-clock time on a facility's calendar day."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def local_days(day: date, *, count: int = 1, zone: str) -> Period:
    """``count`` whole facility-local days from ``day`` on, as a half-open period."""
    return Period(at_local(day, time(), zone=zone), at_local(day + timedelta(days=count), time(), zone=zone))


def counted_day(clock_start: datetime, *, days: int, hour: time, zone: str) -> datetime:
    """Day N at a given hour: the day on which the clock starts is day 0.

    This is the counting rule that every quarantine leg and test day uses ("Counting time" in
    ``ARCHITECTURE.md``).
    """
    return at_local(local_day(clock_start, zone=zone) + timedelta(days=days), hour, zone=zone)
