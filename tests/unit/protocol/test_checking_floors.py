"""The checks of floors, by name."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.protocol.checks.floors import baseline_is_at_hand, floor_clauses_hold, floors_hold, laxer
from lazaretto.protocol.document import Parameter, Protocol
from tests.unit.protocol.altering import altered, said, without


def parameter(sound: Protocol, name: str, value: str, unit: Any, floor: Any) -> Parameter:
    return msgspec.structs.replace(sound.parameters[0], id=name, value=value, unit=unit, floor=floor)


def test_baseline_is_at_hand_when_one_is_named(sound: Protocol) -> None:
    named = altered(sound, "baseline", "community/1")
    assert said(baseline_is_at_hand, named) == [("baseline_absent", "baseline")]
    assert said(baseline_is_at_hand, sound) == [("baseline_unnamed", "")]
    assert said(baseline_is_at_hand, altered(sound, "kind", "baseline")) == []
    other = msgspec.structs.replace(sound, id="community")
    assert said(baseline_is_at_hand, named, other) == []


@pytest.mark.parametrize(
    ("value", "unit", "floor", "code"),
    [
        ("21", "d", "min", None),
        ("14", "d", "min", None),
        ("22", "d", "min", "floor_broken"),
        ("500", "h", "min", None),
        ("505", "h", "min", "floor_broken"),
        ("20", "d", "max", "floor_broken"),
        ("21", "d", "max", None),
        ("3", "times", "min", "floor_unlike"),
        ("99", "d", None, None),
    ],
)
def test_floors_hold_in_the_declared_direction(
    sound: Protocol, value: str, unit: str, floor: str | None, code: str | None
) -> None:
    baseline = altered(sound, "parameters", (parameter(sound, "leg.days", value, unit, floor),))
    expected = [] if code is None else [(code, "parameters[0].value")]
    assert said(floors_hold, sound, baseline) == expected


def test_floors_hold_not_by_leaving_them_out(sound: Protocol) -> None:
    baseline = altered(sound, "parameters", (parameter(sound, "mask.hours", "4", "h", "max"),))
    assert said(floors_hold, sound, baseline) == [("floor_missing", "parameters")]


@given(
    value=st.integers(0, 10_000), floor=st.integers(0, 10_000), unit=st.sampled_from(["min", "h", "d"]),
    way=st.sampled_from(["min", "max"]),
)  # fmt: skip
def test_floors_hold_for_equals_and_turn_round_with_the_direction(
    sound: Protocol, value: int, floor: int, unit: str, way: str
) -> None:
    own, least = (parameter(sound, "xx", str(v), unit, way) for v in (value, floor))
    verdict = laxer(own, least)
    assert verdict is (value < floor if way == "min" else value > floor)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("clauses[0].levels", ("closed",), "levels"),
        ("clauses[0].severity", "warning", "severity"),
        ("clauses[0].duty.grace", 61, "duty.grace"),
        ("clauses[0].duty.who", "quarantined", "duty.who"),
        ("clauses[0].duty.layers", (1,), "duty.layers"),
        ("clauses[2].duty.within", 121, "duty.within"),
        ("clauses[2].duty.leeway", 1, "duty.leeway"),
        ("clauses[2].duty.trigger", "symptoms", "duty.trigger"),
        ("clauses[5].duty.on_days", (1, 20), "duty.on_days"),
    ],
)
def test_floor_clauses_hold_field_by_field(sound: Protocol, path: str, value: Any, where: str) -> None:
    number = path[: path.index("]") + 1]
    baseline = altered(sound, f"{number}.floor", True)
    assert said(floor_clauses_hold, sound, baseline) == []
    assert said(floor_clauses_hold, altered(sound, path, value), baseline) == [
        ("floor_clause_laxer", f"{number}.{where}")
    ]


def test_floor_clauses_hold_not_by_leaving_them_out(sound: Protocol) -> None:
    baseline = altered(sound, "clauses[0].floor", True)
    broken = without(sound, "clauses", "hygiene.temperature")
    assert said(floor_clauses_hold, broken, baseline) == [("floor_clause_missing", "clauses")]
