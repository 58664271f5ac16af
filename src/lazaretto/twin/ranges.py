"""Assumptions are ranges: points drawn through all of them at once, and which of them matter.

Each number with a range is uniform on it (nothing more is claimed to be known); one whose ends lie a factor
of ``WIDE`` or more apart is known by its order of magnitude only, and is uniform on the logarithm. Points are
a scrambled Sobol sequence (Owen 1998), so that few of them cover the whole; indices are those of Sobol (2001)
by the estimators of Saltelli et al. (2010), as SciPy has them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from scipy import stats

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.answer import Unsure
from lazaretto.twin.contacts import NUMBERS, Contacts
from lazaretto.twin.designing import Design
from lazaretto.twin.disease import Cited, Disease

_OF_DISEASE = ("asymptomatic", "asymptomatic_infectiousness", "reproduction", "dispersion")


WIDE = 10.0


def unsure(disease: Disease, contacts: Contacts, design: Design) -> tuple[Unsure, ...]:
    """Every number whose range is more than a point, in a fixed order."""
    named: list[tuple[str, Cited]] = [(f"disease.{name}", getattr(disease, name)) for name in _OF_DISEASE]
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
    unit = stats.qmc.Sobol(d=len(ranges), seed=np.random.Generator(np.random.Philox(seed))).random(points)
    return np.stack([within(one, unit[:, number]) for number, one in enumerate(ranges)], axis=1)


def placed(
    disease: Disease, contacts: Contacts, design: Design, ranges: Sequence[Unsure], point: Sequence[float]
) -> tuple[Disease, Contacts, Design]:
    """The assumptions at one point of their ranges."""
    values = {one.name: float(value) for one, value in zip(ranges, point, strict=True)}
    return (
        msgspec.structs.replace(disease, **_moved(disease, "disease.", values)),
        msgspec.structs.replace(contacts, **_moved(contacts, "contacts.", values)),
        msgspec.structs.replace(design, **_moved(design, "network.", values)),
    )


def _moved(whole: Disease | Contacts | Design, kind: str, values: dict[str, float]) -> dict[str, Cited]:
    return {
        (name := full.removeprefix(kind)): msgspec.structs.replace(getattr(whole, name), value=value)
        for full, value in values.items()
        if full.startswith(kind)
    }


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

    found = stats.sobol_indices(
        func=many, n=points, dists=[stats.uniform()] * len(ranges),
        rng=np.random.Generator(np.random.Philox(seed)),
    )  # fmt: skip
    lines = [
        Weight(one.name, float(first), float(total))
        for one, first, total in zip(
            ranges, np.ravel(found.first_order), np.ravel(found.total_order), strict=True
        )
    ]
    return tuple(sorted(lines, key=lambda line: -line.total))
