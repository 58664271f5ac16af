"""One prison: calibrated on three published numbers, then lived again at what was learned."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.calibrating import Calibrated, learn
from lazaretto.twin.ranges import drawn
from lazaretto.twin.shaping import Shape, shape
from validation.prisons.facts import Prison, facts
from validation.prisons.worlds import ANEW, CARRIED, Life, lived, ranges

NAMES = (*CARRIED, *ANEW, "prison.transferred")
BEYOND = (*ANEW, "prison.dormitory")  # of a prison that nothing was learned of


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learned, and the same prison lived again at the points that were kept.

    infected: of the people, found or not, by life.
    """

    calibrated: Calibrated
    again: tuple[Shape, ...]
    infected: Floats


def seen(prison: Prison) -> Shape:
    """The published shape of a prison's outbreak."""
    return Shape(prison.growth, prison.lasted, prison.found, prison.found / prison.people)


def fit(*, points: int, keep: float, again: int, seed: int) -> Fit:
    """Calibrate on the fitted prison; again: lives at the points that were kept. Errors: NothingAlike."""
    prison = facts().fitted
    at = drawn(ranges(NAMES), points=points, seed=seed)
    calibrated = learn(ranges(NAMES), at, shapes(prison, NAMES, at, seed=seed), seen(prison), keep=keep)
    kept = calibrated.points(again, seed=seed + 1)
    lives_again = lives(prison, NAMES, kept, seed=seed + points)
    return Fit(
        calibrated,
        tuple(shape(one.found, people=prison.people) for one in lives_again),
        np.array([one.infected for one in lives_again]) / prison.people,
    )


def lives(prison: Prison, names: Sequence[str], at: Floats, *, seed: int) -> list[Life]:
    """One life of a prison at each point. at: [points, names]."""
    return [
        lived(prison, dict(zip(names, map(float, point), strict=True)), seed=seed + number)
        for number, point in enumerate(at)
    ]


def shapes(prison: Prison, names: Sequence[str], at: Floats, *, seed: int) -> list[Shape]:
    """The shape of that life at each point."""
    return [shape(one.found, people=prison.people) for one in lives(prison, names, at, seed=seed)]


def elsewhere(calibrated: Calibrated, count: int, *, seed: int) -> tuple[tuple[str, ...], Floats]:
    """Points for another prison: disease and meetings as learned, all else anew from its ranges.

    Shape [count, names].
    """
    learned = calibrated.points(count, seed=seed)[:, : len(CARRIED)]
    anew = drawn(ranges(BEYOND), points=count, seed=seed + 1)
    return (*CARRIED, *BEYOND), np.hstack([learned, anew])


def untaught(count: int, *, seed: int) -> tuple[tuple[str, ...], Floats]:
    """Points for a prison where no outbreak taught anything: all of it from its ranges."""
    return (*CARRIED, *BEYOND), drawn(ranges((*CARRIED, *BEYOND)), points=count, seed=seed)
