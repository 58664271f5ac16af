"""Assumptions are ranges: points drawn through all of them at once, and which of them matter.

Each number with a range is uniform on it (nothing more is claimed to be known); one whose ends lie a factor
of ``WIDE`` or more apart is known by its order of magnitude only, and is uniform on the logarithm. Points are
a scrambled Sobol sequence (Owen 1998), so that few of them cover the whole; indices are those of Sobol (2001)
by the estimators of Saltelli et al. (2010), as SciPy has them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import numpy as np
import scipy

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.answer import Unsure
from lazaretto.twin.contacts import NUMBERS, Contacts
from lazaretto.twin.designing import Design
from lazaretto.twin.disease import Cited, Disease

T = TypeVar("T", bound=msgspec.Struct)
_OF_DISEASE = ("asymptomatic", "asymptomatic_infectiousness", "reproduction", "dispersion")
_OF_IMMUNE = ("inside", "arriving", "staff")
WIDE = 10.0


def unsure(disease: Disease, contacts: Contacts, design: Design) -> tuple[Unsure, ...]:
    """Every number whose range is more than a point, in a fixed order."""
    named: list[tuple[str, Cited]] = [(f"disease.{name}", getattr(disease, name)) for name in _OF_DISEASE]
    if disease.immune is not None:
        named += [(f"disease.immune.{name}", getattr(disease.immune, name)) for name in _OF_IMMUNE]
    named += [(f"contacts.{name}", getattr(contacts, name)) for name in NUMBERS if name != "reference"]
    named += [
        (f"network.{name}", number)
        for name in Design.__struct_fields__
        if isinstance(number := getattr(design, name), Cited)
    ]
    return tuple(Unsure(name, number.low, number.high) for name, number in named if number.low < number.high)


def within(one: Unsure, unit: Floats) -> Floats:
    """The values at these places of a range, 0 … 1."""
    if one.low > 0 and one.high >= WIDE * one.low:
        return np.asarray(one.low * (one.high / one.low) ** unit)
    return np.asarray(one.low + unit * (one.high - one.low))


def unit(one: Unsure, values: Floats) -> Floats:
    """The places of these values in a range, 0 … 1: what ``within`` turns back."""
    if one.low > 0 and one.high >= WIDE * one.low:
        return np.asarray(np.log(values / one.low) / np.log(one.high / one.low))
    return np.asarray((values - one.low) / (one.high - one.low))


def drawn(ranges: Sequence[Unsure], *, points: int, seed: int) -> Floats:
    """Points through all ranges at once. Shape [points, ranges]; points a power of two covers most evenly."""
    if not ranges:
        return np.zeros((points, 0))
    # A beginning of the next power of two, which is how the sequence is made.
    sobol = scipy.stats.qmc.Sobol(d=len(ranges), seed=np.random.Generator(np.random.Philox(seed)))
    unit = sobol.random_base2((points - 1).bit_length())[:points]
    return np.stack([within(one, unit[:, number]) for number, one in enumerate(ranges)], axis=1)


def placed(
    disease: Disease, contacts: Contacts, design: Design, ranges: Sequence[Unsure], point: Sequence[float]
) -> tuple[Disease, Contacts, Design]:
    """The assumptions at one point of their ranges."""
    for one, value in zip(ranges, point, strict=True):
        kind, _, name = one.name.partition(".")
        if kind == "disease":
            disease = _moved(disease, name, float(value))
        elif kind == "contacts":
            contacts = _moved(contacts, name, float(value))
        else:
            design = _moved(design, name, float(value))
    return disease, contacts, design


def _moved(whole: T, name: str, value: float) -> T:
    """The whole with one number of it, or of a part of it (``immune.inside``), at another value."""
    first, _, rest = name.partition(".")
    old = getattr(whole, first)
    new = _moved(old, rest, value) if rest else msgspec.structs.replace(old, value=value)
    return msgspec.structs.replace(whole, **{first: new})


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

    def many(unit: Floats) -> Floats:
        at = np.stack([within(one, place) for one, place in zip(ranges, unit, strict=True)], axis=1)
        return np.array([[answer(point) for point in at]])

    found = scipy.stats.sobol_indices(
        func=many, n=points, dists=[scipy.stats.uniform()] * len(ranges),
        rng=np.random.Generator(np.random.Philox(seed)),
    )  # fmt: skip
    lines = [
        Weight(one.name, float(first), float(total))
        for one, first, total in zip(
            ranges, np.ravel(found.first_order), np.ravel(found.total_order), strict=True
        )
    ]
    return tuple(sorted(lines, key=lambda line: -line.total))
