"""The chain inside a cohort: how long somebody of a cell has infectiousness left, by days and people."""

from time import process_time
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from lazaretto.twin.analytic.cohort import Curve, chain_left
from lazaretto.twin.analytic.courses import AGES, Floats
from lazaretto.twin.building import multipliers
from lazaretto.twin.engine.cell import chains
from validation.part import Part, Row, by_chance, inside

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GENERATION = stats.weibull_min(3.277, scale=6.127)  # Ashcroft et al., eLife 2021;10:e63704
CURVE = Curve(GENERATION.pdf, GENERATION.cdf, over=float(GENERATION.ppf(0.99)), longest=16.0)
ENTERED = 14.0  # infected at any moment of so many days before
DAYS = (14, 21, 28, 42, 56)
CITED = "daily steps, a few thousand lives"
SEED = 3
# People of the cell, whom one infects in a whole course, and what is left by ``DAYS``.
PUBLISHED = (
    (1, 0.0, (0.0, 0.0, 0.0, 0.0, 0.0)),
    (2, 0.6, (0.059, 3e-5, 0.0, 0.0, 0.0)),
    (4, 1.0, (0.205, 0.045, 0.0032, 0.0, 0.0)),
    (8, 1.5, (0.320, 0.214, 0.080, 0.0025, 5e-5)),
    (8, 3.0, (0.497, 0.275, 0.049, 0.0006, 0.0)),
    (40, 3.0, (0.453, 0.451, 0.447, 0.138, 0.010)),
)
INTEGRATED = ((2, 0.6), (3, 0.8), (4, 1.0))  # small enough to integrate


def lived(*, people: int, reproduction: float, lives: int) -> Floats:
    """Chains of one course: the day on which each is over. Shape [lives]."""
    spent = GENERATION.cdf(AGES)[None, :] / GENERATION.cdf(AGES[-1])
    out = np.zeros(lives)
    entry = ((np.arange(256) + 0.5) / 256 * ENTERED)[None, :]
    chains(
        np.ones(1), np.ones(1), spent, np.array([CURVE.over]), entry, multipliers(np.inf), AGES[1],
        reproduction, people, np.uint64(SEED), np.zeros(people), np.zeros(people, dtype=np.int64), out,
    )  # fmt: skip
    return out


def found(*, quick: bool) -> Part:
    """The table by cells, and the chains against their integral."""
    began = process_time()
    lives = 2_000 if quick else 1_000_000
    ends = {
        (people, r): lived(people=people, reproduction=r, lives=lives)
        for people, r in dict.fromkeys([*((people, r) for people, r, _ in PUBLISHED), *INTEGRATED])
    }
    rows = [row for people, r, left in PUBLISHED for row in _of_table(people, ends[people, r], r, left)]
    rows += [row for people, r in INTEGRATED for row in _of_integral(people, ends[people, r], r)]
    return Part(
        title="Why so many days: the chain inside a cohort",
        asked="One of a cell came infected, and nobody is tested. Does anybody have more than a hundredth of "
        "their infectiousness left after so many days?",
        rows=tuple(rows),
        note=_note(lives),
        plots={"cohorts": lambda axes: draw(axes, ends)},
        seconds=process_time() - began,
    )


def _note(lives: int) -> str:
    return (
        f"Simulated, event by event, without steps; {lives:,} chains, seed {SEED}. The table was made in "
        "daily steps with a few thousand lives: it holds where it lies between what is left two days later "
        "and two days earlier (the range shown), less four errors of two thousand lives. Time since one's "
        "own infection explains no eight weeks: the chain inside the cohort does. Fourteen days in a cell of "
        "one leave less than fifty-six in a dormitory of forty."
    )


def _name(people: int, reproduction: float, day: int) -> str:
    return f"cell of {people}, R {reproduction:g}: somebody left on day {day}"


def _of_table(people: int, ends: Floats, reproduction: float, left: tuple[float, ...]) -> list[Row]:
    found = []
    for day, due in zip(DAYS, left, strict=True):
        error = 4 * float(np.sqrt(max(due * (1 - due), 1e-4) / 2000))
        found.append(
            inside(
                _name(people, reproduction, day), due, CITED, float((ends > day).mean()),
                low=max(0.0, float((ends > day + 2).mean()) - error),
                high=float((ends > day - 2).mean()) + error, band="two days around",
            )
        )  # fmt: skip
    return found


def _of_integral(people: int, ends: Floats, reproduction: float) -> list[Row]:
    integral = chain_left(CURVE, size=people, reproduction=reproduction, entered=ENTERED, days=DAYS[:3])
    return [
        by_chance(
            f"{_name(people, reproduction, day)}, against the integral", float(due), "quadrature",
            float((ends > day).mean()), error=float(np.sqrt(max(due * (1 - due), 1 / len(ends)) / len(ends))),
        )
        for day, due in zip(DAYS, integral, strict=False)
    ]  # fmt: skip


def draw(axes: "Axes", ends: dict[tuple[int, float], Floats]) -> None:
    """What is left by day, a line a cell; the table as points."""
    days = np.arange(0, 70)
    for people, r, left in PUBLISHED:
        line = [(ends[people, r] > day).mean() for day in days]
        colour = axes.plot(days, line, label=f"cell of {people}, R {r:g}")[0].get_color()
        axes.plot(DAYS, left, "o", color=colour, markersize=4)
    axes.set(xlabel="days after arrival", ylabel="chance that somebody has infectiousness left")
    axes.set_title("Without tests (simulated); points: daily steps")
    axes.legend()
