"""Residual transmission: three published models, each from its own parameters, through one formula."""

import numpy as np
import pytest
from scipy import interpolate, stats

from lazaretto.twin.analytic import branching
from lazaretto.twin.analytic.courses import AGES, Course, Floats, History, between, cumulated
from lazaretto.twin.analytic.residual import (
    Arriving,
    Schedule,
    Swab,
    exactly,
    infects_nobody,
    transmitted,
    uniform,
)

# Ashcroft et al., eLife 2021;10:e63704.
GENERATION = stats.weibull_min(3.277, scale=6.127).cdf(AGES)
FALSE_NEGATIVE = between({0: 1, 1: 1, 4: 0.67, 5: 0.38, 6: 0.25, 7: 0.21, 8: 0.20, 9: 0.21, 21: 0.66})
ASHCROFT = History((Course("all", 1.0, GENERATION, GENERATION, {"pcr": 1 - FALSE_NEGATIVE}),))


def _contact(released: float, tested: float | None = None) -> float:
    """Of all transmission of a contact who is quarantined three days after exposure: the share that is
    averted.
    """
    swabs = () if tested is None else (Swab(tested - 3, released - 3, "pcr"),)
    spread = transmitted(
        ASHCROFT, exactly(ASHCROFT, ages=np.array([3.0])), Schedule(released - 3, swabs), until=7.0
    )
    return spread.without - spread.inside - spread.after


def _traveller(released: float, tested: float | None = None) -> float:
    """The mean over eight days of exposure of what is averted locally, each day as heavy (as the authors'
    code has it).
    """
    swabs = () if tested is None else (Swab(tested, max(released, tested), "pcr"),)
    shares = []
    for age in range(8):
        came = exactly(ASHCROFT, ages=np.array([float(age)]))
        spread = transmitted(ASHCROFT, came, Schedule(released, swabs), until=10.0)
        whole = transmitted(ASHCROFT, came, Schedule(released, swabs)).without
        shares.append((spread.without - spread.inside - spread.after) / whole)
    return float(np.mean(shares))


@pytest.mark.parametrize(
    ("value", "published"),
    [
        (lambda: 1 - GENERATION[3 * 96], 0.908),
        (lambda: _contact(10), 0.901),
        (lambda: _contact(6, 6), 0.805),
        (lambda: _contact(7, 5), 0.823),
        (lambda: float(np.mean([1 - GENERATION[age * 96] for age in range(8)])), 0.733),
        (lambda: _traveller(10), 0.999),
        (lambda: _traveller(7, 5), 0.985),
        (lambda: _traveller(6, 6), 0.978),
        (lambda: _traveller(0, 0), 0.352),
        (lambda: _traveller(2, 0), 0.541),
    ],
)
def test_ashcroft(value, published: float) -> None:  # type: ignore[no-untyped-def]
    """The headline shares, to the digit they are printed with."""
    assert value() == pytest.approx(published, abs=1e-3)


def test_ashcroft_utility() -> None:
    """Utility for a day of quarantine, beside ten days without a test (one contact in ten infected)."""

    def utility(released: float, tested: float) -> float:
        passing = FALSE_NEGATIVE[round(tested * 96)]
        return _contact(released, tested) / float((released - 3) + 0.1 * (1 - passing) * (10 - released))

    without = _contact(10) / 7
    assert utility(7, 5) / without == pytest.approx(1.53, abs=5e-3)
    assert utility(6, 6) / without == pytest.approx(1.90, abs=1e-2)


# Johansson et al., BMC Med 2021;19:94.
SHED = stats.gamma(7.2, scale=0.80)
SYMPTOMS = stats.lognorm(0.5, scale=np.exp(1.6))
PEAK = SHED.pdf((7.2 - 1) * 0.80)


def _johansson(best: float) -> History:
    emitted: Floats = SHED.cdf(AGES)
    watched = cumulated(lambda age: SHED.pdf(age) * (1 - 0.7 * SYMPTOMS.cdf(age)))
    return History((Course("all", 1.0, emitted, watched, {"antigen": best * SHED.pdf(AGES) / PEAK}),))


KNOWN = _johansson(0.99)
TRAVEL = _johansson(0.80)


def _reduced(
    history: History, came: Arriving, days: float, tests: tuple[float, ...], symptoms: bool
) -> float:
    swabs = tuple(Swab(test, test, "antigen") for test in tests)
    return transmitted(history, came, Schedule(days, swabs, watched=symptoms), until=28.0).averted


@pytest.mark.parametrize(
    ("days", "tests", "symptoms", "published"),
    [
        (0, (), True, 0.389), (0, (3,), False, 0.470), (0, (3,), True, 0.664), (0, (0,), True, 0.389),
        (0, (5,), True, 0.679), (0, (10,), True, 0.391), (7, (4,), True, 0.986), (7, (8,), True, 0.921),
        (0, (4, 0), True, 0.759), (0, (8, 0), True, 0.413), (0, (3, 0, 5), True, 0.807), (0, (5, 0, 5),
            True, 0.682),
    ],
)  # fmt: skip
def test_johansson_after_a_known_exposure(
    days: float, tests: tuple[float, ...], symptoms: bool, published: float
) -> None:
    """The authors' own unit values; their integrals stop at an error of 0.001."""
    came = exactly(KNOWN, ages=np.zeros(1))
    assert _reduced(KNOWN, came, days, tests, symptoms) == pytest.approx(published, abs=1.5e-3)


@pytest.mark.parametrize(
    ("days", "tests", "symptoms", "published"),
    [(0, (), True, 0.436), (7, (), False, 0.922), (7, (), True, 0.971), (7, (5,), True, 0.989),
     (10, (), True, 0.997), (14, (), True, 0.9998)],
)  # fmt: skip
def test_johansson_after_travel(
    days: float, tests: tuple[float, ...], symptoms: bool, published: float
) -> None:
    """Infected at any moment of the week before arrival; the gamma curve with the antigen test."""
    came = uniform(TRAVEL, days=7.0)
    assert _reduced(TRAVEL, came, days, tests, symptoms) == pytest.approx(published, abs=1.5e-3)


# Wells et al., Nat Commun 2021;12:356: latent period 2.9 days.
LATENT, ONSET, HIDDEN, REPRODUCTION, K = 2.9, 8.29, 0.308, 2.5, 0.25


def _wells() -> History:
    gamma, rise, turn = stats.gamma(3.4434238, scale=1.76955383531329), 4.33152485926992, LATENT + 0.499
    foot = gamma.pdf(0.499) / (np.exp(rise * turn) - 1)
    whole = foot * ((np.exp(rise * turn) - 1) / rise - turn) + gamma.sf(0.499)

    def shed(age: Floats) -> Floats:
        early = foot * (np.exp(rise * np.minimum(age, turn)) - 1)
        late: Floats = gamma.pdf(np.maximum(age - LATENT, 0.0))
        shape: Floats = np.where(age >= turn, late, early) / whole
        return shape

    weights = [
        3.11704516890789,
        -0.147065018471091,
        -0.0159706947117169,
        0.00131081512242671,
        -2.98643956911681e-05,
    ]

    def late_sensitivity(age: Floats) -> Floats:
        return 1 / (1 + np.exp(-np.polynomial.polynomial.polyval(age - ONSET, weights)))

    # Before its peak, shedding of one height is found as it is on the way down.
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


WELLS = _wells()
CAME = uniform(WELLS, days={"symptomatic": ONSET, "asymptomatic": ONSET + 20})
PUBLISHED = {
    # days: none, entry, exit (a day's delay), entry and exit, exit without delay – each (R, chance of
    # transmission)
    3: ((0.5077, 0.2421), (0.3218, 0.1869), (0.1202, 0.0935), (0.1082, 0.0860), (0.0541, 0.0478)),
    5: ((0.2605, 0.1635), (0.1971, 0.1353), (0.0173, 0.0166), (0.0137, 0.0132), (0.0135, 0.0130)),
    7: ((0.0885, 0.0730), (0.0618, 0.0537), (0.0048, 0.0047), (0.0026, 0.0026), (0.0052, 0.0051)),
    10: ((0.0246, 0.0232), (0.0157, 0.0151), (0.0021, 0.0021), (0.0010, 0.0010), (0.0025, 0.0025)),
    13: ((0.0080, 0.0078), (0.0053, 0.0053), (0.0011, 0.0011), (0.0006, 0.0006), (0.0013, 0.0013)),
    14: ((0.0053, 0.0053), (0.0036, 0.0036), (0.0009, 0.0009), (0.0005, 0.0005), (0.0010, 0.0010)),
}


def _after(days: float, swabs: tuple[Swab, ...]) -> tuple[float, float]:
    mean = REPRODUCTION * transmitted(WELLS, CAME, Schedule(days, swabs)).after
    return mean, branching.transmits(reproduction=mean, dispersion=K)


@pytest.mark.parametrize("days", PUBLISHED)
def test_wells(days: int) -> None:
    """Post-quarantine transmission by length and test, to the digits that were recomputed."""
    entry, late, now = Swab(0, 0, "pcr"), Swab(days - 1, days, "pcr"), Swab(days, days, "pcr")
    for swabs, published in zip(((), (entry,), (late,), (entry, late), (now,)), PUBLISHED[days], strict=True):
        assert _after(days, swabs) == pytest.approx(published, abs=6e-5)


def test_an_exit_test_halves_fourteen_days() -> None:
    """The published finding: seven days with a test at exit are no worse than fourteen without."""
    assert _after(7, (Swab(6, 7, "pcr"),))[0] <= _after(14, ())[0]


def test_nothing_done_averts_nothing() -> None:
    """No quarantine, no test, no isolation of the sick: everything is transmitted after arrival."""
    spread = transmitted(WELLS, CAME, Schedule(0, watched=False))
    assert spread.inside == 0.0
    assert spread.missed == pytest.approx(1.0)
    assert spread.after == pytest.approx(spread.without)


def test_the_chance_of_infecting_nobody_is_above_that_of_the_mean() -> None:
    """Ages of infection differ, and the formula is convex: the mean of chances is above the chance at the
    mean.
    """
    mean, chance = _after(5, ())
    exact = infects_nobody(WELLS, CAME, Schedule(5), reproduction=REPRODUCTION, dispersion=K)
    assert 1 - chance < exact < 1
    assert infects_nobody(WELLS, CAME, Schedule(5), reproduction=1e-9, dispersion=K) == pytest.approx(1.0)
    assert mean > 0


@pytest.mark.parametrize(
    "wrong", [{"days": -1}, {"days": 5, "prevented": 1.5}, {"days": 5, "swabs": (Swab(3, 2, "pcr"),)}]
)
def test_a_schedule_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    """A length below zero, a share above one, a result before its swab."""
    with pytest.raises(ValueError, match=r"quarantine|result"):
        Schedule(**wrong)  # type: ignore[arg-type]


def test_a_history_that_cannot_be_is_refused() -> None:
    """Shares that do not sum to one, and a curve that falls."""
    falling = np.concatenate([np.linspace(0, 1, len(AGES) - 1), [0.5]])
    with pytest.raises(ValueError, match="sum to 1"):
        History((Course("half", 0.5, GENERATION, GENERATION, {}),))
    with pytest.raises(ValueError, match="grow"):
        History((Course("falls", 1.0, falling, falling, {}),))
