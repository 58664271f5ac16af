"""How many swabs a tube should hold: tubes, tests, people held, and hours, for each size of pool.

Dorfman 1943: ``E(n, p) = 1/n + 1 - (1 - p)^n`` tests a person for n of 2 and more, and with sensitivity and
specificity ``1/n + Se·(1 - (1 - p)^n) + (1 - Sp)·(1 - p)^n``. Infections lie together in cells: with an
attack rate a, a cell is infected with probability p/a and each of its people with a: a pool of n of one cell
is clean with ``1 - (p/a)·(1 - (1 - a)^n)``. A tube is closed at the end of a cell: it never holds two (M22).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, exp, lgamma, log, log1p
from typing import Literal

from lazaretto.board.pooling_question import Question

Reason = Literal["stock", "fewest_tests", "single_beats"]
_BISECTIONS = 60  # halves of the unit interval: finer than a float tells apart


@dataclass(frozen=True, slots=True)
class Plan:
    """What one size of pool comes to. hours: until everybody has a clear result, on average.

    held: people in pools that come out positive; person_hours: their hours until the single results.
    short: tubes that are lacking, re-tests counted in.
    """

    size: int
    tubes: int
    positive: float
    held: float
    tests: float
    sampling_hours: float
    hours: float
    person_hours: float
    short: int
    people: int


@dataclass(frozen=True, slots=True)
class Advice:
    """A plan for each size; which one is advised, and why."""

    plans: tuple[Plan, ...]
    advised: int
    reason: Reason


def dorfman(n: int, p: float, *, sensitivity: float = 1.0, specificity: float = 1.0) -> float:
    """Expected tests a person, infections independent of each other. Raises ValueError outside its range."""
    if n < 1 or not 0 <= p <= 1:
        raise ValueError(f"no pool of {n} at {p}")
    if n == 1:
        return 1.0
    clean = (1 - p) ** n
    return 1 / n + sensitivity * (1 - clean) + (1 - specificity) * clean


def best_size(p: float, *, largest: int = 200) -> int:
    """The size with the fewest tests a person; of equals the smaller."""
    return min(range(1, largest + 1), key=lambda n: (round(dorfman(n, p), 12), n))


def clean(n: int, p: float, attack: float | None) -> float:
    """The probability that nobody of a pool of n, all of one cell, is infected."""
    if attack is None or attack <= p:
        return float((1 - p) ** n)
    return 1 - p / attack * (1 - (1 - attack) ** n)


def upper_bound(found: int, tested: int, *, confidence: float) -> float:
    """The one-sided upper bound of a share: Clopper and Pearson 1934. 1 where nobody was tested."""
    if found >= tested:
        return 1.0
    low, high = found / tested, 1.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if _at_most(found, tested, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def _at_most(found: int, tested: int, p: float) -> float:
    """The binomial probability of at most so many."""
    if p >= 1:
        return 0.0
    whole = lgamma(tested + 1)
    terms = (
        whole - lgamma(k + 1) - lgamma(tested - k + 1) + k * log(p) + (tested - k) * log1p(-p)
        for k in range(found + 1)
    )
    return sum(map(exp, terms))


def advice(question: Question) -> Advice:
    """Every size compared. Advised is the one with the fewest tests for which the tubes in stock suffice."""
    plans = tuple(plan(question, size) for size in question.sizes)
    enough = [one for one in plans if one.short == 0]
    pool = enough or [min(plans, key=lambda one: (one.short, one.size))]
    best = min(pool, key=lambda one: (round(one.tests, 6), one.size))
    reason: Reason = "fewest_tests"
    if best.size == 1:
        reason = "single_beats"
    if len(enough) < len(plans) and min(plans, key=lambda one: one.tests) not in enough:
        reason = "stock"
    return Advice(plans, best.size, reason)


def plan(question: Question, size: int) -> Plan:
    """What a size of pool comes to."""
    pools = Counter(_pools(question.cells, size))
    people, tubes = sum(question.cells), sum(pools.values())
    chance = {n: _comes_out(question, n) for n in pools}
    positive = sum(count * chance[n] for n, count in pools.items())
    held = sum(count * n * chance[n] for n, count in pools.items() if n > 1)
    none = 1.0
    for n, count in pools.items():
        none *= (1 - chance[n]) ** count if n > 1 else 1.0
    tests = tubes + held
    sampling = people / question.sampled
    first = max(sampling, tubes / question.tested) + question.turnaround
    more = held / question.tested
    lacking = 0 if question.tubes is None else max(ceil(tests) - question.tubes, 0)
    return Plan(
        size, tubes, positive, held, tests, sampling, first + (1 - none) * question.retest + more,
        held * question.retest, lacking, people,
    )  # fmt: skip


def _comes_out(question: Question, n: int) -> float:
    """The probability that a pool of n of one cell comes out positive, rightly or not."""
    nobody = clean(n, question.prevalence, question.attack)
    return question.sensitivity * (1 - nobody) + (1 - question.specificity) * nobody


def _pools(cells: Sequence[int], size: int) -> Iterator[int]:
    """How many swabs each tube holds: full ones, and what is left at the end of a cell."""
    for people in cells:
        yield from [size] * (people // size)
        if people % size:
            yield people % size
