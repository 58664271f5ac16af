"""Columns of events."""

import numpy as np

from lazaretto.registers.events import CODE, FOREVER, MEANING, NAMES, Columns, joined, no_events


def columns(*occurred: int, key: int = 1) -> Columns:
    at = np.array(occurred, np.int64)
    same = np.full(len(at), key, np.int64)
    return Columns(same, same, at, at, np.full(len(at), FOREVER), same, same, np.arange(len(at)))


def test_codes_follow_the_order_of_the_list() -> None:
    assert [NAMES[CODE[name]] for name in MEANING] == list(MEANING)


def test_rows_between_are_half_open() -> None:
    rows = columns(10, 20, 20, 30)
    assert rows.between(20, 30).occurred.tolist() == [20, 20]
    assert rows.between(31, FOREVER).occurred.tolist() == []
    assert len(no_events().between(0, FOREVER)) == 0


def test_chosen_rows_keep_their_order() -> None:
    assert columns(10, 20, 30).where(np.array([True, False, True])).occurred.tolist() == [10, 30]


def test_joined_rows_are_sorted_and_ties_keep_the_order_of_the_parts() -> None:
    both = joined([columns(10, 20, key=1), no_events(), columns(5, 20, key=2)])
    assert both.occurred.tolist() == [5, 10, 20, 20]
    assert both.key.tolist() == [2, 1, 1, 2]


def test_joining_nothing_and_one() -> None:
    assert len(joined([])) == 0
    assert len(joined([no_events(), no_events()])) == 0
    one = columns(10)
    assert joined([no_events(), one]) is one


def test_forever_can_be_added_to() -> None:
    later = np.array([FOREVER]) + 10 * 366 * 86_400
    assert later[0] > FOREVER
