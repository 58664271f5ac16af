"""Prisons of which nothing was used: lived at what was learned of another, and put beside what happened."""

from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.calibrating import Calibrated
from lazaretto.twin.ranges import unit
from lazaretto.twin.shaping import Shape
from validation.prisons.facts import Doors, Prison, facts
from validation.prisons.fitting import elsewhere, shapes
from validation.prisons.worlds import ranges

CLASSES = (50, 500)  # fewer than 50, 50 to 499, 500 and more
# On which assumptions prisons are allowed to differ on average from what one outbreak taught: by how much is
# learned on half of the prisons and held against the other half.
DIFFERING = (
    "contacts.staff_resident", "contacts.wing", "contacts.freeze", "disease.reproduction",
    "disease.dispersion",
)  # fmt: skip
_SPREAD = 3.0  # of how much, in powers of e from one end of a range to the other; before anything is learned
_TRIED = 4000
_DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Band:
    """Median and range of what was lived."""

    value: float
    low: float
    high: float


def band(values: Floats, *, share: float) -> Band:
    """The median, and what holds this share of the values."""
    low, middle, high = np.quantile(values, [(1 - share) / 2, 0.5, (1 + share) / 2])
    return Band(float(middle), float(low), float(high))


def predicted(prison: Prison, calibrated: Calibrated, *, lives: int, seed: int) -> list[Shape]:
    """The shapes of a prison at what was learned of another."""
    names, at = elsewhere(calibrated, lives, seed=seed)
    return shapes(prison, names, at, seed=seed)


@dataclass(frozen=True, slots=True)
class Pool:
    """Lives of prisons of each kind of doors. share: found of the people, [lives]; places: [lives, DIFFERING]
    in their ranges; by doors both.
    """

    share: dict[Doors, Floats]
    places: dict[Doors, Floats]


def pool(names: tuple[str, ...], at: Floats, *, seed: int) -> Pool:
    """Live prisons of each kind, of the sizes that there are, at these points: one life each."""
    lives = len(at)
    chosen = np.random.Generator(np.random.Philox(seed)).integers(len(facts().all), size=lives)
    share: dict[Doors, Floats] = {}
    kinds: tuple[Doors, ...] = ("solid", "open", "dormitory")
    for kind in kinds:
        lived = [
            shapes(_of(kind, facts().all[which]), names, at[number : number + 1], seed=seed + number)[0]
            for number, which in enumerate(chosen)
        ]
        share[kind] = np.array([one.share for one in lived])
    places = np.column_stack(
        [unit(one, at[:, names.index(one.name)]) for one in ranges(DIFFERING)]
    )  # fmt: skip
    # A prison whose doors nobody published may be either; half of the lives of each.
    half = lives // 2
    share["either"] = np.concatenate([share["solid"][:half], share["dormitory"][half:]])
    return Pool(share, dict.fromkeys((*kinds, "either"), places))


def _of(kind: Doors, prison: Prison) -> Prison:
    return msgspec.structs.replace(prison, doors=kind)


def networks(lived: Pool, prisons: tuple[Prison, ...], leaning: Floats, *, seed: int) -> NDArray[np.float64]:
    """Sizes of the outbreaks of these prisons, drawn many times. leaning: [draws, DIFFERING] how much the
    prisons of a draw lean to the upper ends of their ranges. Shape [draws, prisons].
    """
    chance = np.random.Generator(np.random.Philox(seed))
    sizes = np.zeros((len(leaning), len(prisons)))
    for number, leans in enumerate(leaning):
        for which, prison in enumerate(prisons):
            weights = _weights(lived.places[prison.doors], leans)
            chosen = int(np.searchsorted(np.cumsum(weights), chance.random()))
            share = lived.share[prison.doors][min(chosen, len(weights) - 1)]
            sizes[number, which] = round(share * prison.people)
    return sizes


def _weights(places: Floats, leans: Floats) -> Floats:
    weights = np.exp((places - 0.5) @ leans)
    return np.asarray(weights / weights.sum())


def level(draws: int = _DRAWS) -> Floats:
    """No leaning: every prison as the one outbreak taught."""
    return np.zeros((draws, len(DIFFERING)))


def leaning(lived: Pool, prisons: tuple[Prison, ...], *, seed: int, draws: int = _DRAWS) -> Floats:
    """How prisons lean, learned from the classes of size of these prisons: leanings are tried from a wide
    normal distribution and drawn again as their likelihood says. Shape [draws, DIFFERING].
    """
    chance = np.random.Generator(np.random.Philox(seed))
    tried = chance.normal(scale=_SPREAD, size=(_TRIED, len(DIFFERING)))
    scores = np.zeros(len(tried))
    for prison in prisons:
        same = classed(lived.share[prison.doors] * prison.people) == classed(np.array([prison.found]))[0]
        weights = np.exp((lived.places[prison.doors] - 0.5) @ tried.T)
        # One life more in each class: a class that no life of the pool fell in is rare, not impossible.
        likely = (same @ weights / weights.sum(axis=0) * len(same) + 1 / 3) / (len(same) + 1)
        scores += np.log(likely)
    likely = np.exp(scores - scores.max())
    return np.asarray(tried[chance.choice(len(tried), size=draws, p=likely / likely.sum())])


def crossed(lived: Pool, *, draws: int, seed: int) -> Floats:
    """Sizes of all prisons, each half of them as the other half taught. Shape [draws, prisons]."""
    one, other = halves(seed=seed)
    sizes = [
        networks(lived, held, leaning(lived, learned, seed=seed, draws=draws), seed=seed + number)
        for number, (learned, held) in enumerate(((one, other), (other, one)))
    ]
    return np.hstack(sizes)


def against_solid(lived: Pool, kind: Doors, *, seed: int, draws: int = 1000) -> Floats:
    """How many times as many are found as behind solid doors, on average over the same points; by resampling
    the points. Shape [draws].
    """
    count = len(lived.share["solid"])
    chosen = np.random.Generator(np.random.Philox(seed)).integers(count, size=(draws, count))
    return np.asarray(lived.share[kind][chosen].mean(axis=1) / lived.share["solid"][chosen].mean(axis=1))


def ordered(sizes: Floats) -> tuple[Floats, Floats, Floats]:
    """The sizes of each draw in order: the 95 % band of each place and its median. Shapes [prisons]."""
    low, middle, high = np.quantile(np.sort(sizes, axis=1), [0.025, 0.5, 0.975], axis=0)
    return low, middle, high


def classed(sizes: Floats) -> NDArray[np.intp]:
    """The class of each size, 0 … 2."""
    return np.asarray(np.searchsorted(CLASSES, sizes, side="right"))


def counts(sizes: Floats) -> Floats:
    """How many prisons of each draw are in each class. sizes: [draws, prisons]; shape [draws, 3]."""
    return np.stack([(classed(sizes) == number).sum(axis=1) for number in range(3)], axis=1).astype(float)


def halves(*, seed: int) -> tuple[tuple[Prison, ...], tuple[Prison, ...]]:
    """All prisons cut in two by chance: one half to learn from, one to hold against."""
    everyone = facts().all
    order = np.random.Generator(np.random.Philox(seed)).permutation(len(everyone))
    half = len(everyone) // 2
    return tuple(everyone[n] for n in order[:half]), tuple(everyone[n] for n in order[half:])
