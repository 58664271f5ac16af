"""From one generation to the next: between layers, in a large population, and against the clock."""

from collections.abc import Callable
from math import exp

import numpy as np

from lazaretto.twin.analytic.courses import AGES, STEP, Floats


def reproduction(matrix: Floats) -> float:
    """The reproduction number of a next-generation matrix (Diekmann et al. 1990): its spectral radius.

    matrix[i, j]: whom of layer i one case of layer j infects. Errors: ValueError for a negative entry.
    """
    if np.any(matrix < 0):
        raise ValueError("nobody infects fewer than no people")
    return float(np.max(np.abs(np.linalg.eigvals(matrix))))


def attacked(matrix: Floats, *, sizes: Floats) -> Floats:
    """The share of each layer that a large epidemic reaches: the largest root of z = 1 - exp(-Σ …). Shape
    [layers].

    matrix[i, j]: whom of layer i one case of layer j infects; sizes[i]: people of layer i.
    """
    shares = np.ones(len(sizes))
    force = matrix * sizes[None, :] / sizes[:, None]
    for _ in range(100_000):
        now = 1.0 - np.exp(-force @ shares)
        if np.max(np.abs(now - shares)) < 1e-14:
            break
        shares = now
    return now


def final_share(reproduction_number: float) -> float:
    """The share of one large, well-mixed population that is infected in the end; 0 where R ≤ 1."""
    return (
        float(attacked(np.array([[reproduction_number]]), sizes=np.ones(1))[0])
        if reproduction_number > 1
        else 0.0
    )


def growth_to_reproduction(rate: float, *, emitted: Floats) -> float:
    """Euler-Lotka: R = 1 / ∫ exp(-rate · age) d emitted(age). rate: exponential growth a day."""
    middle = AGES[:-1] + STEP / 2
    return 1.0 / float(np.sum(np.exp(-rate * middle) * np.diff(emitted)))


def chance_of_breach(
    *, days: float, doors: list[tuple[float, float, float]], dying_out: Callable[[float], float] | None = None
) -> float:
    """The chance of at least one outbreak in so many days, doors being independent and introductions rare.

    doors: (introductions a day, chance that one gets past the measures, its reproduction number inside).
    dying_out: from a reproduction number to the chance that its line dies out (none: never).
    """
    rate = sum(
        often * passing * (1.0 - (dying_out(inside) if dying_out else 0.0))
        for often, passing, inside in doors
    )
    return 1.0 - exp(-rate * days)


def found_within(*, every: float, chance: Floats, days: float, missed: float = 0.0) -> float:
    """The chance that somebody tested every so many days is found within ``days`` of infection.

    chance: sensitivity by age (courses.AGES). The first test falls at any moment of the period, each as
    likely. missed: the share of tests that are not taken. Midpoint rule, one node a quarter of an hour.
    """
    offsets = (np.arange(max(1, round(every / STEP))) + 0.5) * STEP
    found = np.ones(len(offsets))
    tests = int(np.ceil(days / every)) + 1
    for number in range(tests):
        age = offsets + number * every
        seen = np.where(age <= days, np.interp(age, AGES, chance), 0.0)
        found *= 1.0 - (1.0 - missed) * seen
    return float(1.0 - found.mean())
