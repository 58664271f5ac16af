"""Columns put beside columns, against plain loops."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.obligations.seeking import first_after, last_before, pairs, row_before, within_at_start
from lazaretto.registers.events import Columns, Ints, no_events

ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), max_size=12)
STAYS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9), st.integers(1, 5)), max_size=10)


def columns(rows: list[tuple[int, int]]) -> Columns:
    """Events of keys at instants, sorted by instant."""
    key, occurred = (np.array(part, np.int64) for part in zip(*sorted(rows, key=lambda r: r[1]), strict=True))
    nothing = np.zeros(len(key), np.int64)
    return Columns(key, nothing, occurred, nothing, nothing, nothing, nothing, np.arange(len(key)))


def ints(*numbers: int) -> Ints:
    return np.array(numbers, np.int64)


@given(ROWS, st.integers(0, 3), st.integers(0, 9))
def test_the_latest_before_and_the_first_after(rows: list[tuple[int, int]], key: int, moment: int) -> None:
    known = columns(rows) if rows else no_events()
    mine = [when for who, when in rows if who == key]
    row = int(row_before(known, ints(key), ints(moment))[0])
    before = [when for when in mine if when <= moment]
    assert (int(known.occurred[row]) if row >= 0 else None) == max(before, default=None)
    found, some = first_after(known, ints(key), ints(moment))
    after = [when for when in mine if when > moment]
    assert (int(found[0]) if some[0] else None) == min(after, default=None)


def test_the_latest_instant_before() -> None:
    known = columns([(1, 5), (1, 7), (2, 6)])
    asked = replace(known, occurred=ints(4, 6, 9))
    assert last_before(known, asked).tolist() == [-1, 6, 7]  # rows by instant: keys 1, 2, 1
    assert last_before(no_events(), asked).tolist() == [-1, -1, -1]


@given(st.lists(st.integers(0, 3), max_size=8), st.lists(st.integers(0, 3), max_size=8))
def test_every_pair_of_one_key(asked: list[int], known: list[int]) -> None:
    mine, theirs = pairs(ints(*asked), ints(*known))
    wanted = {(i, j) for i, one in enumerate(asked) for j, other in enumerate(known) if one == other}
    assert set(zip(mine.tolist(), theirs.tolist(), strict=True)) == wanted
    assert len(mine) == len(wanted)


@given(STAYS)
def test_how_many_are_there_when_one_comes(stays: list[tuple[int, int, int]]) -> None:
    group, start, end = (
        ints(*part)
        for part in (zip(*[(g, s, s + n) for g, s, n in stays], strict=True) if stays else ((), (), ()))
    )
    counted = within_at_start(group, start, end).tolist()
    for row, (g, s, _) in enumerate(stays):
        there = [
            other
            for other, (h, t, n) in enumerate(stays)
            if h == g and t <= s < t + n and (t < s or other <= row)
        ]
        assert counted[row] == len(there)
