"""Calibration on an outbreak that happened: which points of the assumptions live one like it. All simulated.

    calibrated = calibrate(setting, policy, outbreak)      # approximate Bayes, over every range at once
    setting.at(calibrated.points_for(ranges, 32, seed=1))  # → Setting: to ``compare`` at what was learned

The prior is the ranges of the assumptions; an outbreak is summed up by its shape (``shaping``). Points that
live an outbreak of nearly that shape are kept, weighted by how near they come (Epanechnikov), and moved along
a local-linear regression to where the shape would be met exactly: Beaumont, Zhang & Balding, Genetics
2002;162:2025. The regression runs on the logit of the place within each range, so that nothing leaves its
range. Each point is lived once: chance is part of how near it comes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.answer import Unsure
from lazaretto.twin.engine.outcomes import DAILY
from lazaretto.twin.engine.running import run
from lazaretto.twin.network import Policy
from lazaretto.twin.observing import Setting
from lazaretto.twin.ranges import drawn, unit, within
from lazaretto.twin.shaping import Outbreak, Shape, Tolerance, distance, numbers, shape

FEWEST = 20  # points that a regression on three numbers needs to say anything
TIED = 0.3  # correlations from here on are told
LIKELY = (0.05, 0.5, 0.95)
_EDGE = 1e-3  # a place on the very end of a range has no logit
_RIDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Learned:
    """What an outbreak says of one assumption: the median and the nine tenths around it, within low … high.

    moved: the largest distance between its distribution before and after (0: nothing learned, 1: all of it).
    """

    name: str
    low: float
    high: float
    value: float
    likely_low: float
    likely_high: float
    moved: float


@dataclass(frozen=True, slots=True)
class Tie:
    """Two assumptions that the outbreak does not tell apart: it says something of both together only."""

    one: str
    other: str
    correlation: float


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Weighted points of the assumptions after an outbreak. kept, weights: one row for each point kept.

    asked: points lived. effective: how many points of equal weight these are worth (Kish). reach: the
    distance of the farthest point kept, in tolerances; far above 1, nothing that was lived is like it.
    """

    seen: Shape
    ranges: tuple[Unsure, ...]
    kept: tuple[tuple[float, ...], ...]
    weights: tuple[float, ...]
    learned: tuple[Learned, ...]
    tied: tuple[Tie, ...]
    asked: int
    effective: float
    reach: float

    def points(self, count: int, *, seed: int) -> Floats:
        """So many points, each as often as its weight says (a systematic draw). Shape [count, ranges]."""
        chance = np.random.Generator(np.random.Philox(seed))
        places = (np.arange(count) + chance.random()) / count
        steps = np.cumsum(self.weights)
        chosen = np.searchsorted(steps / steps[-1], places)
        # In any order: points of one neighbourhood do not stand side by side.
        return np.asarray(np.array(self.kept)[chance.permutation(chosen)])

    def points_for(self, ranges: Sequence[Unsure], count: int, *, seed: int) -> Floats:
        """The same for another network: what was learned here stays; what is of a network, or was not
        among the ranges here, is drawn from its own range. Shape [count, ranges].
        """
        names = [one.name for one in self.ranges]
        learned, at = self.points(count, seed=seed), drawn(ranges, points=count, seed=seed)
        for number, one in enumerate(ranges):
            if one.name in names and not one.name.startswith("network."):
                at[:, number] = np.clip(learned[:, names.index(one.name)], one.low, one.high)
        return at


class NothingAlike(ValueError):
    """No point of the assumptions lives an outbreak that can be compared with the one that happened."""


def calibrate(
    setting: Setting, policy: Policy, outbreak: Outbreak, *, keep: float = 0.05,
    tolerance: Tolerance | None = None, column: str = "found",
    progress: Callable[[int, int], bool] | None = None,
) -> Calibrated:  # fmt: skip
    """What an outbreak says of the assumptions. setting: the network as it was, over the days of the series.

    Each of the setting's points is lived once, whatever its replicates. column: which of ``DAILY`` the series
    counts. progress(done, of): false stops, and what is lived by then is used.
    Errors: NothingAlike; ValueError for a series of another length; CannotBeBuilt.
    """
    if len(outbreak.found) != setting.days:
        raise ValueError(f"{len(outbreak.found)} days were observed, {setting.days} would be lived")
    at = setting.drawn()
    shapes: list[Shape] = []
    for number, point in enumerate(at):
        lived = run(setting.world(policy, point), seed=setting.seed + number, replicates=1, curves=True)
        found = lived.daily[0, :, DAILY.index(column)].astype(np.float64)
        shapes.append(shape(found, people=outbreak.people))
        if progress is not None and not progress(number + 1, len(at)):
            break
    seen = shape(outbreak.found, people=outbreak.people)
    return learn(setting.ranges, at[: len(shapes)], shapes, seen, keep=keep, tolerance=tolerance)


def learn(
    ranges: Sequence[Unsure], at: Floats, shapes: Sequence[Shape], seen: Shape, *, keep: float = 0.05,
    tolerance: Tolerance | None = None,
) -> Calibrated:  # fmt: skip
    """From points, and the shape that each lived, to what is learned of each range by the one that was seen.

    at: [points, ranges]. keep: the nearest share of them. Whoever lives them may be any simulation.
    Errors: NothingAlike.
    """
    near = tolerance or Tolerance()
    far = np.array([distance(one, seen, near) for one in shapes])
    nearest = _nearest(far, keep=keep)
    reach = float(far[nearest[-1]])
    # The farthest point would weigh nothing; a hair more room lets it count.
    weights = 1.0 - (far[nearest] / (reach * 1.001 + 1e-12)) ** 2
    weights /= weights.sum()
    off = np.array([numbers(shapes[one], near) for one in nearest]) - np.array(numbers(seen, near))
    places = np.array([unit(one, at[nearest, number]) for number, one in enumerate(ranges)]).T
    places = _regressed(places, off, weights)
    kept = np.array([within(one, places[:, number]) for number, one in enumerate(ranges)]).T
    return Calibrated(
        seen=seen, ranges=tuple(ranges), kept=tuple(tuple(map(float, row)) for row in kept),
        weights=tuple(map(float, weights)),
        learned=tuple(_learned(one, kept[:, n], weights, at[:, n]) for n, one in enumerate(ranges)),
        tied=_tied(ranges, places, weights), asked=len(far), effective=float(1.0 / (weights**2).sum()),
        reach=reach,
    )  # fmt: skip


def _nearest(far: Floats, *, keep: float) -> NDArray[np.intp]:
    alike = int(np.isfinite(far).sum())
    if alike < FEWEST:
        raise NothingAlike(
            f"{alike} of {len(far)} points lived an outbreak that can be compared with the one that happened;"
            f" {FEWEST} are needed: live more points, or widen the ranges"
        )
    return np.argsort(far, kind="stable")[: min(alike, max(FEWEST, round(keep * len(far))))]


def _regressed(places: Floats, off: Floats, weights: Floats) -> Floats:
    """Places in their ranges as they would be if nothing were off: logit(place) = a + b·off + rest, b taken
    away. Shapes [points, ranges], [points, numbers], [points].
    """
    inside = np.clip(places, _EDGE, 1.0 - _EDGE)
    logit = np.log(inside / (1.0 - inside))
    known = np.column_stack([np.ones(len(off)), off])
    normal = known.T @ (known * weights[:, None]) + _RIDGE * np.eye(known.shape[1])
    slopes = np.linalg.solve(normal, known.T @ (logit * weights[:, None]))
    moved = logit - off @ slopes[1:]
    return np.asarray(1.0 / (1.0 + np.exp(-moved)))


def _learned(one: Unsure, kept: Floats, weights: Floats, prior: Floats) -> Learned:
    order = np.argsort(kept, kind="stable")
    values, steps = kept[order], np.cumsum(weights[order])
    low, middle, high = (values[min(int(np.searchsorted(steps, share)), len(values) - 1)] for share in LIKELY)
    before = np.searchsorted(np.sort(prior), values, side="right") / len(prior)
    moved = float(np.max(np.abs(np.concatenate([steps - before, steps - weights[order] - before]))))
    return Learned(one.name, one.low, one.high, float(middle), float(low), float(high), moved)


def _tied(ranges: Sequence[Unsure], places: Floats, weights: Floats) -> tuple[Tie, ...]:
    spread = np.atleast_2d(np.cov(places.T, aweights=weights, bias=True))
    size = np.sqrt(np.diag(spread))
    found = [
        Tie(ranges[a].name, ranges[b].name, float(spread[a, b] / (size[a] * size[b])))
        for a, b in combinations(range(len(ranges)), 2)
        if size[a] > 0 and size[b] > 0
    ]
    return tuple(sorted((tie for tie in found if abs(tie.correlation) >= TIED),
                        key=lambda tie: -abs(tie.correlation)))  # fmt: skip
