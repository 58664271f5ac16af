"""Residual transmission after quarantine and tests: three published models, each from its own parameters,
through the one formula of ``twin.analytic.residual``.
"""

from time import process_time
from typing import TYPE_CHECKING

from validation.cases import rows
from validation.part import Part
from validation.travellers import ashcroft, johansson, wells

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def found(*, quick: bool) -> Part:  # noqa: ARG001 -- one face for every part
    """Every published number of the three, and the curves of one of them."""
    began = process_time()
    cases = (*ashcroft.cases(), *johansson.cases(), *wells.cases())
    return Part(
        title="Quarantine and tests of travellers and contacts",
        asked="Does one formula give the published figures of three different models of quarantine and "
        "tests, each from its own natural history?",
        rows=rows(cases),
        note="Reckoned, without chance: no range. Tolerances are those of the printed digits; the authors of "
        "Johansson et al. stop their integrals at an error of 0.001.",
        plots={"after-release": draw},
        seconds=process_time() - began,
    )


def draw(axes: "Axes") -> None:
    """Transmission after release by days of quarantine: published points upon our curves."""
    days = tuple(range(15))
    names = ("no test", "test on entry", "test at exit, a day's delay")
    for number, name in enumerate(names):
        ours = [wells.after(day, wells.strategies(day)[number])[0] for day in days if number != 2 or day]
        axes.plot(days[-len(ours) :], ours, label=name)
        points = [(day, row[number][0]) for day, row in wells.PUBLISHED.items() if day]
        axes.plot(*zip(*points, strict=True), "o", color="black", markersize=4)
    axes.set(yscale="log", xlabel="days of quarantine", ylabel="infected by one arrival after release")
    axes.set_title("Wells et al. 2021: lines ours, points published")
    axes.legend()
