"""Verdicts: which row speaks, what mattered, and that an unknown never admits."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.protocol.deciding import decide
from lazaretto.protocol.document import Protocol, Table
from lazaretto.protocol.partitioning import cut
from tests.unit.protocol.altering import altered

CASES = st.fixed_dictionaries(
    {},
    optional={
        "temperature": st.one_of(st.none(), st.integers(30, 45), st.decimals(30, 45, places=1)),
        "code": st.sampled_from([None, "green", "yellow", "red", "purple"]),
        "rostered": st.sampled_from([None, True, False]),
    },
)


@pytest.fixture
def gate(sound: Protocol) -> Table:
    return sound.tables[0]


@pytest.mark.parametrize(
    ("given_", "rule", "verdict", "mattered"),
    [
        ({"temperature": 38, "code": "green", "rostered": True}, "fever", "refuse", ("temperature",)),
        (
            {"temperature": Decimal("36.5"), "code": "red", "rostered": True},
            "coloured", "refuse", ("temperature", "code"),
        ),
        (
            {"temperature": Decimal("36.5"), "code": "green", "rostered": True},
            "welcome", "admit", ("temperature", "code", "rostered"),
        ),
        ({"code": "green", "rostered": True}, "otherwise", "hold", ("temperature", "code", "rostered")),
        ({}, "otherwise", "hold", ("temperature", "code", "rostered")),
    ],
)  # fmt: skip
def test_the_first_row_that_matches_speaks(
    gate: Table, given_: dict[str, Any], rule: str, verdict: str, mattered: tuple[str, ...]
) -> None:
    decision = decide(gate, given_)
    assert (decision.rule, decision.verdict, decision.mattered) == (rule, verdict, mattered)


def test_a_unique_table_looks_only_at_what_its_row_tests(sound: Protocol) -> None:
    decision = decide(sound.tables[1], {"hours": 50})
    assert (decision.rule, decision.mattered) == ("rested", ("hours",))
    assert decision.say == sound.tables[1].rules[0].say


@given(case=CASES)
def test_an_unknown_never_admits(sound: Protocol, case: dict[str, Any]) -> None:
    decision = decide(sound.tables[0], case)
    unknown = any(case.get(name) is None for name in ("temperature", "code", "rostered"))
    assert not (decision.verdict == "admit" and (unknown or case["code"] == "purple"))


@given(case=CASES)
def test_what_did_not_matter_could_have_been_anything(sound: Protocol, case: dict[str, Any]) -> None:
    table = sound.tables[0]
    decision = decide(table, case)
    for name in {"temperature", "code", "rostered"} - set(decision.mattered):
        for value in (None, 36, "red", True, False):
            assert decide(table, {**case, name: value}).rule == decision.rule


def test_no_row_holds_and_says_so(sound: Protocol) -> None:
    draft = altered(sound, "tables[0].rules", sound.tables[0].rules[:1]).tables[0]
    decision = decide(draft, {"temperature": 36})
    assert (decision.rule, decision.verdict) == (None, "hold")
    assert "ask the leader" in decision.say.en


def test_every_cell_of_a_checked_table_is_decided_by_exactly_its_row(sound: Protocol) -> None:
    """The boxes of :mod:`partitioning` and the rows of :mod:`deciding` agree on every case there is."""
    for table in sound.tables:
        grid = cut(table)
        for cells in product(*(range(len(some)) for some in grid.cells)):
            case = {c.id: grid.cells[n][cells[n]].value for n, c in enumerate(table.inputs)}
            inside = [
                rule.id
                for rule, box in zip(table.rules, grid.boxes, strict=True)
                if all(mask >> cell & 1 for mask, cell in zip(box, cells, strict=True))
            ]
            assert inside
            assert decide(table, case).rule == inside[0]
