"""The simulator against the laws in the special cases, and its two books in every run."""

import numpy as np
import pytest

from lazaretto.placement import queueing
from lazaretto.placement.queueing import Mark
from lazaretto.placement.simulating import (
    Arrivals,
    House,
    Part,
    interval,
    simulate_cells,
    simulate_places,
)
from lazaretto.placement.streams import stream

FORTNIGHT = np.eye(15)[14]
ONE = np.array([0, 1.0])
MARKS = [Mark(0.6, 1), Mark(0.3, 3, 2), Mark(0.1, 6, 1)]
ARRIVALS = Arrivals(0.8, [[Part(0, m.people, m.apart)] for m in MARKS], [m.weight for m in MARKS])


@pytest.mark.parametrize("stay", [FORTNIGHT, None], ids=["fixed", "exponential"])
def test_one_by_one_it_refuses_as_erlang_says_whatever_the_stay(stay: queueing.Law | None) -> None:
    refused, area, stayed = simulate_places(
        rate=1, sizes=ONE, stay=stay, mean_stay=14, places=20, arrivals=5_000, runs=40, seed=7
    )
    assert queueing.erlang_b(load=14, servers=20) in interval(refused)
    assert np.allclose(area, stayed, rtol=1e-9)  # Little's law, in every run


def test_in_groups_as_many_are_there_as_the_compound_poisson_law_says() -> None:
    sizes = np.array([0, 0.65, 0.15, 0.10, 0.06, 0.04])
    refused, area, stayed = simulate_places(
        rate=1, sizes=sizes, stay=FORTNIGHT, mean_stay=14, places=90, arrivals=3_000, runs=30, seed=7
    )
    law = queueing.compound_poisson(rate=14, sizes=sizes)
    assert refused.max() == 0
    assert queueing.mean(law) in interval(area)
    assert np.allclose(area, stayed, rtol=1e-9)


def test_same_day_cells_are_as_many_as_the_summed_daily_needs() -> None:
    runs = simulate_cells(House(FORTNIGHT, 4), ARRIVALS, days=98, runs=400, seed=7)
    law = queueing.summed(queueing.daily_need(rate=0.8, marks=MARKS, capacity=4), times=14)
    settled = runs.in_use[:, 27::14]  # days a leg apart know nothing of each other
    assert queueing.mean(law) in interval(settled.mean(axis=1))
    for cells in (10, 14, 18):
        assert queueing.exceeding(law, cells) in interval((settled > cells).mean(axis=1))
    assert runs.short.max() == 0


@pytest.mark.parametrize("window", [0, 2])
@pytest.mark.parametrize("cells", [None, 6])
@pytest.mark.parametrize("restart", [0.0, 0.02])
def test_littles_law_holds_in_every_run(window: int, cells: int | None, restart: float) -> None:
    house = House(np.array([0, 0, 0, 0.5, 0, 0, 0.5]), 4, window, restart, cells)
    runs = simulate_cells(house, ARRIVALS, days=60, runs=50, seed=3, begun=(2, 5))
    assert (runs.in_use.sum(axis=1) == runs.kept).all()
    assert cells is None or runs.in_use.max() <= cells
    assert (runs.short > 0).any() == (cells is not None)


def test_a_window_saves_cells_and_restarts_cost_them() -> None:
    def used(window: int, restart: float) -> float:
        house = House(FORTNIGHT, 4, window, restart)
        return float(simulate_cells(house, ARRIVALS, days=80, runs=100, seed=5).in_use[:, 30:].mean())

    assert used(2, 0) < used(0, 0) < used(0, 0.03)


def test_cells_that_were_in_use_are_free_when_they_were_said_to_be() -> None:
    nobody = Arrivals(0.0, [[Part(0, 1)]], [1.0])
    runs = simulate_cells(House(FORTNIGHT, 4), nobody, days=5, runs=2, seed=1, begun=(1, 3, 3))
    assert runs.in_use.tolist() == [[3, 2, 2, 0, 0]] * 2


def test_a_draw_depends_on_its_name_and_seed_alone() -> None:
    one, again = (simulate_cells(House(FORTNIGHT, 4), ARRIVALS, days=9, runs=9, seed=2) for _ in range(2))
    assert (one.in_use == again.in_use).all()
    assert stream(1, "a").random() == stream(1, "a").random()
    assert stream(1, "a").random() != stream(1, "b").random()
