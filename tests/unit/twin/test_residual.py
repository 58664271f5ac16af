"""Residual transmission: three published models, each from its own parameters, through one formula."""

import numpy as np
import pytest
from validation.cases import Case
from validation.travellers import ashcroft, johansson, wells

from lazaretto.twin.analytic.courses import AGES, Course, History
from lazaretto.twin.analytic.residual import Schedule, Swab, infects_nobody, transmitted


@pytest.mark.parametrize("case", [*ashcroft.cases(), *johansson.cases(), *wells.cases()], ids=str)
def test_a_published_number(case: Case) -> None:
    """To the digits that were printed or recomputed."""
    assert case.ours() == pytest.approx(case.expected, abs=case.by)


def test_an_exit_test_halves_fourteen_days() -> None:
    """The published finding: seven days with a test at exit are no worse than fourteen without."""
    assert wells.after(7, (Swab(6, 7, "pcr"),))[0] <= wells.after(14, ())[0]


def test_nothing_done_averts_nothing() -> None:
    """No quarantine, no test, no isolation of the sick: everything is transmitted after arrival."""
    spread = transmitted(wells.history(), wells.came(), Schedule(0, watched=False))
    assert spread.inside == 0.0
    assert spread.missed == pytest.approx(1.0)
    assert spread.after == pytest.approx(spread.without)


def test_the_chance_of_infecting_nobody_is_above_that_of_the_mean() -> None:
    """Ages of infection differ, and the formula is convex: the mean of chances is above the chance at the
    mean.
    """
    mean, chance = wells.after(5, ())
    exact = infects_nobody(
        wells.history(),
        wells.came(),
        Schedule(5),
        reproduction=wells.REPRODUCTION,
        dispersion=wells.DISPERSION,
    )
    assert 1 - chance < exact < 1
    assert infects_nobody(
        wells.history(), wells.came(), Schedule(5), reproduction=1e-9, dispersion=wells.DISPERSION
    ) == pytest.approx(1.0)
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
        History((Course("half", 0.5, ashcroft.GENERATION, ashcroft.GENERATION, {}),))
    with pytest.raises(ValueError, match="grow"):
        History((Course("falls", 1.0, falling, falling, {}),))
