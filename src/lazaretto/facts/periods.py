"""Instants and half-open periods: the only time arithmetic in the house.

An instant is an aware ``datetime`` in UTC. A period holds its start and not its end, so two
neighbouring periods never share an instant and never leave one out.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ORDINAL = _EPOCH.toordinal()
_SECOND = timedelta(seconds=1)


class Period(msgspec.Struct, frozen=True):
    """A half-open stretch of time ``[start, end)``; ``end is None`` means *still running*.

    A period that ends where it starts holds no instant. Raises ValueError when it ends before.
    """

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    def __contains__(self, instant: datetime) -> bool:
        return self.start <= instant and (self.end is None or instant < self.end)

    def overlaps(self, other: "Period") -> bool:
        """True when some instant lies in both."""
        return self.meet(other) is not None

    def meet(self, other: "Period") -> "Period | None":
        """The instants in both, or None where there are none."""
        start = max(self.start, other.start)
        end = min((end for end in (self.end, other.end) if end is not None), default=None)
        return Period(start, end) if end is None or start < end else None

    def lasting(self, until: datetime) -> timedelta:
        """How long the period has run by ``until``; nothing before it starts."""
        return max(min(self.end or until, until) - self.start, timedelta())


@cache
def is_zone(name: str) -> bool:
    """True for the name of a time zone of the IANA database."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False
    return True


def utc(instant: datetime) -> datetime:
    """The same instant in UTC. A naive time is a programming fault, not bad data."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)


def seconds(instant: datetime) -> int:
    """Whole seconds since 1970-01-01T00:00Z, rounded down, before 1970 too. A naive time is refused."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    return (instant - _EPOCH) // _SECOND  # not by way of UTC, which the first and last hours do not have


def instant(epoch_seconds: int) -> datetime:
    """The instant of a count of seconds made by :func:`seconds`. FOREVER has none: OverflowError."""
    return _EPOCH + timedelta(seconds=int(epoch_seconds))


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
