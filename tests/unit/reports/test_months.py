"""A month of reports as curves; and tables of figures."""

from dataclasses import replace
from datetime import date

import pytest

from lazaretto.reports.months import CHARTS, CURVES, days_of, figure, month
from lazaretto.reports.report import Failure, Sheet
from lazaretto.reports.tables import Table, listed, named, tabled
from tests.unit.reports.world import EVE, city, told

AS_TOLD = {
    "held": 8, "leg1": 1, "leg2": 3, "leg3": 1, "came": 5, "went": 5, "swabbed": 4, "positive": 1,
    "uncovered": 1, "fevers": 2, "inside": 1, "missed": 19, "late": 1, "breaches": 8, "bottom_lines": 6,
}  # fmt: skip


def test_each_curve_is_a_figure_of_the_report() -> None:
    assert {curve: figure(told().sheet, curve) for curve in CURVES} == AS_TOLD
    assert {curve for chart in CHARTS for curve in chart} == set(CURVES)
    tables = {table.id: table for table in told().sheet.tables}
    for parts in CURVES.values():
        for table, row, column in parts:
            assert column in tables[table].columns
            assert row == "*" or row in tables[table].rows


def test_days_stand_in_their_order_whatever_order_they_come_in() -> None:
    eve = city(known="03-15 06:00", day=EVE)
    astray = replace(
        told(), failures=(Failure("a", "x", 1, 2), Failure("a", "y", 1, 2), Failure("b", "z", 1, 2))
    )
    found = month([astray, eve])
    assert found.days == (date(2022, 3, 14), date(2022, 3, 15))
    assert found.curves["held"] == (8, 8)
    assert found.curves["went"] == (1, 5)
    assert found.astray == (0, 2)
    assert (found.sum("went"), found.highest("went")) == (6, (date(2022, 3, 15), 5))
    assert found.highest("held") == (date(2022, 3, 14), 8)
    assert month([]).highest("held") is None


@pytest.mark.parametrize(
    ("year", "number", "until", "first", "last", "count"),
    [
        (2022, 3, date(2022, 4, 30), date(2022, 3, 1), date(2022, 3, 31), 31),
        (2022, 3, date(2022, 3, 15), date(2022, 3, 1), date(2022, 3, 15), 15),
        (2024, 2, date(2024, 12, 31), date(2024, 2, 1), date(2024, 2, 29), 29),
        (2022, 4, date(2022, 4, 1), date(2022, 4, 1), date(2022, 4, 1), 1),
    ],
)
def test_the_days_of_a_month(
    year: int, number: int, until: date, first: date, last: date, count: int
) -> None:
    found = days_of(year, number, until=until)
    assert (found[0], found[-1], len(found)) == (first, last, count)
    assert days_of(year, number, until=date(2020, 1, 1)) == ()


def test_a_table_is_read_by_row_and_column() -> None:
    table = tabled("t", ("a", "b"), {"x": (1, 2), "y": (3, 4)})
    assert table == Table("t", ("a", "b"), ("x", "y"), ((1, 3), (2, 4)))
    assert (table.at("b", "x"), table.at("c", "x"), table.at("a", "z")) == (2, 0, 0)
    assert (table.column("y"), table.total("y"), table.total("z")) == ((3, 4), 7, 0)
    assert listed("l", {"a": 1, "b": 2}) == tabled("l", ("a", "b"), {"count": (1, 2)})
    assert listed("l", {}).total("count") == 0


@pytest.mark.parametrize("columns", [{"x": (1,)}, {"x": (1, 2, 3)}, {"x": (1, 2), "y": (1,)}])
def test_a_table_has_a_figure_in_every_cell(columns: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — the message is zip's own where columns differ
        tabled("t", ("a", "b"), columns)


def test_a_table_says_how_many_figures_are_missing() -> None:
    with pytest.raises(ValueError, match="table t has 2 rows and 1 figures in a column"):
        tabled("t", ("a", "b"), {"x": (1,)})


def test_figures_have_as_many_names_as_there_are_of_them() -> None:
    assert named(("a", "b"), (1, 2)) == {"a": 1, "b": 2}
    for figures in ((1,), (1, 2, 3)):
        with pytest.raises(ValueError, match="zip"):
            named(("a", "b"), figures)


def test_a_table_that_a_sheet_does_not_have_is_empty_by_its_name() -> None:
    assert Sheet("QZ-D", ()).table("gate") == Table("gate", (), (), ())
