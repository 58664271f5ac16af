"""The verdict at a gate: a compiled table says what its table says; no unknown, no stranger is admitted."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.facts.gate import Answer
from lazaretto.obligations.passing import TABLES, heard, spoken, verdict
from lazaretto.protocol.compiling import MOST, PARTS, compiled, evaluate, fitting
from lazaretto.protocol.deciding import decide
from lazaretto.protocol.document import Input, Table, Unit
from tests.deciding import AT, POINTS, Case, a_row, a_table, case, fair, some_answers
from tests.unit.obligations.legs import PROTOCOL

GATE = tuple(table for table in PROTOCOL.tables if table.id in TABLES.values())
seeds = st.randoms(use_true_random=False)
# The smallest step of each unit that is both whole parts and a decimal of a few places: 1/400 of an hour.
STEPS: dict[Unit | None, tuple[Decimal, int]] = {
    "Cel": (Decimal("0.1"), 1),
    "h": (Decimal("0.0025"), 9),
    None: (Decimal(1), 1),
    "people": (Decimal(1), 1),
}


def _value(draw: Random, column: Input) -> tuple[Any, Any]:
    """One value twice: as the table is told it, and in whole parts of its unit."""
    if column.type == "number":
        step, parts = STEPS[column.unit]
        near = int(Decimal(draw.choice(POINTS[column.id])) / step) + draw.randint(-3, 3)
        return near * step, near * parts
    odd = draw.choice((None, "purple", 7))
    word = draw.choice((True, False) if column.type == "boolean" else column.codes)
    return (word, word) if draw.random() < 0.8 else (odd, odd)


@given(draw=seeds)
def test_a_compiled_table_says_what_the_table_says(draw: Random) -> None:
    table = a_table(draw)
    values = {column.id: _value(draw, column) for column in table.inputs if draw.random() < 0.8}
    wanted = decide(table, {name: told for name, (told, _) in values.items()})
    found = evaluate(compiled(table, version="t/1"), {name: parts for name, (_, parts) in values.items()})
    assert (found.rule, found.verdict, found.mattered) == (wanted.rule, wanted.verdict, wanted.mattered)
    assert found.say["zh-Hans"] == wanted.say.zh_hans


def test_the_units_of_the_cases_are_those_of_the_parts() -> None:
    assert all(PARTS.get(unit, 1) * step == parts for unit, (step, parts) in STEPS.items())


@given(draw=seeds)
def test_an_unknown_never_admits(draw: Random) -> None:
    """Whoever is admitted, by a rule that lifts nothing, is known in everything that decided."""
    asked = fair(draw, draw.choice(GATE))
    passing = asked.judged()
    lifted = {rule.id for rule in asked.table.rules if rule.lifts}
    assert passing.verdict != "admit" or passing.rule in lifted or passing.open == ()


@given(draw=seeds)
def test_to_know_less_admits_nobody_more(draw: Random) -> None:
    asked = fair(draw, draw.choice(GATE))
    kept = draw.sample(sorted(asked.answers), draw.randint(0, len(asked.answers)))
    fewer = asked._replace(answers={name: asked.answers[name] for name in kept})
    if fewer.judged().verdict == "admit":
        assert asked.judged().verdict == "admit"


def test_the_fair_cases_are_admitted_and_held_and_refused() -> None:
    """The laws above would hold of nothing if nobody were admitted."""
    drawn = [
        fair(Random(n), table).judged()  # noqa: S311  # a seed names the case, nothing is kept secret
        for n in range(200)
        for table in GATE
    ]
    assert {passing.verdict for passing in drawn} == {"admit", "hold", "refuse"}
    assert sum(passing.verdict == "admit" for passing in drawn) > len(drawn) // 5


@given(draw=seeds, zone=st.sampled_from(("administration", "guarded")), alive=st.booleans())
def test_nobody_outside_the_pack_is_admitted_save_in_an_emergency(
    draw: Random, zone: str, alive: bool
) -> None:
    table = draw.choice(GATE)
    answers = some_answers(draw, table) | {"authorised": True, "override": True, "emergency": True}
    asked = Case(table, None, answers, AT, zone, False, alive)
    assert asked.judged().verdict != "admit"
    assert asked._replace(emergency=True).judged().verdict == "admit"


@given(draw=seeds)
def test_nobody_is_admitted_on_a_pack_that_is_dead(draw: Random) -> None:
    asked = Case(draw.choice(GATE), a_row(draw), {}, AT, "administration", False, False)
    answers = some_answers(draw, asked.table)
    assert asked._replace(answers=answers).judged().verdict != "admit"


@given(draw=seeds)
def test_no_officer_can_say_what_the_record_alone_tells(draw: Random) -> None:
    asked = case(draw, GATE)
    record = {
        column.id: draw.choice((True, False, 1, "over"))
        for column in asked.table.inputs
        if column.told_by == "record"
    }
    silent = {name: value for name, value in asked.answers.items() if name not in record}
    assert asked._replace(answers=silent | record).judged() == asked._replace(answers=silent).judged()


@given(draw=seeds)
def test_what_a_fact_holds_of_an_answer_is_heard_as_it_was_said(draw: Random) -> None:
    table = compiled(a_table(draw), version="t/1")
    told = {c["id"]: fitting(c, v) for c in table["inputs"] for v in [_any(draw, c)]}
    answers = [
        Answer(input=c["id"], value=spoken(c, told[c["id"]]))
        for c in table["inputs"]
        if told[c["id"]] is not None
    ]
    assert heard(table, answers) == {name: value for name, value in told.items() if value is not None}


def _any(draw: Random, column: dict[str, Any]) -> Any:
    if column["type"] == "number":
        return draw.choice((0, -1, 365, 172_801, draw.randint(-MOST, MOST)))
    return draw.choice((True, False) if column["type"] == "boolean" else column["codes"])


@pytest.mark.parametrize("table", GATE, ids=lambda table: table.id)
def test_an_emergency_and_a_named_override_open_every_table(table: Table) -> None:
    leave = {
        "kind": "override",
        "basis": "X",
        "zone": None,
        "opens": AT,
        "closes": AT + 1,
        "conditions": None,
    }
    row = {"leaves": [leave], "isolating": [[AT - 9, None]], "tested": [], "gap": None}
    given_ = {"identity_confirmed": True}
    told = verdict(compiled(table, version="t/1"), row, given_, at=AT, zone="guarded", emergency=False)
    assert (told.verdict, told.rule) == ("admit", "overridden")
