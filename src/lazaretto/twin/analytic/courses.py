"""Natural history as arrays: how much of an infection is spent by each age, and what a swab of that age
shows.

    history = History((Course("all", 1.0, emitted=cumulated(weibull_min(3.277, scale=6.127)), …),))

An *age* is the time since one's own infection, in days. Every array is on one grid: entry ``i`` is the value
at age ``i * STEP``, and the last one stands for every later age.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# A quarter of an hour. The trapezium between two ages errs by STEP²/8 of the curve's second derivative: under
# 1e-5 of the whole for every curve that is cited here, the steepest being the exponential rise of Wells et
# al. (2021).
STEP = 1 / 96
# No cited curve has a share of 1e-6 left after fifty days.
AGES: Floats = np.arange(0, 50 * 96 + 1, dtype=np.float64) * STEP


@dataclass(frozen=True, slots=True)
class Course:
    """One way that an infection may go.

    share: of all the infected. emitted[i]: transmission spent by that age, in shares of one reproduction
    number (it ends at 1, or at the relative infectiousness of this course). watched[i]: the same where
    whoever shows symptoms is isolated at once. sensitivity: by test, the chance that a swab taken at that age
    is positive.
    """

    name: str
    share: float
    emitted: Floats
    watched: Floats
    sensitivity: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class History:
    """The natural history of a disease: its courses, whose shares sum to one.

    Errors: ValueError where shares do not sum to one, a curve falls, or a chance is outside [0, 1].
    """

    courses: tuple[Course, ...]

    def __post_init__(self) -> None:
        if not np.isclose(sum(course.share for course in self.courses), 1.0, atol=1e-9):
            raise ValueError("the shares of the courses of an infection must sum to 1")
        for course in self.courses:
            if course.share < 0:
                raise ValueError(f"course {course.name}: a share below zero")
            for curve in (course.emitted, course.watched):
                if len(curve) != len(AGES) or np.any(np.diff(curve) < -1e-12) or curve[0] < 0:
                    raise ValueError(f"course {course.name}: what is emitted by an age can only grow")
            for test, chance in course.sensitivity.items():
                if len(chance) != len(AGES) or np.any((chance < 0) | (chance > 1)):
                    raise ValueError(f"course {course.name}: the sensitivity of {test} leaves [0, 1]")


def at(curve: Floats, ages: Floats, *, step: float = STEP) -> Floats:
    """A curve at any ages, straight between two steps; before the first age its first value, after the
    last its last. step: days between its ages.
    """
    place = np.clip(ages * (1 / step), 0.0, len(curve) - 1.0)
    left = place.astype(np.intp)
    right = np.minimum(left + 1, len(curve) - 1)
    rest = place - left
    return curve[left] * (1.0 - rest) + curve[right] * rest


def between(points: Mapping[float, float]) -> Floats:
    """A curve through points (age in days: value), straight between them, flat outside."""
    ages = sorted(points)
    return np.interp(AGES, ages, [points[age] for age in ages])


def cumulated(density: Callable[[Floats], Floats], *, stops: Floats | None = None) -> Floats:
    """The integral of a density from age 0 to each age: three-point Gauss-Legendre within each step.

    stops: ages at which the density jumps; a step that holds one is cut there, so that no jump is smeared.
    """
    edges = AGES if stops is None else np.union1d(AGES, stops)
    nodes, weights = np.polynomial.legendre.leggauss(3)
    half = np.diff(edges) / 2
    middle = edges[:-1] + half
    pieces = half * sum(w * density(middle + half * x) for x, w in zip(nodes, weights, strict=True))
    whole = np.concatenate([[0.0], np.cumsum(pieces)])
    return whole if stops is None else whole[np.searchsorted(edges, AGES)]
