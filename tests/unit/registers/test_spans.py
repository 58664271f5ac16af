"""From *this began* and *that ended* to half-open stretches."""

import numpy as np
import pytest

from lazaretto.registers.events import FOREVER, Columns, Ints, no_events
from lazaretto.registers.spans import Spans, carried_on, moment, span_at, spans, value_at


def ints(*numbers: int) -> Ints:
    return np.array(numbers, np.int64)


def events(*rows: tuple[int, int], value: int = 0) -> Columns:
    """Rows of (key, occurred); recorded in the order given."""
    key, occurred = (ints(*column) for column in zip(*rows, strict=True))
    n = np.arange(len(rows))
    gone = np.full(len(rows), FOREVER)
    return Columns(key, n, occurred, n, gone, np.full(len(rows), value), n, n)


def stretches(held: Spans) -> list[tuple[int, int, int]]:
    return list(zip(held.key.tolist(), held.start.tolist(), held.end.tolist(), strict=True))


def test_a_start_lasts_until_the_next_start_or_end_of_its_key() -> None:
    held = spans(events((1, 10), (2, 15), (1, 30)), events((1, 20), (2, 40)))
    assert stretches(held) == [(1, 10, 20), (1, 30, FOREVER), (2, 15, 40)]


def test_nothing_gives_nothing() -> None:
    assert stretches(spans(no_events(), no_events())) == []
    assert stretches(spans(no_events(), events((1, 10)))) == []


def test_at_one_instant_an_end_comes_before_a_start() -> None:
    assert stretches(spans(events((1, 10), (1, 20)), events((1, 20)))) == [(1, 10, 20), (1, 20, FOREVER)]


def test_of_two_starts_at_one_instant_the_later_recorded_holds() -> None:
    held = spans(events((1, 10), (1, 10)), no_events())
    assert stretches(held) == [(1, 10, FOREVER)]
    assert held.fact.tolist() == [1]


def test_questions_about_stretches_are_half_open() -> None:
    held = spans(events((1, 10)), events((1, 20)))
    assert [len(held.at(t)) for t in (9, 10, 19, 20)] == [0, 1, 1, 0]
    assert len(held.covering(10, 20)) == 1
    assert len(held.covering(9, 20)) == 0
    assert len(held.covering(10, 21)) == 0
    assert len(held.touching(19, 30)) == 1
    assert len(held.touching(20, 30)) == 0
    assert len(held.touching(0, 10)) == 0


def test_the_state_of_a_key_at_an_instant() -> None:
    held = spans(events((1, 10), (3, 10), value=7), events((1, 20)))
    keys, instants = ints(1, 1, 1, 3, 2), ints(9, 10, 20, 10**9, 15)
    assert value_at(held, keys, instants, default=-1).tolist() == [-1, 7, -1, 7, -1]
    assert span_at(held, keys, instants).tolist() == [-1, 0, -1, 1, -1]


def test_no_state_at_all() -> None:
    nothing = spans(no_events(), no_events())
    assert value_at(nothing, ints(1), ints(10), default=5).tolist() == [5]
    assert span_at(nothing, ints(1), ints(10)).tolist() == [-1]


def test_what_merely_goes_on_is_one_stretch() -> None:
    held = spans(events((1, 10), (1, 20), (1, 30), (2, 30)), events((1, 25)))
    one = carried_on(held, np.ones(4, np.bool_), alike=held.value)
    assert stretches(one) == [(1, 10, 25), (1, 30, FOREVER), (2, 30, FOREVER)]
    assert stretches(carried_on(held, np.zeros(4, np.bool_), alike=held.value)) == stretches(held)
    assert stretches(carried_on(held, np.ones(4, np.bool_), alike=held.start)) == stretches(held)
    nothing = spans(no_events(), no_events())
    assert carried_on(nothing, np.zeros(0, np.bool_), alike=nothing.value) is nothing


def test_moments_sort_by_key_then_instant() -> None:
    made = moment(ints(0, 0, 1, 2**28 - 1), ints(5, FOREVER, 0, FOREVER))
    assert made.tolist() == sorted(made.tolist())
    assert (made >> 35).tolist() == [0, 0, 1, 2**28 - 1]


@pytest.mark.parametrize("instant", [-1, -(10**10)])
def test_before_1970_is_the_first_moment(instant: int) -> None:
    assert moment(ints(4), ints(instant)).tolist() == moment(ints(4), ints(0)).tolist()
