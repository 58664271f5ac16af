"""Johansson et al., BMC Med 2021;19:94: travellers watched for symptoms, tested and quarantined."""

from functools import partial

import numpy as np
from scipy import stats

from lazaretto.twin.analytic.courses import AGES, Course, Floats, History, cumulated
from lazaretto.twin.analytic.residual import Arriving, Schedule, Swab, exactly, transmitted, uniform
from validation.cases import Case

CITED = "Johansson et al. 2021"
SHED = stats.gamma(7.2, scale=0.80)
SYMPTOMS = stats.lognorm(0.5, scale=np.exp(1.6))
PEAK = SHED.pdf((7.2 - 1) * 0.80)
# Days of quarantine, days of the tests, watched for symptoms, share averted.
AFTER_EXPOSURE = (
    (0, (), True, 0.389), (0, (3,), False, 0.470), (0, (3,), True, 0.664), (0, (0,), True, 0.389),
    (0, (5,), True, 0.679), (0, (10,), True, 0.391), (7, (4,), True, 0.986), (7, (8,), True, 0.921),
    (0, (4, 0), True, 0.759), (0, (8, 0), True, 0.413), (0, (3, 0, 5), True, 0.807),
    (0, (5, 0, 5), True, 0.682),
)  # fmt: skip
AFTER_TRAVEL = (
    (0, (), True, 0.436), (7, (), False, 0.922), (7, (), True, 0.971), (7, (5,), True, 0.989),
    (10, (), True, 0.997), (14, (), True, 0.9998),
)  # fmt: skip


def history(best: float) -> History:
    """Their gamma curve with an antigen test whose sensitivity is greatest at the peak."""
    emitted: Floats = SHED.cdf(AGES)
    watched = cumulated(lambda age: SHED.pdf(age) * (1 - 0.7 * SYMPTOMS.cdf(age)))
    return History((Course("all", 1.0, emitted, watched, {"antigen": best * SHED.pdf(AGES) / PEAK}),))


KNOWN = history(0.99)
TRAVEL = history(0.80)


def averted(
    which: History, came: Arriving, days: float, tests: tuple[float, ...], watched: bool
) -> float:  # fmt: skip
    """The share of transmission in 28 days after arrival that is averted."""
    swabs = tuple(Swab(test, test, "antigen") for test in tests)
    return transmitted(which, came, Schedule(days, swabs, watched=watched), until=28.0).averted


def cases() -> tuple[Case, ...]:
    """The authors' own unit values, and their table after travel (gamma curve, antigen test)."""
    known, week = exactly(KNOWN, ages=np.zeros(1)), uniform(TRAVEL, days=7.0)
    found = []
    for name, which, came, table in (
        ("known exposure", KNOWN, known, AFTER_EXPOSURE), ("after travel", TRAVEL, week, AFTER_TRAVEL),
    ):  # fmt: skip
        for days, tests, watched, share in table:
            said = f"{name}: {days} d, tests {', '.join(map(str, tests)) or 'none'}"
            said += ", symptoms" if watched else ""
            found.append(
                Case(said, share, CITED, 1.5e-3, partial(averted, which, came, days, tests, watched))
            )
    return tuple(found)
