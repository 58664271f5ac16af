"""The calendar feed, read back by the library: hours, zones, whole days, and nothing of anybody else."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from lazaretto.actions.open_me import MyCalendar
from lazaretto.board.houses import House
from lazaretto.board.me_page import MyStand, rostered
from lazaretto.facts import duty
from lazaretto.web.calendars import calendar_of
from tests.stating import fact, house, moment, standing_of

STAMP = moment("03-15 08:00")
TURN = duty.Turn(person="S1", phase="C", batch="b7", first=date(2022, 3, 20), last=date(2022, 3, 26))
SHANGHAI = House(0, "QZ-D", "Qinzhou", "detention_house", "QZ", "TS", "Asia/Shanghai")


def published(*stands: tuple[str, str, str, int], zone: str = "Asia/Shanghai") -> tuple[MyStand, ...]:
    """The stands of S1 as the roster says them; S2 stands beside."""
    watches = tuple(
        duty.Watch(watch=name, begins=datetime.strptime(begins, "%H:%M").time(), hours=hours, need=1)  # noqa: DTZ007
        for name, begins, _day, hours in stands
    )
    roster = duty.RosterPublished(
        roster="R", first=date(2022, 3, 15), last=date(2022, 4, 10), persons=("S1", "S2"), signed_by="L1",
        turns=(TURN,),
        stands=tuple(
            duty.Stand(person=who, post="ward", watch=name, day=date.fromisoformat(day))
            for name, _begins, day, _hours in stands for who in ("S1", "S2")
        ),
    )  # fmt: skip
    post = duty.PostSet(post="ward", title="Ward 3", zone="guarded", staff=("officer",), watches=watches)
    facts = [house(zone=zone), fact(post, "03-01 08:00", number=1), fact(roster, "03-14 08:00", number=2)]
    place = House(0, "QZ-D", "Q", "detention_house", "QZ", "TS", zone)
    return rostered(
        standing_of(facts, at="03-15 08:00"), facts, place, "S1", date(2022, 3, 1), date(2022, 4, 30)
    )[1]


def read_back(mine: MyCalendar | None) -> list[dict[str, object]]:
    calendar = Calendar.from_ical(calendar_of(mine, stamp=STAMP))
    return [
        {name: event.decoded(name) for name in ("summary", "dtstart", "dtend", "uid", "dtstamp")}
        for event in calendar.walk("VEVENT")
    ]


def test_a_watch_stands_at_its_hours_in_the_zone_of_the_house() -> None:
    stands = published(("night", "20:00", "2022-03-16", 12))
    (event,) = read_back(MyCalendar(SHANGHAI, (), stands))
    begins, ends = event["dtstart"], event["dtend"]
    assert isinstance(begins, datetime)
    assert isinstance(ends, datetime)
    assert begins.utcoffset() == timedelta(hours=8)
    assert begins.astimezone(UTC) == datetime(2022, 3, 16, 12, tzinfo=UTC)
    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=12)
    text = calendar_of(MyCalendar(SHANGHAI, (), stands), stamp=STAMP).decode()
    assert "BEGIN:VTIMEZONE" in text
    assert "TZID=Asia/Shanghai" in text


@pytest.mark.parametrize(("day", "ends"), [("2022-03-26", 7), ("2022-03-19", 6)])
def test_a_watch_over_the_change_to_summer_time_lasts_as_many_hours(day: str, ends: int) -> None:
    (stand,) = published(("night", "22:00", day, 8), zone="Europe/Berlin")
    assert stand.begins is not None
    assert stand.ends is not None
    assert stand.ends.hour == ends
    berlin = House(0, "QZ-D", "Q", "detention_house", "QZ", "TS", "Europe/Berlin")
    (event,) = read_back(MyCalendar(berlin, (), (stand,)))
    lasted = event["dtend"].astimezone(UTC) - event["dtstart"].astimezone(UTC)  # type: ignore[attr-defined]
    assert lasted == timedelta(hours=8)
    assert stand.begins.tzinfo == ZoneInfo("Europe/Berlin")


def test_a_phase_is_whole_days_to_the_end_of_its_last() -> None:
    (event,) = read_back(MyCalendar(SHANGHAI, (TURN,), ()))
    assert (event["dtstart"], event["dtend"]) == (date(2022, 3, 20), date(2022, 3, 27))


def test_the_same_watch_keeps_its_number_and_nothing_of_anybody_is_told() -> None:
    stands = published(("night", "20:00", "2022-03-16", 12), ("day", "08:00", "2022-03-18", 12))
    mine = MyCalendar(SHANGHAI, (TURN,), stands)
    first, again = read_back(mine), read_back(mine)
    assert [one["uid"] for one in first] == [one["uid"] for one in again]
    assert len({str(one["uid"]) for one in first}) == 3
    text = calendar_of(mine, stamp=STAMP).decode().lower()
    for word in ("s1", "s2", "l1", "b7", "isolat", "隔离", "sick", "quarantine"):
        assert word not in text.replace("\r\n ", ""), word


def test_whoever_no_house_has_has_an_empty_calendar() -> None:
    assert read_back(None) == []
