"""The checks of decision tables, by name."""

from typing import Any

import msgspec
import pytest

from lazaretto.protocol.checks.tables import (
    lifting_rows_stand_on_the_record,
    tables_can_be_read,
    tables_have_no_dead_row,
    tables_have_no_gap,
    tables_have_no_overlap,
    unknown_never_admits,
)
from lazaretto.protocol.document import Input, Protocol, Rule, Table, Text
from tests.unit.protocol.altering import altered, said


def words(text: str) -> Text:
    return Text(zh_hans=text, zh_hant=text, en=text)


def table(hit_policy: Any, inputs: dict[str, Any], rows: dict[str, Any]) -> Table:
    """A table from ``{"t": "number", "c": ("green", "red")}`` and ``{"row": ({"t": "< 3"}, "admit")}``."""
    columns = tuple(
        Input(id=name, label=words(name), type="code", codes=kind)
        if isinstance(kind, tuple)
        else Input(id=name, label=words(name), type=kind)
        for name, kind in inputs.items()
    )
    rules = tuple(
        Rule(id=name, when=when, verdict=verdict, say=words("do"), cite=("practice",))
        for name, (when, verdict) in rows.items()
    )
    return Table(id="tt", title=words("table"), hit_policy=hit_policy, inputs=columns, rules=rules)


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ({"temperature": "warm"}, "test_unreadable"),
        ({"temperature": "> 37.3 < 40"}, "test_unreadable"),
        ({"code": "purple"}, "test_unreadable"),
        ({"rostered": "yes"}, "test_unreadable"),
        ({"rostered": ""}, "test_unreadable"),
        ({"height": "> 3"}, "input_unknown"),
    ],
)
def test_tables_can_be_read_or_the_test_is_named(sound: Protocol, when: dict[str, str], code: str) -> None:
    (name,) = when
    broken = altered(sound, "tables[0].rules[0].when", when)
    assert said(tables_can_be_read, broken) == [(code, f"tables[0].rules[0].when.{name}")]
    assert {c for c, _ in said(tables_have_no_gap, broken)} <= {
        "gap"
    }  # a test of no sense stops nothing else


def test_tables_can_be_read_when_a_code_input_lists_its_codes(sound: Protocol) -> None:
    assert ("codes_missing", "tables[0].inputs[1].codes") in said(
        tables_can_be_read, altered(sound, "tables[0].inputs[1].codes", ())
    )


def test_tables_have_no_gap_at_the_unknown(sound: Protocol) -> None:
    rows = {"hot": ({"t": ">= 37.3"}, "refuse"), "cool": ({"t": "< 37.3"}, "admit")}
    broken = altered(sound, "tables", (table("unique", {"t": "number"}, rows),))
    (problem,) = tables_have_no_gap(broken, None)
    assert problem.code == "gap"
    assert problem.message.endswith("no row speaks of t unknown")


def test_tables_have_no_gap_at_a_threshold(sound: Protocol) -> None:
    rows = {"hot": ({"t": "> 37.3"}, "refuse"), "cool": ({"t": "< 37.3 | unknown"}, "hold")}
    (problem,) = tables_have_no_gap(altered(sound, "tables", (table("unique", {"t": "number"}, rows),)), None)
    assert problem.message.endswith("t = 37.3")


def test_tables_have_no_gap_though_twelve_inputs_make_millions_of_cases(sound: Protocol) -> None:
    inputs = {f"n{number}": "number" for number in range(12)}
    rows = {f"r{n}": ({f"n{n}": ">= 3 & < 5 | > 9"}, "refuse") for n in range(12)}
    whole = table("first", inputs, {**rows, "rest": ({}, "hold")})
    assert said(tables_have_no_gap, altered(sound, "tables", (whole,))) == []
    open_ = table("first", inputs, rows)
    assert said(tables_have_no_gap, altered(sound, "tables", (open_,))) == [("gap", "tables[0]")]


def test_tables_have_no_overlap_under_unique(sound: Protocol) -> None:
    rows = {"hot": ({"t": ">= 37.3"}, "refuse"), "cool": ({"t": "<= 37.3 | unknown"}, "hold")}
    (problem,) = tables_have_no_overlap(
        altered(sound, "tables", (table("unique", {"t": "number"}, rows),)), None
    )
    assert (problem.code, problem.path) == ("overlap", "tables[0].rules[1]")
    assert problem.message == "rows `hot` and `cool` both speak of t = 37.3"
    first = altered(sound, "tables", (table("first", {"t": "number"}, rows),))
    assert said(tables_have_no_overlap, first) == []


def test_tables_have_no_dead_row_behind_others(sound: Protocol) -> None:
    rows: dict[str, Any] = {"any": ({}, "hold"), "hot": ({"t": ">= 37.3"}, "refuse")}
    assert said(
        tables_have_no_dead_row, altered(sound, "tables", (table("first", {"t": "number"}, rows),))
    ) == [("row_dead", "tables[0].rules[1]")]


def test_tables_have_no_dead_row_that_contradicts_itself(sound: Protocol) -> None:
    rows: dict[str, Any] = {"never": ({"t": "> 5 & < 3"}, "refuse"), "rest": ({}, "hold")}
    assert said(
        tables_have_no_dead_row, altered(sound, "tables", (table("first", {"t": "number"}, rows),))
    ) == [("row_dead", "tables[0].rules[0]")]


def test_unknown_never_admits_in_a_unique_table(sound: Protocol) -> None:
    rows = {"hot": ({"t": ">= 37.3"}, "refuse"), "cool": ({"t": "< 37.3 | unknown"}, "admit")}
    broken = altered(sound, "tables", (table("unique", {"t": "number"}, rows),))
    assert said(unknown_never_admits, broken) == [("unknown_admits", "tables[0].rules[1]")]


def test_unknown_never_admits_through_a_row_that_catches_the_rest(sound: Protocol) -> None:
    inputs = {"t": "number", "c": ("green", "red")}
    rows: dict[str, Any] = {
        "hot": ({"t": ">= 37.3"}, "refuse"),
        "red": ({"c": "red"}, "refuse"),
        "rest": ({}, "admit"),
    }
    broken = altered(sound, "tables", (table("first", inputs, rows),))
    assert said(unknown_never_admits, broken) == [("unknown_admits", "tables[0].rules[2]")] * 2
    shut = {"blank": ({"t": "unknown"}, "hold"), "none": ({"c": "unknown"}, "hold"), **rows}
    assert said(unknown_never_admits, altered(sound, "tables", (table("first", inputs, shut),))) == []


@pytest.mark.parametrize(
    ("when", "told_by", "found"),
    [
        ({"alarm": "true"}, "record", []),
        ({"alarm": "true"}, "officer", ["lifted_by_nobody"]),
        (
            {"alarm": "true"},
            "either",
            ["lifted_by_nobody"],
        ),  # where the record is silent the officer would do
        ({"alarm": "true | unknown"}, "record", ["lifted_by_nobody"]),
        ({"alarm": "true", "t": "< 40 | unknown"}, "record", ["lifted_by_nobody"]),
        ({}, "record", ["lifted_by_nobody"]),
    ],
)
def test_lifting_rows_stand_on_the_record(
    sound: Protocol, when: dict[str, str], told_by: Any, found: list[str]
) -> None:
    rows = {"open": (when, "admit"), "hot": ({"t": ">= 37.3"}, "refuse"), "rest": ({}, "hold")}
    drawn = table("first", {"t": "number", "alarm": "boolean"}, rows)
    inputs = (drawn.inputs[0], msgspec.structs.replace(drawn.inputs[1], told_by=told_by))
    rules = (msgspec.structs.replace(drawn.rules[0], lifts=True), *drawn.rules[1:])
    lifted = altered(sound, "tables", (msgspec.structs.replace(drawn, inputs=inputs, rules=rules),))
    assert [code for code, _ in said(lifting_rows_stand_on_the_record, lifted)] == found
    assert said(unknown_never_admits, lifted) == []
    assert said(unknown_never_admits, altered(lifted, "tables[0].rules[0].lifts", False)) != []
