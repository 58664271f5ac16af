"""A person's rules made small: alike states merged, impossible letters taken out, counters in their own units."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd

import numpy as np

from lazaretto.roster.problem import Counter, Flags, Ints, Member, Problem


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """A counter that can bind, in its own units: takes of shape (steps, states, letters), 0 ≤ least ≤ sum ≤ most."""

    takes: Ints
    least: int
    most: int


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """What a row of one person must satisfy.

    after: shape (states, letters), -1 forbidden; open: shape (steps, letters); costs the same, whole numbers.
    shape: equal for members whose automaton and takes are the same arrays, so that work on them is shared.
    """

    after: Ints
    accepting: Flags
    start: int
    open: Flags
    costs: Ints
    tallies: tuple[Tally, ...]


def lines(problem: Problem) -> tuple[Line, ...]:
    """The line of every member, in their order."""
    merged: dict[tuple[int, ...], tuple[Ints, Ints, Flags]] = {}
    return tuple(_line(problem, member, merged) for member in problem.members)


def _line(problem: Problem, member: Member, merged: dict[tuple[int, ...], tuple[Ints, Ints, Flags]]) -> Line:
    contract = problem.contracts[member.contract]
    shape = (problem.steps, *contract.after.shape)
    key = (member.contract, *(id(counter.takes) for counter in member.counters))
    if key not in merged:
        takes = [np.broadcast_to(counter.takes, shape) for counter in member.counters]
        merged[key] = _merge(contract.after, contract.accepting, takes)
    group, after, accepting = merged[key]
    first = np.array([int(np.flatnonzero(group == n)[0]) for n in range(len(accepting))])
    is_open = member.allowed.copy()
    tallies = []
    for counter in member.counters:
        takes_of = np.broadcast_to(counter.takes, shape)[:, first]
        most = counter.most
        if most is not None:
            is_open &= ~(takes_of > most).all(axis=1)
        tally = _tally(counter, takes_of, is_open)
        if tally is not None:
            tallies.append(tally)
    return Line(after, accepting, int(group[member.start]), is_open, member.costs, tuple(tallies))


def _merge(after: Ints, accepting: Flags, takes: list[Ints]) -> tuple[Ints, Ints, Flags]:
    """Moore's refinement: state → its group, and the automaton of the groups."""
    marks = [
        accepting[:, None].astype(np.int64),
        *(t.transpose(1, 0, 2).reshape(len(after), -1) for t in takes),
    ]
    group = _grouped(np.hstack(marks))
    while True:
        reached = np.where(after >= 0, group[after], -1)
        finer = _grouped(np.hstack([group[:, None], reached]))
        if finer.max() == group.max():
            break
        group = finer
    first = np.array([int(np.flatnonzero(group == n)[0]) for n in range(group.max() + 1)])
    return group, np.where(after[first] >= 0, group[after[first]], -1), accepting[first]


def _grouped(rows: Ints) -> Ints:
    """Rows → numbers of equal rows, numbered in the order of their first appearance."""
    seen: dict[bytes, int] = {}
    return np.array([seen.setdefault(row.tobytes(), len(seen)) for row in np.ascontiguousarray(rows)])


def _tally(counter: Counter, takes: Ints, is_open: Flags) -> Tally | None:
    """The counter in its own units; None where its bounds cannot bind."""
    unit = gcd(*(int(n) for n in np.unique(takes))) or 1
    takes = takes // unit
    reach = int(np.where(is_open[:, None, :], takes, 0).max(axis=(1, 2)).sum())
    least = -(-max(0, counter.least or 0) // unit)
    most = reach if counter.most is None else min(reach, counter.most // unit)
    return Tally(takes, least, most) if least > 0 or most < reach else None
