"""The engine against trying everything: prices, bounds, and what cannot change or worsen an optimum."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lazaretto.roster.engine.judging import faults
from lazaretto.roster.engine.lines import lines
from lazaretto.roster.engine.pricing import Pricer
from lazaretto.roster.engine.problem import Answer, Contract, Problem
from lazaretto.roster.engine.solving import solve
from tests.properties.rosters import LETTERS, checked, optimum, problems, rows

EFFORT = 30.0
FEW = settings(max_examples=15, deadline=None)


def answer(problem: Problem) -> Answer:
    return solve(problem, effort=EFFORT)


def least(problem: Problem) -> int | None:
    """The proved optimum; None where nothing is possible."""
    found = answer(problem)
    assert found.proved
    if found.letters is None:
        assert found.cost is None
        return None
    assert checked(problem, found.letters) == found.cost == found.bound
    return found.cost


@FEW
@given(problems(people=1), st.randoms(use_true_random=False))
def test_a_best_row_is_the_best_of_all_rows(problem: Problem, chance: object) -> None:
    noise = np.random.Generator(np.random.Philox(key=chance.getrandbits(64)))  # type: ignore[attr-defined]
    prices = noise.integers(-9, 10, (problem.steps, LETTERS)).astype(float)
    member = problem.members[0]
    value, row = Pricer(lines(problem)[0]).best(prices)
    tried = [sum(prices[t, x] for t, x in enumerate(each)) for each in rows(problem, member)]
    assert value == min(tried, default=np.inf)
    assert not tried or not any(faults(problem, member, row))


@settings(FEW, max_examples=40)
@given(problems())
def test_trying_everything_finds_nothing_better(problem: Problem) -> None:
    assert least(problem) == optimum(problem)


@FEW
@given(problems())
def test_who_has_no_row_at_all_is_named(problem: Problem) -> None:
    without = tuple(n for n, member in enumerate(problem.members) if not rows(problem, member))
    assert answer(problem).stuck == without


@FEW
@given(problems(), st.integers(0, 20))
def test_a_short_look_says_nothing_false(problem: Problem, hundredths: int) -> None:
    found, best = solve(problem, effort=hundredths / 10_000), optimum(problem)
    assume(best is not None)
    assert found.bound <= (best or 0)
    assert found.letters is None or checked(problem, found.letters) >= (best or 0)


@FEW
@given(problems(), st.permutations(range(LETTERS)), st.randoms(use_true_random=False))
def test_other_names_change_nothing(problem: Problem, letters: list[int], chance: object) -> None:
    order = list(range(len(problem.members)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    old = np.argsort(letters)  # new letter → old one
    contract = problem.contracts[0]
    members = tuple(
        replace(
            m, allowed=m.allowed[:, old], costs=m.costs[:, old],
            counters=tuple(replace(c, takes=c.takes[..., old]) for c in m.counters),
        )
        for m in (problem.members[n] for n in order)
    )  # fmt: skip
    demands = tuple(
        replace(
            d, letters=tuple(letters[x] for x in d.letters),
            members=None if d.members is None else tuple(order.index(n) for n in d.members),
        )
        for d in problem.demands
    )  # fmt: skip
    contracts = (Contract("other", contract.after[:, old], contract.accepting),)
    other = replace(problem, contracts=contracts, members=members, demands=demands)
    assert least(other) == least(problem)


@FEW
@given(problems())
def test_without_a_rule_it_never_costs_more(problem: Problem) -> None:
    before = least(problem)
    assume(before is not None)
    freer = [replace(problem, members=tuple(replace(m, counters=()) for m in problem.members))]
    freer.append(replace(problem, demands=tuple(replace(d, most=None) for d in problem.demands)))
    open_ = tuple(replace(m, allowed=np.ones_like(m.allowed)) for m in problem.members)
    freer.append(replace(problem, members=open_))
    for each in freer:
        after = least(each)
        assert after is not None
        assert after <= (before or 0)


@FEW
@given(problems(people=4, steps=5))
def test_the_same_effort_finds_the_same(problem: Problem) -> None:
    one, other = (solve(problem, effort=0.05) for _ in range(2))
    assert (one.cost, one.bound, one.work) == (other.cost, other.bound, other.work)
    assert (one.letters is None) == (other.letters is None)
    assert one.letters is None or (one.letters == other.letters).all()
