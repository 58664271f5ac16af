"""What a gate knows of somebody from their row and the officer's answers, and how answers are written."""

from typing import Any

import pytest

from lazaretto.facts.gate import Answer
from lazaretto.obligations.passing import TABLES, Told, heard, known, spoken, verdict
from lazaretto.protocol.compiling import MOST, compiled, evaluate, fitting
from lazaretto.protocol.document import Input, Table, Text
from tests.deciding import USUAL
from tests.unit.obligations.legs import PROTOCOL

AT, HOUR = 1_647_400_000, 3600
BY_ID = {table.id: compiled(table, version="four-layer-2022/1") for table in PROTOCOL.tables}


def leave(
    kind: str = "roster", zone: str | None = None, opens: int = AT, closes: int = AT + 1
) -> dict[str, Any]:
    return {"kind": kind, "basis": kind, "zone": zone, "opens": opens, "closes": closes, "conditions": None}


def row(**more: Any) -> dict[str, Any]:
    return {"leaves": [leave()], "isolating": [], "tested": [AT - 20 * HOUR], "gap": None, **more}


def told(answers: dict[str, Any] | None = None, *, zone: str = "administration", **more: Any) -> Told:
    return known(row(**more), answers or {}, at=AT, zone=zone)


def says(
    table: str, who: dict[str, Any] | None, zone: str = "guarded", **answers: Any
) -> tuple[str, str | None]:
    found = verdict(BY_ID[table], who, USUAL | answers, at=AT, zone=zone, emergency=False)
    return found.verdict, found.rule


@pytest.mark.parametrize(
    ("given", "zone", "opens"),
    [
        (leave(), "guarded", True),
        (leave(zone="administration"), "guarded", False),
        (leave(zone="guarded"), "administration", True),
        (leave(opens=AT + 1, closes=AT + 9), "guarded", False),
        (leave(opens=AT - 9, closes=AT), "guarded", False),
    ],
)
def test_a_leave_opens_its_zones_between_its_instants(given: dict[str, Any], zone: str, opens: bool) -> None:
    assert told(leaves=[given], zone=zone)["authorised"] is opens


def test_whoever_is_not_in_the_pack_was_let_in_by_nobody_and_nothing_else_is_known() -> None:
    found = known(None, {"authorised": True, "symptoms": False}, at=AT, zone="guarded")
    assert (found["authorised"], found["override"], found["symptoms"]) == (False, False, False)
    assert (found["quarantine_open"], found["test_age"], found["gap_unexplained"]) == (None, None, None)


def test_a_dead_pack_says_nothing_not_even_that_nobody_let_them_in() -> None:
    found = known(row(), {}, at=AT, zone="guarded", alive=False)
    assert (found["authorised"], found["quarantine_open"], found["test_age"]) == (None, None, None)


@pytest.mark.parametrize(
    ("isolating", "open_"),
    [
        ([], False),
        ([[AT, None]], True),
        ([[AT - 9, AT]], False),
        ([[AT - 9, AT + 1]], True),
        ([[AT + 1, None]], False),
    ],
)
def test_an_isolation_is_half_open(isolating: list[Any], open_: bool) -> None:
    assert told(isolating=isolating)["quarantine_open"] is open_


def test_of_two_negative_tests_the_younger_counts_and_none_from_tomorrow() -> None:
    assert told()["test_age"] == 20 * HOUR
    assert told({"test_age": 3 * HOUR})["test_age"] == 3 * HOUR
    assert told({"test_age": 30 * HOUR})["test_age"] == 20 * HOUR
    assert told({"test_age": -5})["test_age"] == 20 * HOUR
    assert told(tested=[AT + 1, AT - HOUR])["test_age"] == HOUR
    assert told(tested=[])["test_age"] is None


def test_a_gap_is_asked_about_unless_a_leader_let_them_in_personally() -> None:
    silent = {"since": AT - 72 * HOUR, "hours": 72, "broken": False}
    longer = {**silent, "since": AT - 72 * HOUR - 1}
    assert told(gap=silent)["gap_unexplained"] is False
    assert told(gap=longer)["gap_unexplained"] is True
    assert told(gap={**silent, "broken": True})["gap_unexplained"] is True
    assert told(gap=longer, leaves=[leave(), leave("approval")])["gap_unexplained"] is False
    assert says("gate.verdict", row(gap=longer)) == ("hold", "absent_unexplained")


@pytest.mark.parametrize(
    ("more", "rest", "sample"),
    [
        ({"goods": "food", "rests_until": AT + 1, "result": None}, "running", "awaited"),
        ({"goods": "food", "rests_until": AT, "result": "negative"}, "over", "negative"),
        ({"goods": "food", "rests_until": AT, "result": "grey"}, "over", "unclear"),
        ({"goods": "food", "rests_until": None, "result": None}, "running", "awaited"),
        ({"goods": "medical", "rests_until": AT + 1, "result": None}, "none_needed", "none_needed"),
        ({"goods": "medical", "rests_until": AT, "result": "positive"}, "none_needed", "positive"),
        ({"goods": None}, None, None),
    ],
)
def test_food_rests_and_is_sampled(more: dict[str, Any], rest: str | None, sample: str | None) -> None:
    found = told(**more)
    assert (found["rest"], found["sample"]) == (rest, sample)


def test_the_record_is_heard_before_the_officer() -> None:
    assert told({"goods": "medical"}, goods="food")["goods"] == "food"
    assert told({"disinfected": False}, disinfected=True)["disinfected"] is True
    assert told({"disinfected": False}, disinfected=None)["disinfected"] is False


@pytest.mark.parametrize("category", TABLES)
def test_whoever_is_as_they_should_be_comes_in(category: str) -> None:
    goods = {"goods": "food", "disinfected": True, "rests_until": AT, "result": "negative"}
    assert says(TABLES[category], row(**goods))[0] == "admit"


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"plate_read": False}, ("hold", "plate_unread")),
        ({"driver_cleared": False}, ("hold", "driver_held")),
        ({"prohibited_aboard": True}, ("refuse", "prohibited")),
        ({"seal": "broken"}, ("refuse", "seal_broken")),
        ({"seal": "intact"}, ("admit", "all_clear")),
        ({"seal": None}, ("hold", "something_unknown")),
        ({"disinfected": False}, ("hold", "not_disinfected")),
    ],
)
def test_a_vehicle(answers: dict[str, Any], rule: tuple[str, str]) -> None:
    assert says("gate.vehicle", row(), **answers) == rule
    assert says("gate.vehicle", None, **answers) == ("refuse", "not_authorised")


@pytest.mark.parametrize(
    ("goods", "rule"),
    [
        ({"goods": "parcel"}, ("refuse", "prohibited")),
        ({"goods": "food", "rests_until": AT, "result": "positive"}, ("refuse", "positive")),
        ({"goods": "food", "rests_until": AT + 1, "result": "negative"}, ("hold", "resting")),
        ({"goods": "food", "rests_until": AT, "result": None}, ("hold", "sample_awaited")),
        ({"goods": "food", "rests_until": AT, "result": "invalid"}, ("hold", "sample_unclear")),
        ({"goods": "medical", "leaves": []}, ("hold", "not_authorised")),
        ({"goods": "medical"}, ("admit", "cleared")),
    ],
)
def test_a_consignment(goods: dict[str, Any], rule: tuple[str, str]) -> None:
    assert says("gate.goods", row(**goods)) == rule


def test_what_is_open_still_is_what_nobody_has_answered() -> None:
    found = verdict(
        BY_ID["gate.verdict"], row(), {"identity_confirmed": True}, at=AT, zone="guarded", emergency=False
    )
    assert (found.verdict, found.rule) == ("hold", "something_unknown")
    assert found.open[:2] == ("health_code", "travel_code")
    assert "authorised" not in found.open


def column(kind: Any, unit: Any = None) -> dict[str, Any]:
    words = Text(zh_hans="t", zh_hant="t", en="t")
    codes = ("green", "red") if kind == "code" else ()
    asked = Input(id="asked", label=words, type=kind, unit=unit, codes=codes)
    table = Table(id="t", title=words, hit_policy="first", inputs=(asked,), rules=())
    found: dict[str, Any] = compiled(table, version="t/1")["inputs"][0]
    return found


@pytest.mark.parametrize(
    ("kind", "unit", "value", "word"),
    [
        ("boolean", None, True, "true"), ("boolean", None, False, "false"), ("code", None, "green", "green"),
        ("number", "Cel", 365, "36.5"), ("number", "Cel", 370, "37"), ("number", "Cel", -5, "-0.5"),
        ("number", "h", 172_800, "48"), ("number", "h", 172_801, "172801/3600"), ("number", "h", 1800, "0.5"),
        ("number", "people", 7, "7"), ("number", "d", 86_400, "1"), ("number", "min", 90, "1.5"),
    ],
)  # fmt: skip
def test_an_answer_as_a_fact_holds_it(kind: str, unit: str | None, value: Any, word: str) -> None:
    asked = column(kind, unit)
    assert spoken(asked, value) == word
    assert heard({"inputs": [asked]}, [Answer(input="asked", value=word)]) == {"asked": value}


@pytest.mark.parametrize(
    "word", ["warm", "36.55", "1/0", "1/2/3", "Infinity", "NaN", "0x10", "1e99999", "٣٧"]
)
def test_an_answer_that_is_no_number_of_whole_parts_is_unknown(word: str) -> None:
    asked = column("number", "Cel")
    assert heard({"inputs": [asked]}, [Answer(input="asked", value=word)]) == {"asked": None}


@pytest.mark.parametrize("value", [True, "365", MOST + 1, -MOST - 1, None])
def test_what_does_not_fit_a_number_is_unknown(value: Any) -> None:
    assert fitting(column("number", "Cel"), value) is None


def test_a_table_without_a_row_for_the_case_holds() -> None:
    words = Text(zh_hans="t", zh_hant="t", en="t")
    empty = Table(id="t", title=words, hit_policy="first", inputs=(), rules=())
    assert evaluate(compiled(empty, version="t/1"), {})[:2] == (None, "hold")
