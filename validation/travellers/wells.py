"""Wells et al., Nat Commun 2021;12:356: transmission after quarantine, latent period 2.9 days."""

from functools import cache, partial

import numpy as np
from scipy import interpolate, stats

from lazaretto.twin.analytic import branching
from lazaretto.twin.analytic.courses import AGES, Course, Floats, History, cumulated
from lazaretto.twin.analytic.residual import Arriving, Schedule, Swab, transmitted, uniform
from validation.cases import Case

CITED = "Wells et al. 2021"
LATENT, ONSET, HIDDEN, REPRODUCTION, DISPERSION = 2.9, 8.29, 0.308, 2.5, 0.25
# Sensitivity after symptoms as the authors fitted it: the logit is a polynomial of the days since then.
LOGIT = (
    3.11704516890789,
    -0.147065018471091,
    -0.0159706947117169,
    0.00131081512242671,
    -2.98643956911681e-05,
)
NAMES = ("no test", "entry", "exit, a day's delay", "entry and exit, a day's delay", "exit, no delay")
# By days: as NAMES, each (infected after release, chance of infecting anybody).
PUBLISHED: dict[int, tuple[tuple[float, float], ...]] = {
    0: ((0.8924, 0.3160), (0.3758, 0.2050)),
    3: ((0.5077, 0.2421), (0.3218, 0.1869), (0.1202, 0.0935), (0.1082, 0.0860), (0.0541, 0.0478)),
    5: ((0.2605, 0.1635), (0.1971, 0.1353), (0.0173, 0.0166), (0.0137, 0.0132), (0.0135, 0.0130)),
    7: ((0.0885, 0.0730), (0.0618, 0.0537), (0.0048, 0.0047), (0.0026, 0.0026), (0.0052, 0.0051)),
    10: ((0.0246, 0.0232), (0.0157, 0.0151), (0.0021, 0.0021), (0.0010, 0.0010), (0.0025, 0.0025)),
    13: ((0.0080, 0.0078), (0.0053, 0.0053), (0.0011, 0.0011), (0.0006, 0.0006), (0.0013, 0.0013)),
    14: ((0.0053, 0.0053), (0.0036, 0.0036), (0.0009, 0.0009), (0.0005, 0.0005), (0.0010, 0.0010)),
}


@cache
def history() -> History:
    """Shedding rises exponentially and falls as a gamma; a test finds before the peak what it finds after it
    at the same height.
    """
    gamma, rise, turn = stats.gamma(3.4434238, scale=1.76955383531329), 4.33152485926992, LATENT + 0.499
    foot = gamma.pdf(0.499) / (np.exp(rise * turn) - 1)
    whole = foot * ((np.exp(rise * turn) - 1) / rise - turn) + gamma.sf(0.499)

    def shed(age: Floats) -> Floats:
        early = foot * (np.exp(rise * np.minimum(age, turn)) - 1)
        late: Floats = gamma.pdf(np.maximum(age - LATENT, 0.0))
        shape: Floats = np.where(age >= turn, late, early) / whole
        return shape

    def late_sensitivity(age: Floats) -> Floats:
        return 1 / (1 + np.exp(-np.polynomial.polynomial.polyval(age - ONSET, LOGIT)))

    mode = (3.4434238 - 1) * 1.76955383531329 + LATENT
    down = np.arange(mode, 60, 0.1)
    back = interpolate.PchipInterpolator(shed(down)[::-1], late_sensitivity(down)[::-1])
    found = np.where(mode < AGES, late_sensitivity(AGES), back(np.maximum(shed(AGES), shed(down)[-1])))
    found[0] = 0.0
    emitted = cumulated(shed, stops=np.array([turn]))
    stopped = cumulated(lambda age: shed(age) * (age < ONSET), stops=np.array([turn, ONSET]))
    return History(
        (
            Course("symptomatic", 1 - HIDDEN, emitted, stopped, {"pcr": found}),
            Course("asymptomatic", HIDDEN, emitted, emitted, {"pcr": found}),
        )
    )


@cache
def came() -> Arriving:
    """Infected at any moment before symptoms, or within twenty days more where there are none."""
    return uniform(history(), days={"symptomatic": ONSET, "asymptomatic": ONSET + 20})


def strategies(days: int) -> tuple[tuple[Swab, ...], ...]:
    """The swabs of each of ``NAMES``."""
    entry, late, now = Swab(0, 0, "pcr"), Swab(days - 1, days, "pcr"), Swab(days, days, "pcr")
    return ((), (entry,), (late,), (entry, late), (now,))


def after(days: float, swabs: tuple[Swab, ...]) -> tuple[float, float]:
    """Infected by one arrival after release, and the chance that anybody is."""
    mean = REPRODUCTION * transmitted(history(), came(), Schedule(days, swabs)).after
    return mean, branching.transmits(reproduction=mean, dispersion=DISPERSION)


def cases() -> tuple[Case, ...]:
    """The table, to the digits that were printed or recomputed."""
    found = []
    for days, row in PUBLISHED.items():
        for name, swabs, (mean, chance) in zip(NAMES, strategies(days), row, strict=False):
            said = f"{days} d, {name}"
            found.append(Case(f"{said}: infected after", mean, CITED, 6e-5, partial(_mean, days, swabs)))
            found.append(Case(f"{said}: chance of any", chance, CITED, 6e-5, partial(_chance, days, swabs)))
    return tuple(found)


def _mean(days: int, swabs: tuple[Swab, ...]) -> float:
    return after(days, swabs)[0]


def _chance(days: int, swabs: tuple[Swab, ...]) -> float:
    return after(days, swabs)[1]
