"""The shape of an outbreak in three numbers: how fast it grew, how long it took, how many were found.

Three numbers that swabbing in batches and late reports blur least: they are read off the cumulated count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log, sqrt

import numpy as np

from lazaretto.twin.analytic.courses import Floats

# Growth is read between these shares of the final count: past the first few, before the susceptible run out.
GROWING = (0.0125, 0.45)
LASTING = (0.1, 0.9)
TOOK_OFF = 20  # fewer found in all have no shape


@dataclass(frozen=True, slots=True)
class Outbreak:
    """What was found on each day (found, not infected), among so many people."""

    found: tuple[float, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Shape:
    """growth: of the cumulated count, a day. lasted: days from a tenth to nine tenths of it. Both None where
    fewer than ``TOOK_OFF`` were found. found: in all; share: of the people.
    """

    growth: float | None
    lasted: float | None
    found: float
    share: float

    @property
    def took_off(self) -> bool:
        """Whether there is an outbreak to speak of."""
        return self.growth is not None


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How near is near: differences that count as one."""

    growth: float = 0.03
    lasted: float = 3.0
    share: float = 0.05


def shape(found: Sequence[float] | Floats, *, people: int) -> Shape:
    """The shape of what was found day by day. Errors: ValueError for no people, or fewer than none found."""
    new = np.asarray(found, dtype=np.float64)
    if people <= 0 or (len(new) and new.min() < 0):
        raise ValueError("an outbreak is counted among people, and nobody is found less than not at all")
    count = np.cumsum(new)
    total = float(count[-1]) if len(count) else 0.0
    if total < TOOK_OFF:
        return Shape(None, None, total, total / people)
    early, late = (_first(count, share) for share in GROWING)
    grown = log(float(count[late]) / float(count[early])) / max(late - early, 1)
    begun, ended = (_first(count, share) for share in LASTING)
    return Shape(grown, float(ended - begun), total, total / people)


def _first(count: Floats, share: float) -> int:
    return int(np.argmax(count >= share * count[-1]))


def numbers(one: Shape, tolerance: Tolerance) -> tuple[float, ...]:
    """The shape as numbers of which one is a tolerance; the share alone where nothing took off."""
    share = one.share / tolerance.share
    if one.growth is None or one.lasted is None:
        return (share,)
    return one.growth / tolerance.growth, one.lasted / tolerance.lasted, share


def distance(one: Shape, other: Shape, tolerance: Tolerance) -> float:
    """Between two shapes, in tolerances (root of the mean square); infinite where only one took off."""
    if one.took_off != other.took_off:
        return inf
    pairs = list(zip(numbers(one, tolerance), numbers(other, tolerance), strict=True))
    return sqrt(sum((a - b) ** 2 for a, b in pairs) / len(pairs))
