"""The chain inside a cohort: for how long somebody of a cell still has infectiousness left, without tests.

One of a cell came infected. Whoever is infected later begins anew, so that the cohort's clock is that of the
last infection. Let T be its instant; with the age ``a`` at which a share of 1 % is left, somebody has more
than that left at day L exactly where T > L - a. For J infected besides the first, at t1 < … < tJ ≤ b,

    P = (n - 1)(n - 2)…(n - J) · ∫ Π h(tj) exp(-H(tj)) dt · exp(-λ (n - 1 - J) (S(u) + J))

with λ the hazard of a pair over a whole course, h and H the hazard upon one person by those infected before
and its integral, u the first one's age at entry and S what they had left then: every one of the infected
spends a whole course on those who are spared for good. Gauss-Legendre over t and u; exact but for its nodes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np

from lazaretto.twin.analytic.courses import Floats

LARGEST = 4  # the integral has a dimension a person
LEFT = 0.01  # who has less than this of a whole course left is taken to be over
_NODES = 20


@dataclass(frozen=True, slots=True)
class Curve:
    """Infectiousness by age, as functions that take arrays. spent: the integral of density from 0.

    over: the age at which only ``LEFT`` remains. longest: the age after which nothing does.
    """

    density: Callable[[Floats], Floats]
    spent: Callable[[Floats], Floats]
    over: float
    longest: float


def chain_left(
    curve: Curve, *, size: int, reproduction: float, entered: float, days: Sequence[float]
) -> Floats:
    """The chance that somebody of the cell has more than ``LEFT`` left on each of the days. Shape [days].

    reproduction: whom one of the cell infects in a whole course, were all mates new. entered: the first one's
    age at entry is anything up to it, each as likely. Errors: ValueError outside 1 to ``LARGEST`` people.
    """
    if not 1 <= size <= LARGEST:
        raise ValueError(f"a chain is integrated for 1 to {LARGEST} people of a cell")
    if reproduction < 0 or entered <= 0:
        raise ValueError("a reproduction number is not below 0, and ages at entry reach past 0")
    hazard = reproduction / (size - 1) if size > 1 else 0.0
    ages, weights = _nodes(np.zeros(1), np.full(1, entered))
    entry, weight = ages[0], weights[0] / entered
    found = []
    for day in days:
        until = day - curve.over
        if until < 0:  # the last infection may even lie before entry
            found.append(_before(curve, entry, weight, hazard=hazard, size=size, until=until))
            continue
        ended = sum(
            _ended(curve, entry, weight, hazard=hazard, size=size, others=others, until=until)
            for others in range(size)
        )
        found.append(1.0 - float(ended))
    return np.array([max(chance, 0.0) for chance in found])


def _before(curve: Curve, entry: Floats, weight: Floats, *, hazard: float, size: int, until: float) -> float:
    # Over already: the first was infected long enough ago, and infects nobody any more.
    spared = np.exp(-hazard * (size - 1) * (1.0 - curve.spent(entry)))
    return 1.0 - float(weight @ np.where(-entry <= until, spared, 0.0))


def _ended(
    curve: Curve, entry: Floats, weight: Floats, *, hazard: float, size: int, others: int, until: float
) -> float:
    """The chance that so many others are infected, all of them by then."""
    times = [-entry]  # of infection, by person; arrays of one shape
    chance = weight * factorial(size - 1) / factorial(size - 1 - others)
    for _ in range(others):
        since = np.maximum(times[-1], 0.0)
        end = np.minimum(since + curve.longest, until)
        at, step = _nodes(since, np.maximum(end, since))
        times = [np.repeat(one, _NODES) for one in times]
        now = at.ravel()
        met = sum((curve.density(now - one) for one in times), np.zeros(len(now)))
        spent = sum(
            (curve.spent(now - one) - curve.spent(np.maximum(-one, 0.0)) for one in times), np.zeros(len(now))
        )
        chance = np.repeat(chance, _NODES) * step.ravel() * hazard * met * np.exp(-hazard * spent)
        times = [*times, now]
    whole = (1.0 - curve.spent(-times[0])) + others
    return float(np.sum(chance * np.exp(-hazard * (size - 1 - others) * whole)))


def _nodes(start: Floats, end: Floats) -> tuple[Floats, Floats]:
    """Places and weights of Gauss-Legendre between each start and end. Shapes [len, nodes]."""
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    half = (end - start) / 2
    return (start + half)[:, None] + half[:, None] * nodes, half[:, None] * weights
