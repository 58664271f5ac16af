"""The planner of pools against the published table, a seeded simulation, and exact bounds."""

from pathlib import Path

import numpy as np
import pytest

from lazaretto.board.pooling import advice, best_size, clean, dorfman, plan, upper_bound
from lazaretto.board.pooling_question import assumed, question

BEGIN = assumed((Path(__file__).parents[3] / "assumptions" / "pooling-2022.yaml").read_bytes())
EXACT = {"sensitivity": 1.0, "specificity": 1.0}
TABLE = [
    (0.0001, 101, 0.0200, 0.2005, 0.1010, 0.0520),
    (0.001, 32, 0.0628, 0.2050, 0.1100, 0.0698),
    (0.005, 15, 0.1391, 0.2248, 0.1489, 0.1454),
    (0.01, 11, 0.1956, 0.2490, 0.1956, 0.2321),
    (0.02, 8, 0.2742, 0.2961, 0.2829, 0.3824),
    (0.05, 5, 0.4262, 0.4262, 0.5013, 0.6915),
    (0.1, 4, 0.5939, 0.6095, 0.7513, 0.9284),
]


@pytest.mark.parametrize(("p", "best", "least", "five", "ten", "twenty"), TABLE)
def test_the_published_table(
    p: float, best: int, least: float, five: float, ten: float, twenty: float
) -> None:
    assert best_size(p) == best
    assert dorfman(best, p) == pytest.approx(least, abs=5e-5)
    found = [dorfman(n, p) for n in (5, 10, 20)]
    assert found == pytest.approx([five, ten, twenty], abs=6e-5)


def crossing(one: int, other: int, low: float, high: float) -> float:
    """Where one size stops being better than another."""
    for _ in range(60):
        middle = (low + high) / 2
        if dorfman(one, middle) < dorfman(other, middle):
            low = middle
        else:
            high = middle
    return high


def test_the_crossovers_and_the_threshold() -> None:
    assert crossing(20, 10, 1e-4, 0.05) == pytest.approx(0.0054, abs=5e-5)
    assert crossing(10, 5, 1e-3, 0.1) == pytest.approx(0.0236, abs=5e-5)
    assert crossing(5, 3, 0.01, 0.2) == pytest.approx(0.094, abs=5e-4)
    assert crossing(20, 1, 0.01, 0.3) == pytest.approx(0.139, abs=5e-4)
    threshold = 1 - 3 ** (-1 / 3)
    assert threshold == pytest.approx(0.3067, abs=1e-4)
    assert best_size(threshold - 0.001) > 1
    assert best_size(threshold + 0.001) == 1


def simulated(p: float, *, attack: float | None, shuffled: bool, rounds: int = 4000) -> float:
    """Mean tests of 500 people in cells of ten, pooled by ten; the stream has a seed."""
    stream = np.random.Generator(np.random.PCG64(2022))
    if attack is None:
        ill = stream.random((rounds, 50, 10)) < p
    else:
        ill = (stream.random((rounds, 50, 1)) < p / attack) & (stream.random((rounds, 50, 10)) < attack)
    flat = ill.reshape(rounds, 500)
    if shuffled:
        flat = stream.permuted(flat, axis=1)
    positive = flat.reshape(rounds, 50, 10).any(axis=2).sum(axis=1)
    return float(np.mean(50 + 10 * positive))


def test_the_simulation_agrees_with_the_formula() -> None:
    assert 500 * dorfman(10, 0.002) == pytest.approx(59.91, abs=0.01)
    assert simulated(0.002, attack=None, shuffled=False) == pytest.approx(59.91, abs=0.6)


def test_pooling_by_cell_where_infections_lie_together() -> None:
    cells = question((10,) * 50, begin=BEGIN, prevalence=0.01, attack=0.5, **EXACT)
    by_cell = plan(cells, 10).tests
    assert by_cell == pytest.approx(60.1, abs=0.2)
    assert simulated(0.01, attack=0.5, shuffled=False) == pytest.approx(by_cell, abs=0.8)
    assert simulated(0.01, attack=0.5, shuffled=True) == pytest.approx(95.4, abs=2.0)


def test_sensitivity_and_specificity_move_the_tests() -> None:
    """Se lets positive pools through; 1 - Sp holds people of clean ones."""
    assert dorfman(10, 0.01, sensitivity=0.9) < dorfman(10, 0.01) < dorfman(10, 0.01, specificity=0.98)
    assert dorfman(1, 0.5, sensitivity=0.5) == 1


def test_a_tube_never_holds_two_cells() -> None:
    found = plan(question((7, 7, 3), begin=BEGIN, prevalence=0.0, **EXACT), 5)
    assert (found.tubes, found.tests, found.held) == (5, 5, 0)
    assert plan(question((7, 7, 3), begin=BEGIN, prevalence=0.0, **EXACT), 20).tubes == 3


def test_what_is_advised_follows_prevalence_and_stock() -> None:
    rare = question((20,) * 10, begin=BEGIN, prevalence=0.0005, attack=0.0, **EXACT)
    assert (advice(rare).advised, advice(rare).reason) == (20, "fewest_tests")
    often = question((20,) * 10, begin=BEGIN, prevalence=0.4, attack=0.0, **EXACT)
    assert (advice(often).advised, advice(often).reason) == (1, "single_beats")
    few = question((20,) * 10, begin=BEGIN, prevalence=0.4, attack=0.0, tubes=40, **EXACT)
    assert advice(few).reason == "stock"
    assert all(one.short > 0 for one in advice(few).plans)


def test_numbers_outside_their_range_are_refused() -> None:
    with pytest.raises(ValueError, match="prevalence"):
        question((10,), begin=BEGIN, prevalence=1.5)
    with pytest.raises(ValueError, match="no pool"):
        dorfman(0, 0.1)
    with pytest.raises(ValueError, match="cites a source"):
        assumed(Path("assumptions/pooling-2022.yaml").read_bytes().replace(b"cite: pooled-10", b"cite: gone"))


def test_the_upper_bound_is_exact() -> None:
    """Zero of n: 1 - 0.05^(1/n), the exact form of the rule of three."""
    assert upper_bound(0, 300, confidence=0.95) == pytest.approx(1 - 0.05 ** (1 / 300))
    assert upper_bound(2, 100, confidence=0.975) == pytest.approx(0.0704, abs=5e-4)
    assert upper_bound(0, 0, confidence=0.95) == 1.0


def test_a_pool_is_clean_as_its_people_are() -> None:
    assert clean(1, 0.01, 0.5) == pytest.approx(0.99)
    assert clean(10, 0.01, 0.5) > clean(10, 0.01, None)  # together they fill fewer pools
    assert clean(10, 0.6, 0.5) == clean(10, 0.6, None)  # more than the attack rate can give
