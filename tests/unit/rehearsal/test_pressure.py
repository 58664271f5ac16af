"""Community pressure: the published series, and the official count where it is not at hand."""

from datetime import date

import pytest

from lazaretto.rehearsal.assumptions import Assumptions
from lazaretto.rehearsal.pressure import Pressure, even_pressure, held_back, read_pressure

SERIES = "date,cum_confirmed,new\n2022-03-09,407,0\n2022-03-10,524,117\n2022-03-11,535,11\n"


def test_a_published_series_is_read_day_by_day() -> None:
    read = read_pressure(SERIES, region="Gansu", source="as published")
    assert [(p.day, p.new_cases) for p in read] == [
        (date(2022, 3, 9), 0), (date(2022, 3, 10), 117), (date(2022, 3, 11), 11),
    ]  # fmt: skip


def test_another_file_is_refused_by_name_of_its_columns() -> None:
    with pytest.raises(ValueError, match="needs the columns"):
        read_pressure("day,cases\n2022-03-09,0\n", region="Gansu", source="?")


def test_the_official_count_is_spread_whole_and_says_so(assumptions: Assumptions) -> None:
    spread, count = even_pressure(assumptions), assumptions.official_count
    assert sum(p.new_cases for p in spread) == count.confirmed + count.asymptomatic == 462
    assert (spread[0].day, spread[-1].day) == (count.since, count.until)
    assert all("spread evenly" in p.source for p in spread)


def test_fewer_are_held_back_when_nothing_is_around() -> None:
    series = [Pressure(date(2022, 3, n), n, "Gansu", "invented") for n in range(1, 21)]
    assert held_back(series, date(2022, 3, 20), over_days=7) == 1000
    assert held_back(series, date(2022, 3, 10), over_days=7) < 600
    assert held_back(series, date(2022, 5, 1), over_days=7) == 0
    assert held_back((), date(2022, 3, 10), over_days=7) == 0
