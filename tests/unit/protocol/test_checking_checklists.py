"""Every check of checklists, by name: silent on the sound document, and speaking when that breaks."""

from typing import Any

import pytest

from lazaretto.protocol.checks.checklists import (
    checklists_can_be_answered,
    hazards_fall_due,
    items_have_a_place,
)
from lazaretto.protocol.checks.numbers import numbers_agree
from lazaretto.protocol.document import Protocol
from tests.unit.protocol.altering import altered, part, said

YES, NUMBER, CHOICE = (f"checklists[0].items[{n}]" for n in range(3))


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (f"{YES}.at_least", 3, "answer_shapeless"),
        (f"{NUMBER}.at_least", None, "answer_shapeless"),
        (f"{CHOICE}.choices", (), "answer_shapeless"),
        (f"{NUMBER}.at_most", 5, "bounds_reversed"),
        (f"{YES}.weight", 0, "weightless"),
    ],
)
def test_checklists_can_be_answered(sound: Protocol, path: str, value: Any, code: str) -> None:
    assert said(checklists_can_be_answered, sound) == []
    assert [found for found, _ in said(checklists_can_be_answered, altered(sound, path, value))] == [code]


def test_choices_must_differ(sound: Protocol) -> None:
    alike = altered(sound, f"{CHOICE}.choices[1].fails", False)
    assert [found for found, _ in said(checklists_can_be_answered, alike)] == ["choices_alike"]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (f"{YES}.area", "roof", "area_unknown"),
        (f"{YES}.about", "weather", "matter_unknown"),
    ],
)
def test_items_have_a_place(sound: Protocol, path: str, value: Any, code: str) -> None:
    assert said(items_have_a_place, sound) == []
    assert [found for found, _ in said(items_have_a_place, altered(sound, path, value))] == [code]


def test_an_area_without_items_is_named(sound: Protocol) -> None:
    emptied = altered(sound, "checklists[0].items", part(sound, "checklists[0].items")[:2])
    assert said(items_have_a_place, emptied) == [("area_empty", "checklists[0].areas[1]")]


def test_hazards_fall_due(sound: Protocol) -> None:
    assert said(hazards_fall_due, sound) == []
    due = part(sound, "checklists[0].due")
    without = altered(sound, "checklists[0].due", {"ordinary": 7, "serious": 7})
    assert said(hazards_fall_due, without) == [("hazard_never_due", "checklists[0].due")]
    later = altered(sound, "checklists[0].due", due | {"major": 8})
    assert said(hazards_fall_due, later) == [("hazard_due_later", "checklists[0].due")]


def test_a_bound_a_weight_and_a_term_are_parameters(sound: Protocol) -> None:
    for path in (f"{NUMBER}.at_least", f"{YES}.weight"):
        assert said(numbers_agree, altered(sound, path, 9)) == [("number_unsourced", path)]
    due = altered(sound, "checklists[0].due", {"ordinary": 9, "serious": 7, "major": 7})
    assert said(numbers_agree, due) == [("number_unsourced", "checklists[0].due.ordinary")]
