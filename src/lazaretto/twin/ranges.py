"""Assumptions are ranges: points drawn through all of them at once, and which of them matter.

Each number with a range is uniform on it (nothing more is claimed to be known). Points are a scrambled Sobol
sequence (Owen 1998), so that few of them cover the whole; indices are those of Sobol (2001) by the estimators
of
Saltelli et al. (2010), as SciPy has them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from scipy import stats

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.contacts import NUMBERS, Contacts
from lazaretto.twin.disease import Cited, Disease

_OF_DISEASE = ("asymptomatic", "asymptomatic_infectiousness", "reproduction", "dispersion")


@dataclass(frozen=True, slots=True)
class Unsure:
    """One number that is known only as a range: ``disease.…`` or ``contacts.…``."""

    name: str
    low: float
    high: float


def unsure(disease: Disease, contacts: Contacts) -> tuple[Unsure, ...]:
    """Every number whose range is more than a point, in a fixed order."""
    named: list[tuple[str, Cited]] = [(f"disease.{name}", getattr(disease, name)) for name in _OF_DISEASE]
    named += [(f"contacts.{name}", getattr(contacts, name)) for name in NUMBERS if name != "reference"]
    return tuple(Unsure(name, number.low, number.high) for name, number in named if number.low < number.high)


def drawn(ranges: Sequence[Unsure], *, points: int, seed: int) -> Floats:
    """Points through all ranges at once. Shape [points, ranges]; points a power of two covers most evenly."""
    if not ranges:
        return np.zeros((points, 0))
    unit = stats.qmc.Sobol(d=len(ranges), seed=np.random.Generator(np.random.Philox(seed))).random(points)
    low = np.array([one.low for one in ranges])
    high = np.array([one.high for one in ranges])
    return np.asarray(low + unit * (high - low))


def placed(
    disease: Disease, contacts: Contacts, ranges: Sequence[Unsure], point: Sequence[float]
) -> tuple[Disease, Contacts]:
    """The assumptions at one point of their ranges."""
    of_disease: dict[str, Cited] = {}
    of_contacts: dict[str, Cited] = {}
    for one, value in zip(ranges, point, strict=True):
        kind, name = one.name.split(".", 1)
        target = disease if kind == "disease" else contacts
        (of_disease if kind == "disease" else of_contacts)[name] = msgspec.structs.replace(
            getattr(target, name), value=float(value)
        )
    return msgspec.structs.replace(disease, **of_disease), msgspec.structs.replace(contacts, **of_contacts)


@dataclass(frozen=True, slots=True)
class Weight:
    """How much of the spread of an answer hangs on one range: alone (first), and with all others (total)."""

    name: str
    first: float
    total: float


def weights(
    answer: Callable[[Sequence[float]], float], ranges: Sequence[Unsure], *, points: int, seed: int
) -> tuple[Weight, ...]:
    """Sobol indices of an answer, the weightiest first. It is asked points × (ranges + 2) times; a power
    of two.
    """

    def many(at: Floats) -> Floats:
        return np.array([[answer(point) for point in at.T]])

    found = stats.sobol_indices(
        func=many, n=points, dists=[stats.uniform(one.low, one.high - one.low) for one in ranges],
        rng=np.random.Generator(np.random.Philox(seed)),
    )  # fmt: skip
    lines = [
        Weight(one.name, float(first), float(total))
        for one, first, total in zip(
            ranges, np.ravel(found.first_order), np.ravel(found.total_order), strict=True
        )
    ]
    return tuple(sorted(lines, key=lambda line: -line.total))
