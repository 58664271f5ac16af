"""Each law of conservation, alone: what keeps it, and what every figure that is one off comes to."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from lazaretto.reports.laws import BY_NAME, LAWS, Difference
from lazaretto.reports.report import Sheet
from lazaretto.reports.tables import Table, listed, tabled
from tests.unit.reports.world import told

BASELINE = Path(__file__).resolve().parents[2] / "baselines" / "report-laws.txt"
LAYERS = tabled("custody_layers", ("leg1", "general"), {
    "yesterday": (5, 9), "came": (2, 1), "moved_in": (1, 3), "moved_out": (3, 1), "went": (0, 4),
    "today": (5, 8),
})  # fmt: skip
SEXES = tabled("custody_sexes", ("female", "male"), {
    "yesterday": (6, 8), "came": (1, 2), "went": (1, 3), "today": (6, 7),
})  # fmt: skip
MOVES = listed("custody_moves", {
    "admitted": 1, "transferred_in": 2, "released": 1, "transferred_out": 1, "left_network": 2,
})  # fmt: skip
PLACES = listed("custody_places", {"in_cell": 11, "away": 2, "persons": 13})
GATE = tabled("gate", ("person", "vehicle"), {
    "yesterday": (4, 1), "came": (3, 2), "went": (2, 3), "today": (5, 0), "let_out": (2, 3),
    "refused": (1, 1),
})  # fmt: skip
GOODS = listed("goods", {"waiting_yesterday": 4, "registered": 3, "finished": 2, "waiting_today": 5})
LEGS = tabled("legs", ("leg1",), {
    "yesterday": (7,), "came": (3,), "started": (3,), "restarted": (1,), "ended": (2,), "left": (1,),
    "today": (7,),
})  # fmt: skip
ROUNDS = tabled("rounds", ("detainees", "staff"), {
    "rounds": (1, 1), "muster": (9, 4), "covered": (7, 4), "uncovered": (2, 0),
})  # fmt: skip
OUTCOMES = tabled("outcomes", ("negative", "none"), {"detainees": (7, 2), "staff": (4, 0)})
TUBES = listed("tubes", {
    "swabbed": 9, "tubes": 9, "answered": 10, "negative": 4, "positive": 3, "grey": 2, "invalid": 1,
})  # fmt: skip
HEALTH = listed("health", {"readings": 9, "measured": 5, "fevers": 2})
SPRAYED = listed("disinfection", {"disinfections": 4, "places": 3})
INCIDENTS = listed("incidents", {
    "yesterday": 4, "came": 3, "went": 2, "today": 5, "opened": 3, "closed": 2,
})  # fmt: skip
DUTY = tabled("duty", ("A", "B"), {"strength": (6, 4), "absent": (2, 1)})
STRENGTH = listed("strength", {"serving": 10, "absent": 3})
OWED = tabled("obligations", ("hygiene",), {
    "owed": (28,), "met": (7,), "late": (6,), "overdue": (5,), "missed": (4,), "open": (3,), "excused": (2,),
    "disputed": (1,),
})  # fmt: skip
STOCK = listed("stock", {"items": 4, "short": 3, "empty": 1, "expired": 2})
BETWEEN = listed("between", {"road_yesterday": 3, "sent": 4, "received": 5, "road_today": 2})
EVERY = (
    LAYERS, SEXES, MOVES, PLACES, GATE, GOODS, LEGS, ROUNDS, OUTCOMES, TUBES, HEALTH, SPRAYED, INCIDENTS,
    DUTY, STRENGTH, OWED, STOCK, BETWEEN,
)  # fmt: skip
SOUND = Sheet("QZ-D", EVERY, carried=14)


def with_figure(sheet: Sheet, table: str, row: int, column: int, figure: int) -> Sheet:
    """The sheet with one figure changed."""

    def changed(one: Table) -> Table:
        cells = [list(line) for line in one.cells]
        cells[row][column] = figure
        return replace(one, cells=tuple(tuple(line) for line in cells))

    return replace(sheet, tables=tuple(changed(one) if one.id == table else one for one in sheet.tables))


def figures(sheet: Sheet) -> Iterator[tuple[str, int, int, int]]:
    for table in sheet.tables:
        for row, cells in enumerate(table.cells):
            for column, figure in enumerate(cells):
                yield table.id, row, column, figure


def broken(sheet: Sheet) -> list[tuple[str, str, int, int]]:
    return [(law.__name__, *difference) for law in LAWS for difference in law(sheet)]


def test_a_sound_sheet_breaks_none() -> None:
    assert broken(SOUND) == []
    assert [name for name, law in BY_NAME.items() if law in LAWS] == [law.__name__ for law in LAWS]
    assert broken(Sheet("QZ-D", ())) == []
    assert broken(told().sheet) == []
    assert all(law.__doc__ for law in LAWS)


def test_each_figure_that_is_off_is_found_as_it_should_be() -> None:
    found = {
        f"{table}[{row}][{column}] {step:+}": broken(with_figure(SOUND, table, row, column, figure + step))
        for table, row, column, figure in figures(SOUND)
        for step in (1, -1)
    }
    printed = "\n".join(f"{where}: {json.dumps(differences)}" for where, differences in found.items())
    assert printed + "\n" == (BASELINE.read_text())


@pytest.mark.parametrize("carried", [13, 15])
def test_yesterday_is_held_to_what_was_signed(carried: int) -> None:
    assert broken(replace(SOUND, carried=carried)) == [
        ("yesterday_as_signed", "custody_layers.yesterday", 14, carried)
    ]
    assert broken(replace(SOUND, carried=None)) == []


@pytest.mark.parametrize(
    ("table", "row", "column", "most", "where"),
    [
        ("health", 1, 0, 9, "health.measured"), ("health", 2, 0, 5, "health.fevers"),
        ("disinfection", 1, 0, 4, "disinfection.places"), ("stock", 1, 0, 4, "stock.short"),
        ("stock", 2, 0, 4, "stock.empty"), ("stock", 3, 0, 4, "stock.expired"),
    ],
)  # fmt: skip
def test_as_many_as_there_are_is_allowed_and_one_more_is_not(
    table: str, row: int, column: int, most: int, where: str
) -> None:
    assert broken(with_figure(SOUND, table, row, column, most)) == []
    (found,) = broken(with_figure(SOUND, table, row, column, most + 1))
    assert found[1:] == (where, most + 1, most)


def test_nobody_is_absent_who_does_not_serve_and_nobody_covered_who_was_not_mustered() -> None:
    """Each of these breaks the sum as well, unless another figure goes along."""
    moved = with_figure(with_figure(SOUND, "duty", 0, 1, 7), "duty", 1, 1, -4)
    assert broken(moved) == [("phases_sum", "duty.A.absent", 7, 6)]
    full = with_figure(with_figure(SOUND, "duty", 0, 1, 6), "duty", 1, 1, -3)
    assert broken(full) == []
    negative = with_figure(with_figure(SOUND, "rounds", 0, 2, 10), "rounds", 0, 3, -1)
    assert ("coverage_within_muster", "rounds.detainees.covered", 10, 9) in broken(negative)


def test_houses_add_up_to_their_city() -> None:
    part = tuple(one for one in EVERY if one.id not in ("between",))
    double = [replace(one, cells=tuple(tuple(2 * n for n in line) for line in one.cells)) for one in part]
    houses = (Sheet("QZ-D", part), Sheet("MJ-D", part))
    city = Sheet("TS", (*double, BETWEEN), houses)
    assert broken(city) == []
    off = with_figure(city, "gate", 1, 5, 7)
    assert broken(off) == [("houses_sum_to_city", "gate.vehicle.refused", 7, 2)]
    assert list(BY_NAME["houses_sum_to_city"](Sheet("TS", tuple(double)))) == []
    one = replace(city, houses=(with_figure(houses[0], "gate", 1, 5, 4), houses[1]))
    assert broken(one) == [("houses_sum_to_city", "gate.vehicle.refused", 2, 5)]
    assert list(BY_NAME["transfers_meet"](with_figure(city, "between", 3, 0, 3))) == [
        Difference("between.road_today", 3, 2)
    ]


def test_any_two_figures_of_a_house_that_change_places_are_caught() -> None:
    report = told()
    house = report.sheet.houses[0]
    pairs = [(one, other) for one, other in combinations(figures(house), 2) if one[3] != other[3]]
    for (table, row, column, figure), (name, line, place, other) in pairs:
        swapped = with_figure(with_figure(house, table, row, column, other), name, line, place, figure)
        city = replace(report.sheet, houses=(swapped, *report.sheet.houses[1:]))
        assert next(BY_NAME["houses_sum_to_city"](city), None) is not None, (table, row, name, line)
    assert len(pairs) > 1000


# Of each table the columns (of a table of one column: the rows) that a law only adds up: nothing in the sheet
# itself can tell the two of them apart, only the houses' own sums and yesterday's report can.
ALIKE: dict[str, tuple[frozenset[str], ...]] = {
    "custody_layers": (),
    "custody_sexes": (),
    "gate": (frozenset({"yesterday", "came"}),),
    "legs": (frozenset({"ended", "left", "today"}),),
    "obligations": (frozenset({"met", "late", "overdue", "missed", "open", "excused", "disputed"}),),
    "goods": (
        frozenset({"waiting_yesterday", "registered"}),
        frozenset({"finished", "waiting_today"}),
    ),
    "between": (frozenset({"road_yesterday", "sent"}), frozenset({"received", "road_today"})),
}
UNTIED = {"refused", "restarted"}  # read by no law


@pytest.mark.parametrize("table", [one for one in EVERY if one.id in ALIKE], ids=lambda one: one.id)
def test_any_two_totals_that_change_places_are_caught_by_the_sheet_alone(table: Table) -> None:
    flat = [(row, column) for row in range(len(table.rows)) for column in range(len(table.columns))]
    tried = 0
    for one, other in combinations(flat, 2):
        a, b = (table.cells[row][column] for row, column in (one, other))
        names = {_name(table, *one), _name(table, *other)}
        same_row = one[0] == other[0] or len(table.columns) == 1
        if a == b or names & UNTIED or (same_row and any(names <= group for group in ALIKE[table.id])):
            continue
        swapped = with_figure(with_figure(SOUND, table.id, *one, b), table.id, *other, a)
        assert broken(swapped), (table.id, one, other)
        tried += 1
    assert tried > 2


def _name(table: Table, row: int, column: int) -> str:
    return table.rows[row] if len(table.columns) == 1 else table.columns[column]
