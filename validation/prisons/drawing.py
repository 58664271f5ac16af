"""The pictures of the part: figures only, no series of any prison."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.answer import Unsure
from lazaretto.twin.calibrating import Calibrated
from lazaretto.twin.ranges import unit
from validation.part import Row
from validation.prisons.facts import facts
from validation.prisons.predicting import ordered


def learned(axes: Axes, calibrated: Calibrated) -> None:
    """How much is left of the range of each assumption, the most moved first."""
    lines = sorted(calibrated.learned, key=lambda one: one.moved)
    for place, one in enumerate(lines):
        whole = Unsure(one.name, one.low, one.high)
        low, middle, high = unit(whole, np.array([one.likely_low, one.value, one.likely_high]))
        axes.plot([0, 1], [place, place], color="#000000", alpha=0.15, linewidth=5)
        axes.plot([low, high], [place, place], color="#0072B2", linewidth=5)
        axes.plot([middle], [place], "o", color="#000000", markersize=4)
    axes.set_yticks(range(len(lines)), [one.name for one in lines], fontsize=7)
    axes.set_xlabel("place in the range (simulated: median and 90 % after the outbreak)")


def held_out(axes: Axes, rows: Sequence[Row]) -> None:
    """Found in the prisons that were held out: what was said beforehand, and what happened."""
    lines = [row for row in rows if row.name.endswith("(held out): found")]
    for place, row in enumerate(lines):
        axes.plot([row.low or 0, row.high or 0], [place, place], color="#0072B2", linewidth=5,
                  label="simulated beforehand, 90 % band" if not place else None)  # fmt: skip
        axes.plot([row.ours], [place], "|", color="#000000", markersize=12)
        axes.plot([row.expected], [place], "D", color="#D55E00", label="found" if not place else None)
    axes.set_yticks(range(len(lines)), [row.name.removesuffix(" (held out): found") for row in lines])
    axes.set_xlabel("residents found, 31 March to 4 November 2020")
    axes.set_xlim(left=0)
    axes.set_ylim(-0.6, len(lines) + 0.4)
    axes.legend(loc="upper left", ncols=2)


def sizes(axes: Axes, drawn: Floats) -> None:
    """The sizes of 32 outbreaks in order, with the band of each place."""
    low, middle, high = ordered(drawn)
    places = np.arange(1, len(low) + 1)
    happened = np.sort([prison.found for prison in facts().all])
    axes.fill_between(places, low + 1, high + 1, color="#0072B2", alpha=0.25, label="simulated, 95 % band")
    axes.plot(places, middle + 1, color="#0072B2", label="simulated, median")
    axes.plot(places, happened + 1, "D", color="#D55E00", markersize=4, label="found")
    axes.set_yscale("log")
    axes.set_xlabel("prisons in order of what was found")
    axes.set_ylabel("residents found, and one")
    axes.legend(loc="upper left")
