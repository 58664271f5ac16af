"""Chains and final sizes: branching processes, cells, wings, growth and cadence against exact values."""

from functools import partial
from math import inf, log
from time import process_time
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from lazaretto.twin.analytic import branching, generations
from lazaretto.twin.analytic.courses import AGES, STEP, Floats, at
from lazaretto.twin.analytic.final_size import constant, exponential, final_size
from validation.cases import Case, rows
from validation.part import Part

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LLOYD_SMITH = "Lloyd-Smith et al. 2005"
BLUMBERG = "Blumberg & Lloyd-Smith 2013"
BALL = "Ball 1986"
LOTKA = "Euler-Lotka equation, Weibull(3.277, 6.127)"
# (reproduction, dispersion, chance that one seed does not die out)
OUTBREAKS = (
    (2.5, 0.1, 0.139315), (2.5, 0.25, 0.287053), (2.5, 0.54, 0.459912), (2.5, 1, 0.6), (2.5, inf, 0.892645),
    (1.2, 0.1, 0.031846), (1.2, inf, 0.313698), (8.44, 0.1, 0.272167), (8.44, 1, 0.881517), (0.9, 0.3, 0.0),
)  # fmt: skip
# (reproduction, dispersion, chances of 1, 2 … cases in all)
PROGENY = (
    (0.5, 0.25, (0.759836, 0.096225, 0.042651, 0.024691, 0.016196, 0.011434)),
    (2.5, 0.54, (0.393315, 0.068698, 0.029109, 0.015747, 0.009601, 0.006289)),
)
# (chance of each pair, to what digit, chances of 0, 1 … infected besides the first)
REED_FROST = (
    (0.1, 1e-12, (0.729, 0.19683, 0.061236, 0.012934)),
    (0.3, 1e-12, (0.343, 0.21609, 0.222264, 0.218646)),
    (0.5, 1e-12, (0.125, 0.09375, 0.1875, 0.59375)),
    (0.2, 1e-6, (0.209715, 0.096207, 0.076843, 0.081272, 0.100912, 0.133194, 0.163346, 0.138511)),
)
EXPONENTIAL = (0.5, (0.4, 0.15, 0.155556, 0.294444))
WINGS = ((1.5, 0.582812), (2, 0.796812), (2.5, 0.892645), (3, 0.94048), (8.44, 0.999784), (0.9, 0.0))
GROWTH = ((0.1, 1.703), (0.2, 2.806), (0.257, 3.676), (0.3, 4.475))
# Infectiousness left after so many days since one's own infection.
LEFT = ((5, 0.5983), (7, 0.2128), (10, 0.00688))
# The same where arrivals were infected at any moment of the fourteen days before.
LEFT_OF_ARRIVALS = ((3, 0.466), (5, 0.185), (7, 0.0404), (10, 6.8e-4))
INCUBATIONS = ((14, 0.0218), (21, 0.00233), (28, 0.00033))  # longer than, LN(1.63, .5)


def generation() -> Floats:
    """The generation time of Ferretti et al. (2020), cumulated."""
    curve: Floats = stats.weibull_min(3.277, scale=6.127).cdf(AGES)
    return curve


def shared(chance: float, place: int, most: int) -> float:
    """Chance of so many infected besides the first in a cell where each pair infects with this chance."""
    return float(final_size(susceptible=most, infected=1, sparing=constant(hazard=-log(1 - chance)))[place])


def _progeny(r: float, k: float, size: int) -> float:
    return float(branching.progeny(reproduction=r, dispersion=k, most=size)[-1])


def _exponential(place: int) -> float:
    hazard, sizes = EXPONENTIAL
    sized = final_size(susceptible=len(sizes) - 1, infected=1, sparing=exponential(hazard=hazard))
    return float(sized[place])


def _left(days: float) -> float:
    return float(1 - at(generation(), np.array([days]))[0])


def _left_of_arrivals(days: float) -> float:
    ages = np.arange(0, 14, STEP) + STEP / 2
    left = 1 - at(generation(), ages + days)
    return float(left.sum() / (1 - at(generation(), ages)).sum())


def cases() -> tuple[Case, ...]:
    """Every value of the tables above."""
    found = [
        Case(f"outbreak from one seed, R {r:g}, k {k:g}", chance, LLOYD_SMITH, 1e-6,
             partial(branching.outbreak, reproduction=r, dispersion=k))
        for r, k, chance in OUTBREAKS
    ]  # fmt: skip
    found += [
        Case(f"{size} cases in all, R {r:g}, k {k:g}", chance, BLUMBERG, 1e-6, partial(_progeny, r, k, size))
        for r, k, sizes in PROGENY
        for size, chance in enumerate(sizes, start=1)
    ]
    found += [
        Case(f"cell of {len(sizes)}, p {p:g}: {place} more infected", chance, f"Reed-Frost; {BALL}", by,
             partial(shared, p, place, len(sizes) - 1))
        for p, by, sizes in REED_FROST
        for place, chance in enumerate(sizes)
    ]  # fmt: skip
    found += [
        Case(f"cell of 4, exponential period: {place} more", chance, BALL, 1e-6, partial(_exponential, place))
        for place, chance in enumerate(EXPONENTIAL[1])
    ]
    found += [
        Case(f"share reached in a large wing, R {r:g}", share, "z = 1 − exp(−R z)", 1e-6,
             partial(generations.final_share, r))
        for r, share in WINGS
    ]  # fmt: skip
    found += [
        Case(f"reproduction number at growth {rate:g} a day", r, LOTKA, 1e-3,
             partial(generations.growth_to_reproduction, rate, emitted=generation()))
        for rate, r in GROWTH
    ]  # fmt: skip
    return (*found, *_residuals())


def _residuals() -> tuple[Case, ...]:
    weibull, incubation = "Weibull(3.277, 6.127)", "Lognormal(1.63, 0.5)"
    return (
        *(Case(f"infectiousness left {d} d after infection", v, weibull, 6e-5, partial(_left, d))
          for d, v in LEFT),
        *(Case(f"arrivals: infectiousness left after {d} d", v, weibull, 6e-4, partial(_left_of_arrivals, d))
          for d, v in LEFT_OF_ARRIVALS),
        *(Case(f"incubations longer than {d} d", v, incubation, 6e-5,
               partial(stats.lognorm(0.5, scale=np.exp(1.63)).sf, d))
          for d, v in INCUBATIONS),
    )  # fmt: skip


def found(*, quick: bool) -> Part:  # noqa: ARG001 -- one face for every part
    """Branching, final sizes, growth and what is left of an infection."""
    began = process_time()
    return Part(
        title="Chains, cells and wings",
        asked="Are dying out, progeny, the final sizes of cells and wings, growth and what an infection has "
        "left exactly what the equations say?",
        rows=rows(cases()),
        note="Reckoned, without chance: no range.",
        plots={"final-size": draw},
        seconds=process_time() - began,
    )


def draw(axes: "Axes") -> None:
    """The final size of a cell of eight."""
    chance, _, sizes = REED_FROST[-1]
    ours = [shared(chance, place, len(sizes) - 1) for place in range(len(sizes))]
    axes.bar(range(len(sizes)), ours, label="ours")
    axes.plot(range(len(sizes)), sizes, "o", color="black", label="expected")
    axes.set(xlabel="infected besides the first", ylabel="chance", title="A cell of eight, each pair 0.2")
    axes.legend()
