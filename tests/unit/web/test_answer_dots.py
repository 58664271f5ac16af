"""Answers as dots: one axis for all, alike ones on each other, the worst told by shape."""

from typing import Any

from lazaretto.board.roll_call_history import ShiftHistory, by_shift
from lazaretto.web.answer_dots import WIDTH, axis_of, dotted
from tests.unit.board.test_roll_calls import DAY, seen
from tests.unit.obligations.test_roll_calls import (
    DIFFERS,
    GATHERED,
    at,
    called,
    closed,
    counted,
    recount,
    second_count,
)


def shift(*calls: Any) -> ShiftHistory:
    (found,) = by_shift(calls, labels=(DAY,))
    return found


def answered(minute: int) -> Any:
    gathered = at(minute, GATHERED.body, "S1")
    return seen(called(), gathered, counted(minute + 1, "D1"), second_count(minute + 2, "D2"))


def test_what_never_answered_has_no_picture() -> None:
    assert dotted(shift(seen(called(), closed(30, "D2", "stood_down"))), axis=12, limit=10) is None


def test_the_axis_is_the_same_for_all_and_holds_the_slowest_and_the_limit() -> None:
    assert axis_of([], limit=None) == 12
    assert axis_of([shift(answered(4))], limit=10) == 12
    assert axis_of([shift(answered(4)), shift(answered(31))], limit=10) == 33


def test_dots_stand_at_their_minutes_alike_ones_on_each_other() -> None:
    found = dotted(shift(answered(4), answered(4), answered(11)), axis=16, limit=10)
    assert found is not None
    first, second, third = found.dots
    assert (first.x, first.y != second.y, first.x == second.x) == (second.x, True, True)
    assert float(first.x) < float(found.limit or 0) < float(third.x) < WIDTH
    assert found.middle == first.x
    assert [one.kind for one in found.dots] == ["met", "met", "late"]


def test_counts_that_differed_and_findings_are_told_by_shape() -> None:
    differed = seen(*DIFFERS, recount(12, "D3"), closed(14, "D3"))
    found = seen(*DIFFERS, recount(12, "D3"), closed(14, "D3", "found"))
    picture = dotted(shift(differed, found), axis=12, limit=None)
    assert picture is not None
    assert ({one.kind for one in picture.dots}, picture.limit) == ({"disputed", "breach"}, None)
