"""Ashcroft et al., eLife 2021;10:e63704: travellers and contacts under quarantine with a test."""

from functools import partial

import numpy as np
from scipy import stats

from lazaretto.twin.analytic.courses import AGES, Course, History, between
from lazaretto.twin.analytic.residual import Schedule, Swab, exactly, transmitted
from validation.cases import Case

CITED = "Ashcroft et al. 2021"
GENERATION = stats.weibull_min(3.277, scale=6.127).cdf(AGES)
FALSE_NEGATIVE = between({0: 1, 1: 1, 4: 0.67, 5: 0.38, 6: 0.25, 7: 0.21, 8: 0.20, 9: 0.21, 21: 0.66})
HISTORY = History((Course("all", 1.0, GENERATION, GENERATION, {"pcr": 1 - FALSE_NEGATIVE}),))
# Travellers without a test, by days of quarantine 0 … 10.
CURVE = (0.0, 0.2302, 0.4282, 0.5913, 0.7241, 0.8296, 0.9071, 0.9571, 0.9839, 0.9953, 0.9990)


def contact(released: float, tested: float | None = None) -> float:
    """Of all transmission of a contact who is quarantined three days after exposure: the share averted."""
    swabs = () if tested is None else (Swab(tested - 3, released - 3, "pcr"),)
    spread = transmitted(
        HISTORY, exactly(HISTORY, ages=np.array([3.0])), Schedule(released - 3, swabs), until=7.0
    )
    return spread.without - spread.inside - spread.after


def traveller(released: float, tested: float | None = None) -> float:
    """The mean over eight days of exposure of what is averted locally, each day as heavy (as the authors'
    code has it).
    """
    swabs = () if tested is None else (Swab(tested, max(released, tested), "pcr"),)
    shares = []
    for age in range(8):
        came = exactly(HISTORY, ages=np.array([float(age)]))
        spread = transmitted(HISTORY, came, Schedule(released, swabs), until=10.0)
        whole = transmitted(HISTORY, came, Schedule(released, swabs)).without
        shares.append((spread.without - spread.inside - spread.after) / whole)
    return float(np.mean(shares))


def utility(released: float, tested: float) -> float:
    """Utility for a day of quarantine, beside ten days without a test (one contact in ten infected)."""
    passing = FALSE_NEGATIVE[round(tested * 96)]
    days = (released - 3) + 0.1 * (1 - passing) * (10 - released)
    return contact(released, tested) / float(days) / (contact(10) / 7)


def cases() -> tuple[Case, ...]:
    """The headline numbers and the curve without a test."""
    of_contacts = (
        ("contact: most that can be averted", 0.908, lambda: 1 - float(GENERATION[3 * 96])),
        ("contact: released on day 10, no test", 0.901, partial(contact, 10)),
        ("contact: test and release on day 6", 0.805, partial(contact, 6, 6)),
        ("contact: test on day 5, released on day 7", 0.823, partial(contact, 7, 5)),
    )
    of_travellers = (
        ("traveller: most that can be averted locally", 0.733,
         lambda: float(np.mean([1 - GENERATION[age * 96] for age in range(8)]))),
        ("traveller: test on day 5, released on day 7", 0.985, partial(traveller, 7, 5)),
        ("traveller: test and release on day 6", 0.978, partial(traveller, 6, 6)),
        ("traveller: test at arrival, released at once", 0.352, partial(traveller, 0, 0)),
        ("traveller: test at arrival, released on day 2", 0.541, partial(traveller, 2, 0)),
    )  # fmt: skip
    relative = (
        ("contact: utility of test 5, release 7", 1.53, 5e-3, partial(utility, 7, 5)),
        ("contact: utility of test 6, release 6", 1.90, 1e-2, partial(utility, 6, 6)),
        ("traveller: ten days over five", 1.204, 1e-3, lambda: traveller(10) / traveller(5)),
    )
    curve = tuple(
        Case(f"traveller: {day} d, no test", share, CITED, 1e-3, partial(traveller, day))
        for day, share in enumerate(CURVE)
    )
    return (
        *(Case(name, share, CITED, 1e-3, ours) for name, share, ours in (*of_contacts, *of_travellers)),
        *(Case(name, share, CITED, by, ours) for name, share, by, ours in relative),
        *curve,
    )
