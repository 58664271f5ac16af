"""What the twin foresaw from a past day on, beside what happened since: bands by day, and scores.

    said = foreseeing.foreseen(question)                               # lived from that day on; simulated
    reviewed(said, happened, points=…, replicates=…, seed=…)           # → Review

What was done since and no document orders ahead (rounds one by one, another level, who came) is not known
to it.
"""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from lazaretto.twin.answer import WITHIN

# In the order in which a page shows them: people found, by where; cohorts whose leg began anew.
FOUND = ("found_in_quarantine", "found_in_wings", "found_staff", "restarted")
Series = tuple[int, ...]
Lives = NDArray[np.int64]


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """Of one day, over all lives at all points of the assumptions: the median, and what holds nine tenths."""

    value: float
    low: float
    high: float


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One of ``FOUND``: bands by day and happened by day (both counted up since the first day), and scores.

    covered: of the days on which what happened lies within the band of that day's own count. score: the
    continuous ranked probability score of the whole count (Gneiting & Raftery, JASA 2007, eq. 21), in people;
    0 is a prediction that is certain and right. rank: the share of lives with a smaller whole count, and half
    of those with exactly so many.
    """

    name: str
    bands: tuple[Band, ...]
    happened: Series
    covered: float
    inside: bool
    score: float
    rank: float


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """A prediction beside what happened. All of ``bands`` is simulated."""

    lines: tuple[Line, ...]
    days: int
    points: int
    replicates: int
    seed: int


def reviewed(
    said: Mapping[str, Lives], happened: Mapping[str, Series], *, points: int, replicates: int, seed: int
) -> Review:
    """A prediction beside the counts. Errors: ValueError where they are not of the same days."""
    lines = tuple(_line(name, said[name], happened[name]) for name in FOUND)
    return Review(lines=lines, days=len(lines[0].happened), points=points, replicates=replicates, seed=seed)


def _line(name: str, lives: Lives, happened: Series) -> Line:
    if lives.shape[1] != len(happened):
        raise ValueError(f"{name}: {lives.shape[1]} days were lived, and {len(happened)} counted")
    counted = np.array(happened, dtype=np.int64)
    summed, sums = np.cumsum(lives, axis=1), np.cumsum(counted)
    low, middle, high = np.quantile(summed, [WITHIN[0], 0.5, WITHIN[1]], axis=0)
    of_day = np.quantile(lives, WITHIN, axis=0)
    total, whole = summed[:, -1], int(sums[-1])
    return Line(
        name=name,
        bands=tuple(
            Band(value=float(b), low=float(a), high=float(c))
            for a, b, c in zip(low, middle, high, strict=True)
        ),
        happened=tuple(int(one) for one in sums),
        covered=float(((of_day[0] <= counted) & (counted <= of_day[1])).mean()),
        inside=bool(low[-1] <= whole <= high[-1]),
        score=crps(total, whole),
        rank=float((total < whole).mean() + (total == whole).mean() / 2),
    )


def crps(lives: Sequence[int] | Lives, happened: float) -> float:
    """E|X - y| - E|X - X'| / 2 over the lives, each as likely; the second mean by the order of the lives."""
    drawn = np.sort(np.asarray(lives, dtype=np.float64))
    count = len(drawn)
    weights = 2 * np.arange(1, count + 1) - count - 1
    spread = 2 * float(weights @ drawn) / count**2
    return float(np.abs(drawn - happened).mean()) - spread / 2
