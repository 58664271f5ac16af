"""A person's rules made small: alike states are one, impossible letters out, counters in their own units."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np

from lazaretto.roster.engine.problem import Contract, Flags, Ints, Member, Problem


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """A counter that can bind. takes: shape (steps, states, letters), shared by alike members.

    0 ≤ least ≤ sum ≤ most, all in the counter's own unit.
    """

    takes: Ints
    least: int
    most: int


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """What a row of one person must satisfy.

    after: shape (states, letters), -1 forbidden; open: shape (steps, letters); costs the same, whole numbers.
    The arrays of alike members are the same objects, so that work on them can be shared.
    """

    after: Ints
    accepting: Flags
    start: int
    open: Flags
    costs: Ints
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Merged:
    """An automaton without alike states. group: state → its number; first: its number → one such state."""

    group: Ints
    first: Ints
    after: Ints
    accepting: Flags


class _Known:
    """What was made small already: automata by contract and takes, takes by their array and automaton."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.merged: dict[tuple[int, ...], _Merged] = {}
        self.takes: dict[tuple[int, int], tuple[int, Ints]] = {}

    def automaton(self, member: Member) -> _Merged:
        """The member's automaton; states that count differently stay apart."""
        telling = [c.takes for c in member.counters if c.takes.ndim > 1 and c.takes.shape[-2] > 1]
        key = (member.contract, *sorted({id(takes) for takes in telling}))
        if key not in self.merged:
            contract = self.problem.contracts[member.contract]
            self.merged[key] = _merge(
                contract, [takes.reshape((1,) * (3 - takes.ndim) + takes.shape) for takes in telling]
            )
        return self.merged[key]

    def small(self, takes: Ints, merged: _Merged) -> tuple[int, Ints]:
        """A counter's unit, and its takes in it over the merged states, shape (steps, states, letters)."""
        key = (id(takes), id(merged))
        if key not in self.takes:
            unit = gcd(*(int(n) for n in np.unique(takes))) or 1
            whole = takes.reshape((1,) * (3 - takes.ndim) + takes.shape) // unit
            of_states = whole[:, merged.first] if whole.shape[1] > 1 else whole
            self.takes[key] = unit, np.broadcast_to(of_states, (self.problem.steps, *merged.after.shape))
        return self.takes[key]


def lines(problem: Problem) -> tuple[Line, ...]:
    """The line of every member, in their order."""
    known = _Known(problem)
    return tuple(_line(member, known) for member in problem.members)


def _line(member: Member, known: _Known) -> Line:
    merged = known.automaton(member)
    small = [known.small(counter.takes, merged) for counter in member.counters]
    is_open = member.allowed.copy()
    for counter, (unit, takes) in zip(member.counters, small, strict=True):
        if counter.most is not None:
            is_open &= takes.min(axis=1) * unit <= counter.most
    tallies = []
    for counter, (unit, takes) in zip(member.counters, small, strict=True):
        reach = int(np.where(is_open, takes.max(axis=1), 0).max(axis=1).sum())
        most = reach if counter.most is None else min(reach, counter.most // unit)
        least = max(0, -(-(counter.least or 0) // unit))
        if least > 0 or most < reach:
            tallies.append(Tally(takes, least, most))
    start = int(merged.group[member.start])
    return Line(merged.after, merged.accepting, start, is_open, member.costs, tuple(tallies))


def _merge(contract: Contract, telling: Sequence[Ints]) -> _Merged:
    """Moore's refinement: states that accept, count and lead alike become one."""
    states = len(contract.after)
    rows = [takes.transpose(1, 0, 2).reshape(states, -1) for takes in telling]
    group = _numbered(np.hstack([contract.accepting[:, None].astype(np.int64), *rows]))
    while True:
        reached = np.where(contract.after >= 0, group[contract.after], -1)
        finer = _numbered(np.hstack([group[:, None], reached]))
        if finer.max() == group.max():
            break
        group = finer
    first = np.array([int(np.flatnonzero(group == n)[0]) for n in range(group.max() + 1)])
    after = contract.after[first]
    return _Merged(group, first, np.where(after >= 0, group[after], -1), contract.accepting[first])


def _numbered(rows: Ints) -> Ints:
    """Rows → numbers, equal for equal rows, in the order of their first appearance."""
    seen: dict[bytes, int] = {}
    return np.array([seen.setdefault(row.tobytes(), len(seen)) for row in np.ascontiguousarray(rows)])


def ahead(line: Line) -> Flags:
    """Which states a row can be in before each step and still end well, shape (steps + 1, states)."""
    steps, states = len(line.open), len(line.after)
    there = np.zeros((steps + 1, states), dtype=bool)
    there[0, line.start] = True
    for t in range(steps):
        to = np.where(line.open[t] & there[t][:, None], line.after, -1)
        there[t + 1, to[to >= 0]] = True
    there[steps] &= line.accepting
    for t in reversed(range(steps)):
        leads = line.open[t] & (line.after >= 0) & there[t + 1][line.after]
        there[t] &= leads.any(axis=1)
    return there
