"""What the twin would have said on a past day, beside what happened since: bands by day, and scores.

    said = predicted(design, order, disease, contacts, days=20)        # lived from that day on; simulated
    reviewed(said, happened)                                           # → Review

Nothing of it is stored: a prediction is a function of the record as known on that day, the document in force
then, the assumptions and a seed, and so is told the same whenever it is asked for. What was done since and no
document orders ahead (rounds one by one, another level, who came) is not known to it.
"""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from lazaretto.twin.contacts import Contacts
from lazaretto.twin.designing import Design
from lazaretto.twin.disease import Disease
from lazaretto.twin.engine.outcomes import DAILY
from lazaretto.twin.engine.running import run
from lazaretto.twin.network import Policy
from lazaretto.twin.observing import Setting

# In the order in which a page shows them: people found, by where; cohorts whose leg began anew.
FOUND = ("found_in_quarantine", "found_in_wings", "found_staff", "restarted")
WITHIN = (0.05, 0.95)
POINTS, REPLICATES = 16, 40  # six hundred lives: a twentieth of them is thirty
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
    0 is a prediction that is certain and right. rank: the share of lives with at most so many (law of the
    whole count), half of those with exactly so many.
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


def predicted(
    design: Design, order: Policy, disease: Disease, contacts: Contacts, *, days: int, points: int = POINTS,
    replicates: int = REPLICATES, seed: int = 1,
) -> Mapping[str, Lives]:  # fmt: skip
    """Counts of each of ``FOUND`` by life and day, at points through all ranges. Shape [lives, days].

    Errors: CannotBeBuilt.
    """
    setting = Setting(design, disease, contacts, days, points, replicates, seed)
    lived = [
        run(setting.world(order, point), seed=seed + at, replicates=replicates, curves=True).daily
        for at, point in enumerate(setting.drawn())
    ]
    whole = np.concatenate(lived).astype(np.int64)
    return {name: whole[:, :, DAILY.index(name)] for name in FOUND}


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
