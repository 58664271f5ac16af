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


class Arrivals:
    """An infected arrival before anything is known, over a grid of ages: computed once for all cohorts.

    noticed: the chance that symptoms are noticed; kept: what is left of what swabs find.
    """

    def __init__(
        self, kinds: Sequence[Kind], *, test: str, noticed: float, quantiles: int, kept: float = 1.0
    ) -> None:
        middles = (np.arange(_GRID) + 0.5) / _GRID
        self.step = kinds[0].step
        self.ages = middles[None, :] * np.array(windows(kinds))[:, None]  # [K, G] days
        self.finds = kept * np.stack([kind.sensitivity[test] for kind in kinds])
        self.share = np.array([kind.share for kind in kinds])
        self.onset = np.array([np.inf if kind.onset is None else kind.onset for kind in kinds])[:, None]
        self.noticed, self.quantiles = noticed, quantiles

    def entered(self, known: Known) -> Entered:
        """What is known after so many days.

        Where nothing at all would have stayed unfound, the weight is zero, and nobody is infected.
        """
        unfound = np.ones_like(self.ages)
        rows = np.arange(len(self.ages))[:, None]
        for day in known.negative:
            at = np.rint((self.ages + day) / self.step).astype(np.intp)
            unfound *= 1.0 - self.finds[rows, np.minimum(at, self.finds.shape[1] - 1)]
        if known.days and self.noticed:
            shown = (self.ages < self.onset) & (self.onset <= self.ages + known.days)
            unfound *= np.where(shown, 1.0 - self.noticed, 1.0)
        weights = self.share * unfound.mean(axis=1)
        weight = float(weights.sum() / self.share.sum())
        share = weights / weights.sum() if weight > 0 else self.share / self.share.sum()
        return Entered(weight, share, _quantiles(self.ages, unfound, self.quantiles))


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
    """So many equally likely ages out of each row of weighted ones, straight between them."""
    kinds = len(ages)
    weight = np.where(weight.sum(axis=1, keepdims=True) > 0, weight, 1.0)
    below = np.concatenate([np.zeros((kinds, 1)), np.cumsum(weight, axis=1)], axis=1)
    below /= below[:, -1:]
    half = ages[:, :1]  # the first of the grid is the middle of its piece
    edges = np.concatenate([np.zeros((kinds, 1)), ages + half], axis=1)
    # The rows one behind the other, each on a unit of its own.
    unit = np.arange(kinds)[:, None]
    wanted = unit + (np.arange(count) + 0.5) / count
    found = np.interp(wanted.ravel(), (unit + below).ravel(), edges.ravel())
    return np.asarray(found.reshape(kinds, count), dtype=np.float64)
