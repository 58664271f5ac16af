"""How many are in use, and how often one finds none: the laws of queues, exact where an exact law exists.

A law is an array: ``law[k]`` is the probability of k, and beyond its end lies less than 1e-15. Rates are
a day, loads are rate × days of stay, both without a unit. Which law is right for what:

* people one by one, each in a place of their own, turned away where none is free: :func:`erlang_b`. Its
  answer is the same for every distribution of the stay. **It must not be used for arrivals in groups**,
  which it understates, nor for cells that people share.
* people in groups, each in a place of their own: :func:`compound_poisson`.
* cells that only people of one day share: :func:`daily_need`, and its sum over the days of the leg
  (:func:`summed`).
* anything else (people may join within a window of days, clocks restart): :mod:`.simulating`.

Every function raises ValueError for a number outside its range.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, exp, sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Law: TypeAlias = npt.NDArray[np.float64]

_TAIL = 1e-18  # what is cut off at the end of a law
_STEP = 256.0  # exp(-256) is far from the smallest float: a larger mean is reached by doubling
_CLOSE = 1e-12  # a sum of thousands of floats; a probability is not told apart more finely


@dataclass(frozen=True, slots=True)
class Mark:
    """One sort of group: its weight among groups, its people, and its largest part that is kept apart."""

    weight: float
    people: int
    apart: int = 1


def erlang_b(*, load: float, servers: int) -> float:
    """The share of arrivals that find every server taken: Poisson, one by one, lost where refused.

    load: arrivals a day × mean days of stay. B(0) = 1, B(k) = aB(k-1) / (k + aB(k-1)), which loses no
    digits. Source: A. K. Erlang 1917; insensitive to the distribution of the stay (Sevastyanov 1957).
    """
    _at_least(0, load=load, servers=servers)
    found = 1.0
    for k in range(1, servers + 1):
        found = load * found / (k + load * found)
    return found


def erlang_servers(*, load: float, refusal: float) -> int:
    """The fewest servers at which :func:`erlang_b` is at most ``refusal`` (above 0, at most 1)."""
    _at_least(0, load=load)
    _probability(refusal)
    servers, found = 0, 1.0
    while found > refusal:
        servers += 1
        found = load * found / (servers + load * found)
    return servers


def poisson(*, mean: float) -> Law:
    """How many are there where nobody is ever refused and all come one by one (M/G/∞): the Poisson law."""
    return compound_poisson(rate=mean, sizes=np.array([0.0, 1.0]))


def compound_poisson(*, rate: float, sizes: Law) -> Law:
    """The number of people in groups: groups are Poisson with mean ``rate``, ``sizes[n]`` has n people.

    With rate = groups a day × days of stay it is how many are there at an instant, exactly, where every
    stay lasts as long and nobody is refused: mean rate·E[X], variance rate·E[X²]. ``sizes`` sums to at
    most 1 (what is missing is taken as groups of nobody). Source: Panjer 1981 (ASTIN Bulletin 12:22-26).
    """
    _at_least(0, rate=rate)
    sizes = np.asarray(sizes, np.float64)
    if sizes.ndim != 1 or (sizes < 0).any() or sizes.sum() > 1 + _CLOSE:
        raise ValueError("sizes must be one row of probabilities that sum to at most 1")
    halvings = max(0, ceil(np.log2(rate / _STEP))) if rate > _STEP else 0
    law = _panjer(rate / 2**halvings, sizes)
    for _ in range(halvings):
        law = _trimmed(np.convolve(law, law))
    return law


def daily_need(*, rate: float, marks: Sequence[Mark], capacity: int) -> Law:
    """How many cells a day's arrivals of one class need, where only people of one day share: exactly.

    The need is max(⌈n / capacity⌉, largest part kept apart). At most c cells do when no group has a part
    above c and all people fit: with groups Poisson a day, thinned to the groups whose largest part is at
    most c, P(D ≤ c) = exp(-rate·P(apart > c)) · P(compound Poisson of those ≤ c·capacity).
    """
    _at_least(0, rate=rate)
    _at_least(1, capacity=capacity)
    weights = _weights(marks)
    most = _longest(rate, marks)
    cells = max(ceil(most / capacity), *(mark.apart for mark in marks))
    below = np.zeros(cells + 1)
    for c in range(cells + 1):
        fit = [(w, m.people) for w, m in zip(weights, marks, strict=True) if m.apart <= c]
        kept = sum(w for w, _ in fit)
        sizes = np.zeros(1 + max((people for _, people in fit), default=0))
        for weight, people in fit:
            sizes[people] += weight / kept
        law = compound_poisson(rate=rate * kept, sizes=sizes) if kept else np.ones(1)
        below[c] = exp(-rate * (1 - kept)) * law[: c * capacity + 1].sum()
    return _trimmed(np.diff(below, prepend=0.0).clip(min=0.0))


def summed(law: Law, *, times: int) -> Law:
    """The law of the sum of ``times`` independent draws: cells in use under a leg of as many days."""
    _at_least(0, times=times)
    found, power = np.ones(1), np.asarray(law, np.float64)
    while times:
        if times & 1:
            found = _trimmed(np.convolve(found, power))
        times >>= 1
        if times:
            power = _trimmed(np.convolve(power, power))
    return found


def exceeding(law: Law, than: int) -> float:
    """P(X > than), summed from the small end so that a small tail keeps its digits."""
    return float(law[max(than + 1, 0) :][::-1].sum())


def quantile(law: Law, at: float) -> int:
    """The least k with P(X ≤ k) ≥ ``at`` (above 0, below 1)."""
    if not 0 < at < 1:
        raise ValueError("a quantile lies above 0 and below 1")
    return int(np.searchsorted(np.cumsum(law), at - _CLOSE))


def fewest(law: Law, *, refusal: float) -> int:
    """The least c with P(X > c) ≤ ``refusal``: how many must be there so that more are wanted no oftener."""
    _probability(refusal)
    above = np.append(np.cumsum(law[::-1])[::-1], 0.0)[1:]  # above[c] = P(X > c)
    return int(np.argmax(above <= refusal * (1 + _CLOSE)))


def mean(law: Law) -> float:
    """E[X]."""
    return float(np.arange(len(law)) @ law)


def variance(law: Law) -> float:
    """Var[X], about the mean."""
    return float((np.arange(len(law)) - mean(law)) ** 2 @ law)


def _panjer(rate: float, sizes: Law) -> Law:
    """p(0) = exp(-rate·(1 - f(0))), p(n) = rate/n · Σ j·f(j)·p(n-j): every term is positive."""
    steps = rate * np.arange(len(sizes)) * sizes
    law = np.zeros(_most(rate, sizes) + 1)
    law[0] = exp(rate * (float(sizes[0]) - float(sizes.sum()))) if len(sizes) else 1.0
    for n in range(1, len(law)):
        reach = min(n, len(sizes) - 1)
        law[n] = steps[1 : reach + 1] @ law[n - 1 :: -1][:reach] / n
    return _trimmed(law)


def _most(rate: float, sizes: Law) -> int:
    """More people than there will ever be: a mean, twelve deviations, and a few of the largest groups."""
    places = np.arange(len(sizes))
    centre, spread = rate * float(places @ sizes), rate * float(places**2 @ sizes)
    return ceil(centre + 12 * sqrt(spread) + 24 * max(len(sizes) - 1, 1))


def _longest(rate: float, marks: Sequence[Mark]) -> int:
    sizes = np.zeros(1 + max(mark.people for mark in marks))
    for weight, mark in zip(_weights(marks), marks, strict=True):
        sizes[mark.people] += weight
    return len(compound_poisson(rate=rate, sizes=sizes)) - 1


def _weights(marks: Sequence[Mark]) -> list[float]:
    total = sum(mark.weight for mark in marks)
    if not marks or total <= 0 or any(m.weight < 0 or not 0 <= m.apart <= max(m.people, 0) for m in marks):
        raise ValueError("marks need weights, and no part larger than its group")
    return [mark.weight / total for mark in marks]


def _trimmed(law: Law) -> Law:
    kept = np.flatnonzero(np.cumsum(law[::-1])[::-1] > _TAIL)
    return law[: int(kept[-1]) + 1] if len(kept) else law[:1]


def _at_least(least: float, **numbers: float) -> None:
    for name, number in numbers.items():
        if not least <= number < float("inf"):
            raise ValueError(f"{name} must be at least {least:g}, not {number}")


def _probability(refusal: float) -> None:
    if not 0 < refusal <= 1:
        raise ValueError(f"a probability of refusal lies above 0 and is at most 1, not {refusal}")
