"""Boxes: what subtraction leaves is exactly what an exhaustive count leaves."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.protocol.partitioning import MOST_BOXES, Box, TooLarge, common, without

SIDES = (3, 2, 4)
BOXES = st.tuples(*(st.integers(0, 2**side - 1) for side in SIDES))
WHOLE: Box = tuple(2**side - 1 for side in SIDES)


def cases(box: Box) -> set[tuple[int, ...]]:
    """Every case of a box, one by one."""
    return set(product(*([n for n in range(8) if mask >> n & 1] for mask in box)))


@given(box=BOXES, others=st.lists(BOXES, max_size=5))
def test_what_is_left_is_what_counting_leaves(box: Any, others: list[Any]) -> None:
    left = without(box, others)
    told = [case for piece in left for case in cases(piece)]
    assert len(told) == len(set(told)), "the pieces are disjoint"
    assert set(told) == cases(box) - set().union(*(cases(other) for other in others))


@given(one=BOXES, other=BOXES)
def test_what_is_common_is_what_counting_finds(one: Any, other: Any) -> None:
    both = common(one, other)
    assert (cases(both) if both else set()) == cases(one) & cases(other)


def test_too_many_pieces_are_refused_not_waited_for() -> None:
    whole = (0b11,) * 40
    boxes = [tuple(0b01 if n in (i, i + 1) else 0b11 for n in range(40)) for i in range(0, 40, 2)]
    with pytest.raises(TooLarge):
        without(whole, boxes)
    assert MOST_BOXES > 1000
