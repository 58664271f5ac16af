"""What is known of an infected member of a cohort: of which course, how old, and how likely there is one.

A cohort that has just arrived is as the assumptions say: infected at any moment of the days before symptoms
that would have kept somebody away, each as likely. Of one that has been in quarantine for a while it is known
that no swab found anybody and that nobody was noticed: Bayes' rule, course by course and age by age. What
members may have given to each other before is not in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.disease import Kind

_GRID = 192  # ages at arrival over which what is known is weighed


@dataclass(frozen=True, slots=True)
class Known:
    """days: in quarantine so far. negative: days of it on which everybody was swabbed and nobody found."""

    days: int = 0
    negative: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """weight: the chance that an infected arrival would have stayed unfound. share: [K], sums to one.

    ages: [K, Q] equally likely days of infection at arrival.
    """

    weight: float
    share: Floats
    ages: Floats

    def chance(self, prior: float, *, spared: float = 1.0) -> float:
        """The chance that a member is infected, given what is known. spared: that it is seen of the well."""
        return prior * self.weight / (prior * self.weight + (1.0 - prior) * spared)


def entered(
    kinds: Sequence[Kind], known: Known, *, test: str, noticed: float, quantiles: int, kept: float = 1.0
) -> Entered:
    """What is known after so many days. noticed: the chance that symptoms are; kept: of what the swabs find.

    Where nothing at all would have stayed unfound, the weight is zero, and nobody is infected.
    """
    middles = (np.arange(_GRID) + 0.5) / _GRID
    arrival = middles[None, :] * np.array(windows(kinds))[:, None]  # [K, G] days
    unfound = np.ones_like(arrival)
    finds = np.stack([kind.sensitivity[test] for kind in kinds])
    for day in known.negative:
        at = np.minimum(np.round((arrival + day) / kinds[0].step).astype(np.intp), finds.shape[1] - 1)
        unfound *= 1.0 - kept * np.take_along_axis(finds, at, axis=1)
    if known.days and noticed:
        onset = np.array([np.inf if kind.onset is None else kind.onset for kind in kinds])[:, None]
        unfound *= np.where((arrival < onset) & (onset <= arrival + known.days), 1.0 - noticed, 1.0)
    share = np.array([kind.share for kind in kinds])
    weights = share * unfound.mean(axis=1)
    ages = np.stack(
        [_quantiles(row, weight, quantiles) for row, weight in zip(arrival, unfound, strict=True)]
    )
    weight = float(weights.sum() / share.sum())
    return Entered(weight, weights / weights.sum() if weight > 0 else share / share.sum(), ages)


def windows(kinds: Sequence[Kind]) -> list[float]:
    """For how many days after infection somebody of each class would still arrive: until symptoms, or 99 %
    is spent. Where symptoms keep nobody away, as long for all: the time in which the slowest spends it.
    """
    spent = [float(np.searchsorted(kind.emitted, 0.99 * kind.emitted[-1])) * kind.step for kind in kinds]
    return [
        max(spent) if not kind.kept_away else own if kind.onset is None else min(kind.onset, own)
        for kind, own in zip(kinds, spent, strict=True)
    ]


def _quantiles(ages: Floats, weight: Floats, count: int) -> Floats:
    """So many equally likely ages out of weighted ones, straight between them."""
    if weight.sum() <= 0:
        weight = np.ones_like(weight)
    below = np.concatenate([[0.0], np.cumsum(weight)]) / weight.sum()
    step = ages[1] - ages[0] if len(ages) > 1 else 0.0
    edges = np.concatenate([ages - step / 2, ages[-1:] + step / 2])
    return np.asarray(np.interp((np.arange(count) + 0.5) / count, below, edges), dtype=np.float64)
