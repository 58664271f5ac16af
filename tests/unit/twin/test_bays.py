"""A prison with isolation (Bays et al. 2021): the engine beside the published equations event by event."""

import numpy as np
import pytest
from validation.bays import SCENARIOS, living, published, reverse_cohorts
from validation.bays.published import Prison
from validation.cases import Case


def _distance(one: np.ndarray, other: np.ndarray) -> float:
    """Of two means, in standard errors."""
    return float(
        abs(one.mean() - other.mean()) / np.hypot(*(x.std() / np.sqrt(len(x)) for x in (one, other)))
    )


@pytest.mark.parametrize("returning", [False, True])
@pytest.mark.parametrize(("people", "reduced", "replicates"), [(60, 1.0, 2000), (670, 0.25, 4000)])
def test_the_engine_is_the_equations(people: int, reduced: float, replicates: int, returning: bool) -> None:
    """Mean size (|z| ≤ 4), whether or not the isolated come back."""
    prison = Prison(people, 1.0, reduced, returning)
    events = published.sizes(prison, replicates=replicates, seed=5)
    lived = living.sizes(prison, replicates=replicates, seed=6)
    assert _distance(events, lived) <= 4
    assert (lived >= 1).all()
    assert (lived <= people).all()


def test_who_takes_up_the_meetings_of_the_isolated_matters() -> None:
    """Where their places stay empty the outbreak is smaller by more than chance."""
    prison = Prison(120, 1.0, 1.0, returning=False)
    full, empty = (living.sizes(prison, replicates=3000, seed=7, taken_up=share) for share in (1.0, 0.0))
    assert full.mean() > empty.mean()
    assert _distance(full, empty) > 4


@pytest.mark.parametrize("case", reverse_cohorts.cases(), ids=str)
def test_a_reverse_cohort(case: Case) -> None:
    """The share of infected arrivals whom two screens find."""
    assert case.ours() == pytest.approx(case.expected, abs=case.by)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_published_sizes(scenario) -> None:  # type: ignore[no-untyped-def]
    """The mean size of each scenario, within three in a hundred."""
    prison = scenario.prison(returning=False)
    sizes = living.sizes(prison, replicates=scenario.replicates, seed=2021)
    assert sizes.mean() == pytest.approx(scenario.mean, rel=0.03)
