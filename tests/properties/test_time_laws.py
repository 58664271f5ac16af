"""Half-open periods, and days counted by the facility's own calendar, whatever its clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.facts.identity import uuid7
from lazaretto.facts.periods import Period, counted_day, day_number, instant, local_day, local_days, seconds
from lazaretto.obligations.days import counted, local_day_numbers
from tests.stating import house, record_of

ZONES = st.sampled_from(
    ["Asia/Shanghai", "UTC", "America/New_York", "America/Havana", "Africa/Cairo", "Australia/Lord_Howe",
     "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo"]
)  # fmt: skip
SECONDS = st.integers(1_300_000_000, 1_900_000_000)  # 2011 to 2030: every change of clocks in use
MOMENTS = SECONDS.map(instant)
CLOCKS = st.times().map(lambda clock: clock.replace(microsecond=0))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A period of a few seconds up to some days, or a running one."""
    start = draw(st.integers(0, 100))
    end = draw(st.none() | st.integers(start, 100))
    return Period(instant(start), None if end is None else instant(end))


def members(period: Period) -> set[int]:
    """The seconds of a period, up to a horizon beyond every end drawn."""
    return {second for second in range(102) if instant(second) in period}


@given(one=periods(), other=periods())
def test_periods_meet_in_what_both_hold(one: Period, other: Period) -> None:
    both = members(one) & members(other)
    shared = one.meet(other)
    assert (members(shared) if shared else set()) == both
    assert one.overlaps(other) == other.overlaps(one) == bool(both)
    assert one.meet(other) == other.meet(one)


@given(one=periods(), cut=st.integers(0, 101))
def test_a_period_cut_in_two_neither_loses_nor_doubles_an_instant(one: Period, cut: int) -> None:
    if instant(cut) not in one:
        return
    before, after = Period(one.start, instant(cut)), Period(instant(cut), one.end)
    assert members(before) | members(after) == members(one)
    assert not members(before) & members(after)


@given(day=st.dates(date(2011, 6, 1), date(2030, 1, 1)), zone=ZONES, count=st.integers(1, 40))
def test_days_follow_one_another_without_gap_or_overlap(day: date, zone: str, count: int) -> None:
    whole = local_days(day, count=count, zone=zone)
    single = [local_days(day + timedelta(days=n), zone=zone) for n in range(count)]
    assert single[0].start == whole.start
    assert single[-1].end == whole.end
    assert all(one.end == other.start for one, other in pairwise(single))


@given(moment=MOMENTS, zone=ZONES)
def test_an_instant_lies_in_its_own_local_day(moment: datetime, zone: str) -> None:
    assert moment in local_days(local_day(moment, zone=zone), zone=zone)


@given(moment=MOMENTS, zone=ZONES, days=st.integers(0, 60), clock=CLOCKS)
def test_day_n_is_n_calendar_days_after_the_day_of_the_start(
    moment: datetime, zone: str, days: int, clock: time
) -> None:
    """By the calendar on the wall, not by hours; a wall clock that skips the hour shows it later."""
    reached = counted_day(moment, days=days, hour=clock, zone=zone)
    wall = datetime.combine(moment.astimezone(ZoneInfo(zone)).date() + timedelta(days=days), clock)
    shown = reached.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert shown == wall or timedelta() < shown - wall <= timedelta(days=1)


@given(moments=st.lists(st.tuples(SECONDS, st.booleans()), min_size=1, max_size=20), one=ZONES, two=ZONES)
def test_columns_count_days_as_single_instants_do(
    moments: list[tuple[int, bool]], one: str, two: str
) -> None:
    standing = record_of([house("QZ-D", zone=one), house("QZ-L", zone=two)]).standing(at=2**33)
    facility = np.array([int(second) for _, second in moments])
    instants = np.array([at for at, _ in moments])
    zones = [(one, two)[number] for number in facility.tolist()]
    alone = [local_day(instant(at), zone=zone) for at, zone in zip(instants.tolist(), zones, strict=True)]
    assert local_day_numbers(standing, facility, instants).tolist() == [day_number(day) for day in alone]
    eight = counted(standing, facility, instants, day=21, hour=time(8))
    assert eight.tolist() == [
        seconds(counted_day(instant(at), days=21, hour=time(8), zone=zone))
        for at, zone in zip(instants.tolist(), zones, strict=True)
    ]


@given(first=MOMENTS, later=st.integers(1, 10**9), one=st.binary(min_size=10, max_size=10))
def test_ids_sort_by_the_moment_they_were_made(first: datetime, later: int, one: bytes) -> None:
    assert uuid7(first, one) < uuid7(first + timedelta(milliseconds=later), bytes(10))


@given(moment=st.datetimes(timezones=st.just(UTC)))
def test_seconds_lose_less_than_a_second(moment: datetime) -> None:
    assert timedelta() <= moment - instant(seconds(moment)) < timedelta(seconds=1)
