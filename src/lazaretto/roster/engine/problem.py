"""What a roster is asked for, as values: people, what each may do step after step, and what is needed.

A *step* is a block of days or a day; a *letter* is what one person does in one step. Nothing here knows
what a letter means. Prices are whole numbers; what comes first has the greater price. Demands may be missed
at their price, so that a shortage is an answer and not a failure; contracts, counters and ``allowed`` are
never broken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Contract:
    """Which rows of letters a person may be given: a finite automaton, shared by whoever is bound alike.

    after: the state after a letter, shape (states, letters); -1 where the letter is forbidden in that state.
    accepting: whether a row may end in a state, shape (states,). Lengths of runs, successions, least days
    off, "A only after B" and "at most k in m" are states. Alike states are merged by the engine: write them
    plainly.
    """

    name: str
    after: Ints
    accepting: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Counter:
    """What adds up along a person's row and is bounded, as minutes, nights or weekends are.

    takes: what a letter given in a state at a step adds, never negative; any shape that broadcasts to
    (steps, states, letters), so (1, 1, letters) where only the letter matters. The state is the one *before*
    the letter (Sunday counts as a weekend's first day if the state says that Saturday was free). least,
    most: the bounds of the sum over the whole row, both allowed; None where there is none. What was counted
    before the first step is taken off the bounds by who asks. Units are free: the engine divides by the
    greatest common one.
    """

    name: str
    takes: Ints
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One person. contract: number in ``Problem.contracts``; start: the state before the first step.

    allowed: which letters are open at which step, shape (steps, letters): leave, qualifications; exactly one
    where the past or a promise is kept. costs: the price of a letter at a step, of the same shape, never
    negative: wishes, changes against a roster that is to be kept, fairness.
    """

    name: str
    contract: int
    start: int
    allowed: Flags
    costs: Ints
    counters: tuple[Counter, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """How many are needed: of ``members`` (numbers; None: of all) with one of ``letters`` in ``steps``.

    Each step in which a member holds one of the letters counts once. under: the price of each one missing
    from ``need``; over: of each one beyond it. most: more than so many is forbidden (None: never). Several
    demands on the same steps and letters add up, so a price that rises with the shortage is two demands; one
    over a whole horizon with ``members=(n,)`` is a price of fairness.
    """

    name: str
    steps: tuple[int, ...]
    letters: tuple[int, ...]
    need: int
    under: int = 0
    over: int = 0
    members: tuple[int, ...] | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A question. letters: their names, for whoever reads; numbers elsewhere are places in these rows."""

    steps: int
    letters: tuple[str, ...]
    contracts: tuple[Contract, ...]
    members: tuple[Member, ...]
    demands: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work has come: seconds since it began, the best price (None: none yet), what is proved."""

    seconds: float
    cost: int | None
    bound: int


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A roster: letters by member and step, shape (members, steps); None where none was found.

    cost: its price. bound: no roster can cost less. proved: cost equals bound, or nothing can satisfy the
    question. stuck: numbers of members whose contract, counters and ``allowed`` leave no row at all. work:
    the engine's own measure of effort.
    """

    letters: Ints | None
    cost: int | None
    bound: int
    proved: bool
    stuck: tuple[int, ...] = ()
    progress: Sequence[Progress] = ()
    work: float = 0.0
