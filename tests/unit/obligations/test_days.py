"""Local days of instants far apart: a slip of the year costs no table of all the days between."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from lazaretto.facts.periods import day_number, instant, seconds
from lazaretto.obligations import days
from lazaretto.obligations.days import local_day_numbers
from tests.stating import ZONE, house, second, standing_of


def test_instants_centuries_apart_fall_on_their_days(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    plain = days._second

    def noted(number: int, clock: time, zone: str) -> int:
        asked.append(number)
        return plain(number, clock, zone)

    monkeypatch.setattr(days, "_second", noted)
    said = ["0002-01-01 00:00", "1950-06-01 23:59", "2022-03-15 00:00", "2022-03-15 23:59"]
    instants = np.array(
        [seconds(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))) for text in said], np.int64
    )
    found = local_day_numbers(standing_of([house()]), np.zeros(4, np.int64), instants)
    expected = [day_number(instant(int(i)).astimezone(ZoneInfo(ZONE)).date()) for i in instants]
    assert found.tolist() == expected
    assert len(asked) < 20


def test_both_ways_of_counting_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    instants = np.arange(second("03-01 00:00"), second("03-20 00:00"), 1801)
    facility, standing = np.zeros(len(instants), np.int64), standing_of([house()])
    table = local_day_numbers(standing, facility, instants).tolist()
    monkeypatch.setattr(days, "LONG", 0)
    assert local_day_numbers(standing, facility, instants).tolist() == table
