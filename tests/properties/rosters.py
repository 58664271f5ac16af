"""Small rosters by chance, and their optimum by trying everything."""

from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st

from lazaretto.roster.engine.judging import broken, cost, faults
from lazaretto.roster.engine.problem import Contract, Counter, Demand, Ints, Member, Problem

STATES, LETTERS = 3, 3
Draw = Any


@st.composite
def contracts(draw: Draw) -> Contract:
    """An automaton; letter 0 is open everywhere, so that rows there are."""
    cells = st.integers(-1, STATES - 1)
    after = np.array([[draw(cells) for _ in range(LETTERS)] for _ in range(STATES)], dtype=np.int64)
    after[:, 0] = np.maximum(after[:, 0], 0)
    accepting = np.array([draw(st.integers(0, 4)) > 0 for _ in range(STATES)])
    return Contract("drawn", after, accepting)


@st.composite
def counters(draw: Draw, steps: int) -> tuple[Counter, ...]:
    """Up to two counters: of letters, and of letters in states at steps."""
    by_letter = np.array([[[2 * draw(st.integers(0, 2)) for _ in range(LETTERS)]]], dtype=np.int64)
    by_state = np.array(
        [[[draw(st.integers(0, 1)) for _ in range(LETTERS)] for _ in range(STATES)] for _ in range(steps)],
        dtype=np.int64,
    )
    found = (
        Counter("by letter", by_letter, draw(st.sampled_from([None, 0, 2])), draw(st.integers(4, 12))),
        Counter("by state", by_state, most=draw(st.sampled_from([None, 1, 2, 3]))),
    )
    return found[: draw(st.integers(0, 2))]


@st.composite
def problems(draw: Draw, people: int = 3, steps: int = 4) -> Problem:
    """A question small enough to try everything."""
    count, length = draw(st.integers(1, people)), draw(st.integers(2, steps))
    contract = draw(contracts())
    members = []
    for n in range(count):
        shape = (length, LETTERS)
        cells = [draw(st.integers(0, 6)) for _ in range(length * LETTERS)]
        costs = np.array(cells, dtype=np.int64).reshape(shape)
        allowed = np.array([draw(st.integers(0, 7)) > 0 for _ in cells]).reshape(shape)
        members.append(
            Member(f"{n}", 0, draw(st.integers(0, STATES - 1)), allowed, costs, draw(counters(length)))
        )
    demands = tuple(draw(_demand(count, length)) for _ in range(draw(st.integers(1, 5))))
    return Problem(length, ("x", "y", "z"), (contract,), tuple(members), demands)


@st.composite
def _demand(draw: Draw, people: int, steps: int) -> Demand:
    days = draw(st.sets(st.integers(0, steps - 1), min_size=1))
    letters = draw(st.sets(st.integers(0, LETTERS - 1), min_size=1, max_size=2))
    among = draw(st.none() | st.sets(st.integers(0, people - 1), min_size=1))
    need = draw(st.integers(0, people))
    return Demand(
        "drawn", tuple(sorted(days)), tuple(sorted(letters)), need,
        under=draw(st.integers(0, 20)), over=draw(st.integers(0, 3)),
        members=None if among is None else tuple(sorted(among)),
        most=draw(st.sampled_from([None, None, need, need + 1])),
    )  # fmt: skip


def rows(problem: Problem, member: Member) -> list[Ints]:
    """Every row that keeps a member's rules."""
    letters = range(len(problem.letters))
    tried = (np.array(row, dtype=np.int64) for row in product(letters, repeat=problem.steps))
    return [row for row in tried if not any(faults(problem, member, row))]


def optimum(problem: Problem) -> int | None:
    """The price of the cheapest roster by trying all; None where there is none."""
    choices = [rows(problem, member) for member in problem.members]
    own = [[int(m.costs[np.arange(problem.steps), row].sum()) for row in each]
           for m, each in zip(problem.members, choices, strict=True)]  # fmt: skip
    total = np.zeros((1,), dtype=np.int64)
    held = np.zeros((1, len(problem.demands)), dtype=np.int64)
    for n, each in enumerate(choices):
        if not each:
            return None
        counts = np.array([[_counts(d, n, row) for d in problem.demands] for row in each], dtype=np.int64)
        total = (total[:, None] + np.array(own[n])[None]).ravel()
        held = (held[:, None] + counts[None]).reshape(-1, len(problem.demands))
    keep = np.ones(len(total), dtype=bool)
    for d, demand in enumerate(problem.demands):
        total += demand.under * np.maximum(0, demand.need - held[:, d])
        total += demand.over * np.maximum(0, held[:, d] - demand.need)
        keep &= held[:, d] <= (demand.most if demand.most is not None else held[:, d].max())
    return int(total[keep].min()) if keep.any() else None


def _counts(demand: Demand, n: int, row: Ints) -> int:
    if demand.members is not None and n not in demand.members:
        return 0
    return sum(int(row[t]) in demand.letters for t in demand.steps)


def checked(problem: Problem, letters: Ints) -> int:
    """The price of a roster that breaks nothing."""
    assert not broken(problem, letters)
    return cost(problem, letters)
