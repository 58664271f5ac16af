"""Alike people gathered, against trying everything: prices, bounds, and rows told apart again."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lazaretto.roster.engine.flowing import Flow, flows
from lazaretto.roster.engine.gathering import Gathered, kinds
from lazaretto.roster.engine.limits import Limits
from lazaretto.roster.engine.lines import lines
from lazaretto.roster.engine.problem import Contract, Demand, Ints, Member, Problem
from lazaretto.roster.engine.solving import solve
from lazaretto.roster.engine.stock import Stock
from lazaretto.roster.engine.unwinding import unwind
from tests.properties.rosters import LETTERS, checked, optimum, problems, rows

FEW = settings(max_examples=25, deadline=None)


@st.composite
def alike(draw: st.DrawFn) -> Problem:
    """A question without counters, some of whose people are alike, each with the same even share."""
    problem = draw(problems(people=4))
    first, steps = replace(problem.members[0], counters=()), tuple(range(problem.steps))
    members = tuple(
        replace(first, name=m.name) if draw(st.integers(0, 3)) else replace(m, counters=())
        for m in problem.members
    )
    letters, share, most = (draw(st.integers(0, n)) for n in (LETTERS - 1, problem.steps, problem.steps))
    asked = draw(st.sampled_from([None, "under", "over", "both"]))
    own = tuple(
        Demand(
            "even", steps, (letters,), share, under=3 * (asked != "over"), over=2 * (asked != "under"),
            members=(n,), most=most if most > share else None,
        )
        for n in range(len(members)) if asked
    )  # fmt: skip
    return replace(problem, members=members, demands=(*problem.demands, *own))


@FEW
@given(alike())
def test_walks_find_what_trying_everything_finds(problem: Problem) -> None:
    stock = Stock(problem, lines(problem), Limits(effort=60.0))
    if stock.stuck:
        return
    best, found = optimum(problem), list[Ints]()
    bounds = list[float]()
    assert flows(stock)
    letters = np.stack([rows(problem, member)[0] for member in problem.members])
    Flow(stock, 1, found.append, bounds.append, alone=True).run(letters)
    if best is None:
        assert max(bounds) == stock.cover.forbidden
    else:
        assert min(checked(problem, each) for each in found) == best
        assert all(bound <= best + 1e-6 for bound in bounds)
        assert solve(problem, effort=60.0).cost == best


@FEW
@given(alike(), st.randoms(use_true_random=False))
def test_a_roster_is_gathered_and_told_apart_again(problem: Problem, chance: object) -> None:
    choices = [rows(problem, member) for member in problem.members]
    if not all(choices):
        return
    letters = np.stack([each[chance.randrange(len(each))] for each in choices])  # type: ignore[attr-defined]
    gathered = Gathered(problem, kinds(problem, lines(problem)))
    amounts = gathered.point(letters)
    told, _ = unwind(gathered, amounts)
    stock = Stock(problem, lines(problem), Limits(effort=1.0))
    assert (gathered.point(told) == amounts).all()
    assert int(amounts @ np.array(gathered.programme.price)) <= min(stock.cost(told), stock.cost(letters))


def test_who_is_to_stand_apart_is_a_kind_alone() -> None:
    problem = _same_people()
    together = kinds(problem, lines(problem))
    assert [kind.members for kind in together] == [(0, 1, 2)]
    apart = kinds(problem, lines(problem), frozenset({1}))
    assert sorted(kind.members for kind in apart) == [(0, 2), (1,)]


def _same_people() -> Problem:
    contract = Contract("free", np.zeros((1, 2), dtype=np.int64), np.ones(1, dtype=np.bool_))
    shape = (3, 2)
    members = tuple(
        Member(f"{n}", 0, 0, np.ones(shape, dtype=np.bool_), np.zeros(shape, dtype=np.int64))
        for n in range(3)
    )
    demands = (Demand("one", (0,), (1,), 1, under=5), Demand("two", (1, 2), (1,), 2, under=5, over=5))
    return Problem(3, ("x", "y"), (contract,), members, demands)
