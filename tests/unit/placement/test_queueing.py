"""The laws of queues against rational arithmetic and published values."""

from fractions import Fraction
from itertools import product
from math import comb, exp, factorial

import numpy as np
import pytest

from lazaretto.placement import queueing
from lazaretto.placement.queueing import Mark

SIZES = np.array([0, 0.65, 0.15, 0.10, 0.06, 0.04])
MARKS = [Mark(0.65, 1), Mark(0.15, 2, 2), Mark(0.10, 3, 1), Mark(0.06, 4, 3), Mark(0.04, 5, 1)]
CLOSE = 1e-9


def rational_erlang_b(load: Fraction, servers: int) -> Fraction:
    """a^c/c! ÷ Σ a^k/k!, the formula itself, without the recursion."""
    terms = [load**k / factorial(k) for k in range(servers + 1)]
    return terms[-1] / sum(terms)


@pytest.mark.parametrize(
    ("servers", "load", "published"),
    [
        (1, 1, 0.5), (2, 1, 0.2), (10, 5, 0.018384570336648), (20, 14, 0.030035483040503),
        (24, 14, 0.004329423214120), (30, 25, 0.052603172228141), (100, 84, 0.009872528609201),
        (120, 84, 4.0496908e-5),
    ],
)  # fmt: skip
def test_erlang_b_is_the_published_and_the_rational_value(servers: int, load: int, published: float) -> None:
    found = queueing.erlang_b(load=load, servers=servers)
    assert found == pytest.approx(published, abs=1e-12)
    assert found == pytest.approx(float(rational_erlang_b(Fraction(load), servers)), rel=CLOSE)


@pytest.mark.parametrize(
    ("load", "at_1_percent", "at_1_in_1000"), [(14, 23, 27), (28, 39, 45), (70, 85, 95), (84, 100, 110)]
)
def test_the_fewest_servers_are_the_published_ones(load: int, at_1_percent: int, at_1_in_1000: int) -> None:
    assert queueing.erlang_servers(load=load, refusal=0.01) == at_1_percent
    assert queueing.erlang_servers(load=load, refusal=0.001) == at_1_in_1000


def test_groups_make_the_published_compound_poisson_law() -> None:
    law = queueing.compound_poisson(rate=3 * 14, sizes=SIZES)
    assert queueing.mean(law) == pytest.approx(70.98, abs=CLOSE)
    assert queueing.variance(law) == pytest.approx(172.62, abs=CLOSE)
    assert [queueing.quantile(law, at) for at in (0.5, 0.95, 0.99, 0.999)] == [70, 93, 104, 116]
    assert law.sum() == pytest.approx(1, abs=1e-12)


def test_erlang_b_understates_arrivals_in_groups() -> None:
    """Which is why it must not be used for them."""
    law = queueing.compound_poisson(rate=3 * 14, sizes=SIZES)
    assert queueing.erlang_servers(load=70.98, refusal=0.01) < queueing.fewest(law, refusal=0.01)


def test_a_compound_poisson_law_is_the_sum_over_the_number_of_groups() -> None:
    """By hand: no groups, one, two … each as often as Poisson says, in fractions."""
    sizes = [Fraction(0), Fraction(3, 5), Fraction(1, 5), Fraction(1, 5)]
    power, exact = [Fraction(1)], [Fraction(0)] * 9
    for groups in range(9):  # nine groups have nine people or more
        for people, weight in enumerate(power[:9]):
            exact[people] += weight * Fraction(2**groups, factorial(groups))
        power = [
            sum((power[i] * sizes[n - i] for i in range(len(power)) if 0 <= n - i < 4), Fraction(0))
            for n in range(len(power) + 3)
        ]
    law = queueing.compound_poisson(rate=2, sizes=np.array(sizes, float))
    for people in range(9):
        assert law[people] == pytest.approx(float(exact[people]) * exp(-2), abs=1e-12)


def test_one_by_one_the_law_is_poisson() -> None:
    law = queueing.poisson(mean=5)
    assert [law[k] for k in range(6)] == pytest.approx([exp(-5) * 5**k / factorial(k) for k in range(6)])


def test_a_large_mean_loses_nothing() -> None:
    law = queueing.poisson(mean=3000)
    assert law.sum() == pytest.approx(1, abs=1e-9)
    assert (queueing.mean(law), queueing.variance(law)) == pytest.approx((3000, 3000), rel=1e-9)


def test_a_days_need_is_what_trying_every_day_gives() -> None:
    """Two marks, up to twelve groups, every combination of them, one by one."""
    marks, rate, capacity = [Mark(1, 3, 1), Mark(2, 2, 2)], 0.7, 4
    exact: dict[int, float] = {}
    for groups in range(13):
        for threes in range(groups + 1):
            twos = groups - threes
            weight = comb(groups, threes) * (1 / 3) ** threes * (2 / 3) ** twos
            people, apart = 3 * threes + 2 * twos, 2 if twos else min(threes, 1)
            cells = max(-(-people // capacity), apart)
            exact[cells] = exact.get(cells, 0) + weight * exp(-rate) * rate**groups / factorial(groups)
    law = queueing.daily_need(rate=rate, marks=marks, capacity=capacity)
    for cells in range(6):
        assert law[cells] == pytest.approx(exact.get(cells, 0), abs=CLOSE)


def test_co_defendants_cost_cells() -> None:
    together = queueing.daily_need(rate=3, marks=[Mark(m.weight, m.people) for m in MARKS], capacity=4)
    apart = queueing.daily_need(rate=3, marks=MARKS, capacity=4)
    assert queueing.mean(apart) > queueing.mean(together)


def test_cells_in_use_are_the_sum_over_the_days_of_the_leg() -> None:
    law, exact = np.array([0.5, 0.3, 0.2]), [Fraction(0)] * 7
    daily = [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)]
    for days in product(range(3), repeat=3):
        exact[sum(days)] += daily[days[0]] * daily[days[1]] * daily[days[2]]
    assert list(queueing.summed(law, times=3)) == pytest.approx([float(x) for x in exact], abs=1e-15)
    assert list(queueing.summed(law, times=0)) == [1]


def test_the_fewest_cells_are_the_first_that_are_enough() -> None:
    law = np.array([0.5, 0.3, 0.19, 0.01])
    assert [queueing.fewest(law, refusal=p) for p in (1, 0.5, 0.2, 0.1, 0.01, 0.001)] == [0, 0, 1, 2, 2, 3]
    assert queueing.exceeding(law, 1) == pytest.approx(0.2)
    assert queueing.exceeding(law, 9) == 0


@pytest.mark.parametrize("refusal", [0, -0.1, 1.5])
def test_a_refusal_outside_its_range_is_refused(refusal: float) -> None:
    with pytest.raises(ValueError, match="probability of refusal"):
        queueing.erlang_servers(load=3, refusal=refusal)


@pytest.mark.parametrize(
    ("sizes", "rate"), [([0.5, 0.6], 1), ([-0.1, 1], 1), ([0, 1.0], -1), ([0, 1.0], float("inf"))]
)
def test_sizes_and_rates_outside_their_range_are_refused(sizes: list[float], rate: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        queueing.compound_poisson(rate=rate, sizes=np.array(sizes))


def test_a_part_larger_than_its_group_is_refused() -> None:
    with pytest.raises(ValueError, match="no part larger"):
        queueing.daily_need(rate=1, marks=[Mark(1, 2, 3)], capacity=4)
    with pytest.raises(ValueError, match="above 0 and below 1"):
        queueing.quantile(np.ones(1), 1)
