"""Reverse cohorts of Bays et al. (2021): arrivals wait apart, screened when they come and when they go.

Infected at any moment of the fourteen days before; incubation lognormal; a screen sees only the symptomatic,
and those with a given sensitivity. Through the formula of ``twin.analytic.residual``: a course for each
equally likely incubation, and a test that finds nobody before symptoms.
"""

from functools import cache, partial

import numpy as np
from scipy import stats

from lazaretto.twin.analytic.courses import AGES, Course, History
from lazaretto.twin.analytic.residual import Schedule, Swab, transmitted, uniform
from validation.cases import Case

CITED = "Bays et al. 2021, closed form"
BEFORE = 14.0
INCUBATION = stats.lognorm(0.47238, scale=np.exp(1.6112))
PIECES = 128
# By sensitivity: days apart → share of infected arrivals who are found.
PUBLISHED = {
    1.0: {5: 0.906, 7: 0.957, 10: 0.987, 14: 0.997, 21: 1.000},
    0.8: {5: 0.822, 7: 0.862, 10: 0.886, 14: 0.894},
    0.5: {5: 0.604, 7: 0.629, 10: 0.644, 14: 0.649},
}


@cache
def _history(sensitivity: float) -> History:
    onsets = INCUBATION.ppf((np.arange(PIECES) + 0.5) / PIECES)
    spent = np.minimum(AGES / AGES[-1], 1.0)  # what is transmitted plays no part here
    return History(
        tuple(
            Course(str(number), 1 / PIECES, spent, spent, {"screen": sensitivity * (onset <= AGES)})
            for number, onset in enumerate(onsets)
        )
    )


def found(days: int, sensitivity: float) -> float:
    """The share of infected arrivals whom one of the two screens finds."""
    history = _history(sensitivity)
    swabs = (Swab(0, 0, "screen"), Swab(days, days, "screen"))
    return 1.0 - transmitted(history, uniform(history, days=BEFORE), Schedule(days, swabs)).missed


def cases() -> tuple[Case, ...]:
    """The table."""
    return tuple(
        Case(f"reverse cohort of {days} d, sensitivity {sensitivity:g}: found", share, CITED, 1e-3,
             partial(found, days, sensitivity))
        for sensitivity, row in PUBLISHED.items()
        for days, share in row.items()
    )  # fmt: skip
