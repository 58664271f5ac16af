"""Columns line up on a terminal whatever the script."""

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.cli.aligning import aligned, width

CELLS = st.text(st.sampled_from("ab 监所每日é"), max_size=6)


def test_chinese_takes_two_places() -> None:
    assert width("监所 ab") == 7
    assert width("e\u0301") == 1


def test_columns_begin_at_the_same_place() -> None:
    assert aligned([("监所", "x"), ("ab", "y")]) == ["监所  x", "ab    y"]
    assert aligned([("n", "10"), ("n", "7")], right=frozenset({1})) == ["n  10", "n   7"]


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_every_last_column_begins_at_the_same_place(rows: list[list[str]]) -> None:
    marked = [[*row, "|"] for row in rows]
    assert len({width(line) for line in aligned(marked)}) == 1
