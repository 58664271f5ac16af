"""More load never needs fewer cells, more cells never refuse oftener, and every law is one."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lazaretto.placement import queueing
from lazaretto.placement.forecasting import History, Question, forecast
from lazaretto.placement.queueing import Law, Mark
from lazaretto.placement.simulating import Arrivals, House, Part, simulate_cells

LOADS = st.fractions(min_value=0, max_value=60, max_denominator=50)
MARKS = st.lists(
    st.integers(1, 9).flatmap(lambda n: st.builds(Mark, st.integers(1, 5), st.just(n), st.integers(1, n))),
    min_size=1, max_size=4,
)  # fmt: skip
PARTS = st.integers(1, 9).flatmap(lambda n: st.builds(Part, st.integers(0, 1), st.just(n), st.integers(1, n)))
HISTORIES = st.builds(
    History, st.integers(5, 40), st.lists(st.tuples(PARTS), min_size=1, max_size=6).map(tuple)
)


@st.composite
def laws(draw: st.DrawFn) -> Law:
    weights = np.array(draw(st.lists(st.integers(0, 9), min_size=1, max_size=6)), float)
    weights[draw(st.integers(0, len(weights) - 1))] += 1
    law: Law = weights / weights.sum()
    return law


@given(LOADS, st.integers(0, 80))
def test_erlang_b_is_the_rational_recursion(load: Fraction, servers: int) -> None:
    exact = Fraction(1)
    for k in range(1, servers + 1):
        exact = load * exact / (k + load * exact)
    found = queueing.erlang_b(load=float(load), servers=servers)
    assert found == pytest.approx(float(exact), rel=1e-9, abs=1e-300)


@given(LOADS, LOADS, st.integers(0, 80), st.sampled_from([0.1, 0.01, 0.001]))
def test_more_load_never_refuses_less_and_more_servers_never_more(
    one: Fraction, other: Fraction, servers: int, refusal: float
) -> None:
    low, high = sorted((float(one), float(other)))
    assert queueing.erlang_b(load=low, servers=servers) <= queueing.erlang_b(load=high, servers=servers)
    assert queueing.erlang_b(load=high, servers=servers + 1) <= queueing.erlang_b(load=high, servers=servers)
    assert queueing.erlang_servers(load=low, refusal=refusal) <= queueing.erlang_servers(
        load=high, refusal=refusal
    )


@given(laws(), st.floats(0, 30), st.sampled_from([0.2, 0.01]))
def test_a_compound_poisson_law_has_its_moments_and_grows_with_the_rate(
    sizes: Law, rate: float, refusal: float
) -> None:
    law, people = queueing.compound_poisson(rate=rate, sizes=sizes), np.arange(len(sizes))
    assert law.sum() == pytest.approx(1, abs=1e-9)
    assert queueing.mean(law) == pytest.approx(rate * float(people @ sizes), abs=1e-9, rel=1e-9)
    assert queueing.variance(law) == pytest.approx(rate * float(people**2 @ sizes), abs=1e-8, rel=1e-8)
    more = queueing.compound_poisson(rate=rate + 1, sizes=sizes)
    assert queueing.fewest(law, refusal=refusal) <= queueing.fewest(more, refusal=refusal)


@given(MARKS, st.floats(0.01, 4), st.integers(1, 8))
@settings(max_examples=50)
def test_a_larger_cell_never_needs_more_cells(marks: list[Mark], rate: float, capacity: int) -> None:
    small = queueing.daily_need(rate=rate, marks=marks, capacity=capacity)
    large = queueing.daily_need(rate=rate, marks=marks, capacity=capacity + 1)
    assert small.sum() == pytest.approx(1, abs=1e-9)
    assert queueing.mean(large) <= queueing.mean(small) + 1e-9


@given(laws(), st.integers(0, 9))
def test_a_sum_of_days_has_the_sum_of_their_means(law: Law, days: int) -> None:
    whole = queueing.summed(law, times=days)
    assert queueing.mean(whole) == pytest.approx(days * queueing.mean(law), abs=1e-9)


@given(HISTORIES, st.integers(0, 12), st.sampled_from([0.1, 0.01]))
@settings(max_examples=25, deadline=None)
def test_more_arrivals_never_need_fewer_cells_and_more_cells_never_refuse_oftener(
    history: History, cells: int, refusal: float
) -> None:
    def ask(cells: int, times: float) -> tuple[int, float]:
        question = Question(cells=cells, capacity=4, leg=5, window=0, refusal=refusal, ahead=6, times=times)
        found = forecast(history, question)
        assert found is not None
        assert 0 <= found.refusal_now <= 1
        return found.needed, found.refusal_now

    assert ask(cells, 1)[0] <= ask(cells, 2)[0]
    assert ask(cells + 1, 1)[1] <= ask(cells, 1)[1] + 1e-12


@given(
    st.lists(st.tuples(PARTS), min_size=1, max_size=4), st.integers(0, 3), st.floats(0.1, 2), st.booleans()
)
@settings(max_examples=20, deadline=None)
def test_no_day_of_any_run_is_lost_or_counted_twice(
    groups: list[tuple[Part, ...]], window: int, rate: float, limited: bool
) -> None:
    house = House(np.eye(6)[5], 3, window, 0.05, 4 if limited else None)
    runs = simulate_cells(house, Arrivals(rate, groups, [1.0] * len(groups)), days=25, runs=6, seed=1)
    assert (runs.in_use.sum(axis=1) == runs.kept).all()
    assert (runs.short <= runs.wanted).all()
