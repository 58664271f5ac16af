"""What an infected arrival still transmits after a schedule of quarantine and tests.

    spread = transmitted(history, arriving, Schedule(days=21, swabs=(Swab(taken=20, known=21, test="pcr"),)))
    spread.after * R0                                      # post-quarantine transmission, a head

One formula for all the published ones (Ashcroft et al. 2021; Wells et al. 2021; Johansson et al. 2021): the
stretch of time is cut where a result becomes known or the quarantine ends; within a piece, who was not found
by the swabs known so far goes on transmitting what the course has left.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lazaretto.twin.analytic.courses import AGES, STEP, Floats, History, at


@dataclass(frozen=True, slots=True)
class Swab:
    """One test. taken, known: days since arrival (below zero: before it); who is positive is isolated from
    ``known``.
    """

    taken: float
    known: float
    test: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """A quarantine. days: its length. prevented: the share of transmission that it prevents while it lasts.

    watched: whoever shows symptoms is isolated at once. Errors: ValueError for a length below zero, a share
    outside [0, 1], or a result known before its swab.
    """

    days: float
    swabs: tuple[Swab, ...] = ()
    watched: bool = True
    prevented: float = 1.0

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError("a quarantine cannot last less than no time")
        if not 0 <= self.prevented <= 1:
            raise ValueError("the share of transmission that a quarantine prevents lies between 0 and 1")
        if any(swab.known < swab.taken for swab in self.swabs):
            raise ValueError("a result cannot be known before its swab is taken")


@dataclass(frozen=True, slots=True)
class Arriving:
    """The ages of infection at arrival, for each course of a history: days [k] and weights [k] that sum to
    one.
    """

    ages: tuple[Floats, ...]
    weights: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class Transmitted:
    """In shares of one reproduction number, per infected arrival. without: had nothing been done.

    inside: during the quarantine, by what it does not prevent. after: once it has ended. missed: the chance
    that no swab found the person.
    """

    without: float
    inside: float
    after: float
    missed: float

    @property
    def averted(self) -> float:
        """What the schedule averts, of what there was to avert."""
        return 1.0 - (self.inside + self.after) / self.without if self.without else 0.0


def uniform(history: History, *, days: float | dict[str, float]) -> Arriving:
    """Arrivals infected at any moment of the last ``days`` days, each as likely (for a course by name, or
    for all).
    """
    ages: list[Floats] = []
    weights: list[Floats] = []
    for course in history.courses:
        longest = days[course.name] if isinstance(days, dict) else days
        if longest <= 0:
            ages.append(np.zeros(1))
            weights.append(np.ones(1))
            continue
        nodes = np.linspace(0.0, longest, max(3, round(longest / STEP) + 1))
        weight = np.ones(len(nodes))
        weight[[0, -1]] = 0.5
        ages.append(nodes)
        weights.append(weight / weight.sum())
    return Arriving(tuple(ages), tuple(weights))


def exactly(history: History, *, ages: Floats) -> Arriving:
    """Arrivals of these ages (days), each as likely."""
    given = np.asarray(ages, dtype=np.float64)
    count = len(history.courses)
    return Arriving((given,) * count, (np.full(len(given), 1 / len(given)),) * count)


def transmitted(
    history: History,
    arriving: Arriving,
    schedule: Schedule,
    *,
    since: float = 0.0,
    until: float = float(AGES[-1]),
) -> Transmitted:
    """What arrivals of this history transmit between two instants (days since arrival) under a schedule."""
    instants = {since, until, 0.0, schedule.days, *(swab.known for swab in schedule.swabs)}
    cuts = sorted(instant for instant in instants if since <= instant <= until)
    without = inside = after = missed = 0.0
    for course, ages, weights in zip(history.courses, arriving.ages, arriving.weights, strict=True):
        curve = course.watched if schedule.watched else course.emitted
        free = at(course.emitted, ages + until) - at(course.emitted, ages + since)
        without += course.share * float(weights @ free)
        passed = [1.0 - at(course.sensitivity[swab.test], ages + swab.taken) for swab in schedule.swabs]
        spent = at(curve, ages + cuts[0])
        for left, right in pairwise(cuts):
            by_then = at(curve, ages + right)
            unfound = weights.copy()
            for swab, passing in zip(schedule.swabs, passed, strict=True):
                if swab.known <= left:
                    unfound *= passing
            left_over = course.share * float(unfound @ (by_then - spent))
            if right <= schedule.days and left >= 0:
                inside += (1.0 - schedule.prevented) * left_over
            elif left >= schedule.days:
                after += left_over
            else:
                inside += left_over
            spent = by_then
        everything = weights.copy()
        for passing in passed:
            everything *= passing
        missed += course.share * float(everything.sum())
    return Transmitted(without, inside, after, missed)


def infects_nobody(
    history: History, arriving: Arriving, schedule: Schedule, *, reproduction: float, dispersion: float,
    until: float = float(AGES[-1]),
) -> float:  # fmt: skip
    """The chance that an infected arrival infects nobody after the quarantine, age by age of infection.

    Wells et al. (2021) put the mean over ages into the formula; this is the mean of the formula, which is
    what a population of arrivals shows (and what the individual-based engine counts).
    """
    spared = 0.0
    for course, ages, weights in zip(history.courses, arriving.ages, arriving.weights, strict=True):
        curve = course.watched if schedule.watched else course.emitted
        swabs = sorted(schedule.swabs, key=lambda swab: swab.known)
        unfound = np.ones(len(ages))
        spent = at(curve, ages + schedule.days)
        mean = np.zeros(len(ages))
        nobody = np.zeros(len(ages))
        for swab in swabs:
            end = max(schedule.days, min(swab.known, until))
            by_then = at(curve, ages + end)
            mean += by_then - spent
            spent = by_then
            chance = at(course.sensitivity[swab.test], ages + swab.taken)
            nobody += unfound * chance * _spared(reproduction * mean, dispersion)
            unfound *= 1.0 - chance
        mean += at(curve, ages + until) - spent
        nobody += unfound * _spared(reproduction * mean, dispersion)
        spared += course.share * float(weights @ nobody)
    return spared


def _spared(mean: Floats, dispersion: float) -> Floats:
    return np.exp(-mean) if np.isinf(dispersion) else (1.0 + mean / dispersion) ** -dispersion
