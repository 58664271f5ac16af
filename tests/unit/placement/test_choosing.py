"""Which law answers which question."""

import numpy as np
import pytest

from lazaretto.placement import queueing
from lazaretto.placement.choosing import need
from lazaretto.placement.queueing import Mark

GROUPS = [Mark(65, 1), Mark(15, 2, 2), Mark(10, 3), Mark(6, 4), Mark(4, 5)]


@pytest.mark.parametrize(("load", "cells"), [(14, 23), (28, 39), (70, 85), (84, 100)])
def test_one_by_one_is_erlangs_formula(load: int, cells: int) -> None:
    found = need(rate=load / 14, marks=[Mark(1, 1)], days=14, capacity=1, refusal=0.01)
    assert (found.law, found.cells) == ("erlang_b", cells)
    assert found.one_fewer is not None
    assert found.refused <= 0.01 < found.one_fewer


def test_groups_are_never_given_to_erlangs_formula() -> None:
    found = need(rate=3, marks=GROUPS, days=14, capacity=1, refusal=0.01)
    assert (found.law, found.quantiles) == ("compound_poisson", (70, 93, 104, 116))
    assert found.in_use == pytest.approx(70.98)
    assert found.cells > queueing.erlang_servers(load=70.98, refusal=0.01)


def test_people_of_one_day_share_cells_and_those_who_come_are_asked() -> None:
    found = need(rate=0.5, marks=GROUPS, days=5, capacity=4, refusal=0.01)
    daily = queueing.daily_need(rate=0.5, marks=GROUPS, capacity=4)
    come = np.concatenate([[0], daily[1:]]) / daily[1:].sum()
    asked = np.convolve(queueing.summed(daily, times=4), come)
    assert found.law == "same_day_cohorts"
    assert found.cells == queueing.fewest(asked, refusal=0.01)
    assert found.in_use == pytest.approx(5 * queueing.mean(daily))


def test_where_nobody_comes_nothing_is_needed() -> None:
    for marks, capacity in ((GROUPS, 1), (GROUPS, 4)):
        found = need(rate=0, marks=marks, days=5, capacity=capacity, refusal=0.1)
        assert found.in_use == 0
        assert found.quantiles == (0, 0, 0, 0)
    assert need(rate=0, marks=GROUPS, days=5, capacity=4, refusal=0.1).cells == 0


def test_numbers_outside_their_range_are_refused() -> None:
    with pytest.raises(ValueError, match="kept for a day"):
        need(rate=1, marks=GROUPS, days=0, capacity=1, refusal=0.01)
