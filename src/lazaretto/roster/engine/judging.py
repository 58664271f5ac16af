"""Problem + letters → what a roster costs, and which of its rows break a hard rule."""

from collections.abc import Iterator

import numpy as np

from lazaretto.roster.engine.problem import Demand, Ints, Member, Problem


def cost(problem: Problem, letters: Ints) -> int:
    """The price of a roster, shape (members, steps), that breaks no hard rule."""
    steps = np.arange(problem.steps)
    rows = sum(int(m.costs[steps, row].sum()) for m, row in zip(problem.members, letters, strict=True))
    return rows + sum(price(demand, count(demand, letters)) for demand in problem.demands)


def price(demand: Demand, held: int) -> int:
    """What it costs to meet a demand with so many."""
    return demand.under * max(0, demand.need - held) + demand.over * max(0, held - demand.need)


def count(demand: Demand, letters: Ints) -> int:
    """How many count towards a demand."""
    among = slice(None) if demand.members is None else list(demand.members)
    held = letters[among][:, list(demand.steps)]
    return sum(int((held == letter).sum()) for letter in demand.letters)


def broken(problem: Problem, letters: Ints) -> tuple[int, ...]:
    """Numbers of members whose row breaks a rule of theirs; -1 where a demand's most is passed."""
    rows = tuple(n for n, m in enumerate(problem.members) if any(faults(problem, m, letters[n])))
    over = any(d.most is not None and count(d, letters) > d.most for d in problem.demands)
    return (*rows, -1) if over else rows


def faults(problem: Problem, member: Member, row: Ints) -> Iterator[str]:
    """What is wrong with one person's row: *allowed*, *contract*, or the name of a counter."""
    if not member.allowed[np.arange(problem.steps), row].all():
        yield "allowed"
    contract = problem.contracts[member.contract]
    states = [member.start]
    for letter in row:
        states.append(int(contract.after[states[-1], letter]))
        if states[-1] < 0:
            yield "contract"
            return
    if not contract.accepting[states[-1]]:
        yield "contract"
    for counter in member.counters:
        shape = (problem.steps, *contract.after.shape)
        takes = np.broadcast_to(counter.takes, shape)
        total = sum(int(takes[t, s, letter]) for t, (s, letter) in enumerate(zip(states, row, strict=False)))
        if total < (counter.least or 0) or (counter.most is not None and total > counter.most):
            yield counter.name
