"""Instants and half-open periods."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from lazaretto.facts import periods
from lazaretto.facts.periods import Period, counted_day, local_day, local_days, seconds
from lazaretto.registers.events import FOREVER
from tests.stating import moment


def hour(clock: int) -> datetime:
    return datetime(2022, 3, 15, clock, tzinfo=UTC)


def test_a_period_holds_its_start_and_not_its_end() -> None:
    shift = Period(hour(8), hour(16))
    assert hour(8) in shift
    assert hour(15) in shift
    assert hour(16) not in shift
    assert hour(7) not in shift


def test_a_running_period_has_no_end() -> None:
    assert hour(23) in Period(hour(8))


def test_neighbours_share_no_instant() -> None:
    assert not Period(hour(0), hour(8)).overlaps(Period(hour(8), hour(16)))


def test_two_periods_meet_in_what_both_hold() -> None:
    assert Period(hour(0), hour(9)).meet(Period(hour(8))) == Period(hour(8), hour(9))
    assert Period(hour(0)).meet(Period(hour(8))) == Period(hour(8))
    assert Period(hour(0), hour(8)).meet(Period(hour(8))) is None


def test_a_period_without_an_instant_overlaps_nothing() -> None:
    nothing = Period(hour(5), hour(5))
    assert hour(5) not in nothing
    assert not nothing.overlaps(Period(hour(0), hour(10)))
    assert not Period(hour(0), hour(10)).overlaps(nothing)


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Period(hour(9), hour(8))


def test_how_long_it_has_run() -> None:
    assert Period(hour(8)).lasting(hour(10)) == timedelta(hours=2)
    assert Period(hour(8), hour(9)).lasting(hour(10)) == timedelta(hours=1)
    assert Period(hour(8)).lasting(hour(7)) == timedelta(0)


def test_a_naive_time_is_a_programming_fault() -> None:
    with pytest.raises(ValueError, match="offset from UTC"):
        periods.utc(datetime(2022, 3, 15))  # noqa: DTZ001 — what is refused
    with pytest.raises(ValueError, match="offset from UTC"):
        seconds(datetime(2022, 3, 15))  # noqa: DTZ001 — what is refused


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../../etc/passwd", "Asia", "Asia/Shanghai\0"])
def test_what_is_no_time_zone(name: str) -> None:
    assert periods.is_zone("Asia/Shanghai")
    assert not periods.is_zone(name)


def test_seconds_round_down_before_and_after_1970() -> None:
    assert seconds(datetime(1970, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC)) == 1
    assert seconds(datetime(1969, 12, 31, 23, 59, 59, 1, tzinfo=UTC)) == -1


def test_seconds_and_instant_undo_each_other() -> None:
    assert periods.instant(seconds(hour(8))) == hour(8)
    assert periods.instant(-1) == datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_forever_is_no_instant() -> None:
    with pytest.raises(OverflowError):
        periods.instant(FOREVER)


def test_a_day_as_a_number() -> None:
    assert periods.day_number(date(1970, 1, 1)) == 0
    assert periods.day_number(date(2022, 3, 15)) == 19066


def test_the_day_is_that_of_the_facility() -> None:
    late = datetime(2022, 3, 15, 17, tzinfo=UTC)
    assert local_day(late, zone="Asia/Shanghai") == date(2022, 3, 16)
    assert local_day(late, zone="America/New_York") == date(2022, 3, 15)


def test_local_days_are_half_open() -> None:
    assert local_days(date(2022, 3, 15), zone="Asia/Shanghai") == Period(
        moment("03-15 00:00"), moment("03-16 00:00")
    )
    assert local_days(date(2022, 3, 15), count=3, zone="Asia/Shanghai").end == moment("03-18 00:00")


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2022, 3, 13), 23), (date(2022, 11, 6), 25), (date(2022, 3, 15), 24)]
)
def test_a_day_on_which_the_clocks_change_has_other_hours(day: date, hours: int) -> None:
    period = local_days(day, zone="America/New_York")
    assert period.end is not None
    assert period.end - period.start == timedelta(hours=hours)


def test_the_day_on_which_the_clock_starts_is_day_0() -> None:
    arrived = moment("03-10 23:59")
    assert counted_day(arrived, days=21, hour=time(8), zone="Asia/Shanghai") == moment("03-31 08:00")
    assert counted_day(moment("03-11 00:00"), days=21, hour=time(8), zone="Asia/Shanghai") == moment(
        "04-01 08:00"
    )


def test_counted_days_are_calendar_days_when_the_clocks_change() -> None:
    arrived = datetime(2022, 3, 12, 12, tzinfo=UTC)
    first = counted_day(arrived, days=1, hour=time(8), zone="America/New_York")
    assert (
        counted_day(arrived, days=0, hour=time(8), zone="America/New_York") + timedelta(hours=23)
    ) == first
