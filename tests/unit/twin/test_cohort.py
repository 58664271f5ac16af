"""The chain inside a cohort: the integral against the lived chains, both against the published table, and the
finding that they explain.
"""

from functools import cache

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from validation import cohorts
from validation.cohorts import CURVE, DAYS, ENTERED

from lazaretto.twin.analytic.cohort import LARGEST, chain_left
from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.answer import Finding
from lazaretto.twin.disease import classes
from lazaretto.twin.explaining import alone, finding, lasting, within_a_cell
from lazaretto.twin.observing import Setting
from tests.unit.twin.assumed import ancestral, contacts
from tests.unit.twin.test_comparing import LONG, design

CHAINS = 20_000


def _lived(*, people: int, reproduction: float) -> Floats:
    """The day on which each chain of one course is over."""
    return cohorts.lived(people=people, reproduction=reproduction, lives=CHAINS)


def _left(last: Floats) -> Floats:
    return np.array([(last > day).mean() for day in DAYS])


@pytest.mark.parametrize(("people", "reproduction"), [(1, 0.0), (2, 0.6), (3, 0.8), (4, 1.0), (4, 3.0)])
def test_lived_chains_are_the_integral(people: int, reproduction: float) -> None:
    """Event by event and by quadrature: the same chances (|z| ≤ 4)."""
    due = chain_left(CURVE, size=people, reproduction=reproduction, entered=ENTERED, days=DAYS)
    seen = _left(_lived(people=people, reproduction=reproduction))
    assert (np.abs(seen - due) <= 4 * np.sqrt(np.maximum(due * (1 - due), 1e-5) / CHAINS)).all()


def test_one_person_is_time_since_infection() -> None:
    """Nobody to infect: over as soon as one's own infection is, at a tenth of a per cent."""
    found = chain_left(CURVE, size=1, reproduction=0.0, entered=ENTERED, days=(10, *DAYS))
    assert found == pytest.approx(np.zeros(6), abs=1e-12)


@pytest.mark.parametrize(("people", "reproduction", "published"), cohorts.PUBLISHED)
def test_the_published_table_lies_within_two_days(
    people: int, reproduction: float, published: tuple[float, ...]
) -> None:
    """It was made with steps of a day and a few thousand lives: each value lies between what is left two days
    earlier and two days later, less four of the errors of two thousand lives.
    """
    last = _lived(people=people, reproduction=reproduction)
    for day, due in zip(DAYS, published, strict=True):
        error = 4 * np.sqrt(max(due * (1 - due), 1e-4) / 2000)
        assert (last > day + 2).mean() - error <= due <= (last > day - 2).mean() + error


@settings(deadline=None, max_examples=25)
@given(
    people=st.integers(1, LARGEST - 1), reproduction=st.floats(0, 5), day=st.floats(0, 30),
    later=st.floats(0, 30),
)  # fmt: skip
def test_a_chain_only_ends(people: int, reproduction: float, day: float, later: float) -> None:
    """Chances, and never more of them later."""
    early, late = chain_left(
        CURVE, size=people, reproduction=reproduction, entered=ENTERED, days=(day, day + later)
    )
    assert 0 <= late <= early + 0.03 <= 1.03  # the corner where somebody is over at entry has coarse nodes


@pytest.mark.parametrize("changes", [{"size": 0}, {"size": 5}, {"reproduction": -1.0}, {"entered": 0.0}])
def test_what_cannot_be_integrated_is_refused(changes: dict[str, float]) -> None:
    """Nobody, too many, less than no infections, no time before arrival."""
    asked = {"size": 2, "reproduction": 1.0, "entered": 14.0, **changes}
    with pytest.raises(ValueError, match=r"chain|reproduction"):
        chain_left(CURVE, days=(14,), **asked)  # type: ignore[arg-type]


@cache
def found() -> Finding:
    """The finding on two houses, at eight points."""
    setting = Setting(design(), ancestral(), contacts(), 90, points=8, replicates=100)
    return finding(setting, LONG, chains=400)


def test_own_infection_never_explains_eight_weeks_and_a_dormitory_does() -> None:
    """At no point of the assumptions is one's own infection left on day 14; in a dormitory the chain may be
    at 56, and then it is more than what fourteen days alone leave.
    """
    for day in (14, 21, 28, 56):
        assert found().at(1, day).high == 0.0
    assert found().at(40, 56).high > found().at(1, 14).high
    assert found().at(40, 28).value > found().at(8, 28).value >= found().at(2, 28).value
    assert found().cells[0].reproduction.high == 0.0


def test_staff_come_through_both() -> None:
    """What no quarantine keeps out stands beside: staff bring it in under either order."""
    ordered, short = found().beside.answers
    assert short.policy == alone(LONG)
    assert short.policy.cohort == 1
    assert ordered.by_door["staff"].high > 0
    assert short.by_door["staff"].high > 0


def test_a_finding_survives_being_written() -> None:
    """To bytes and back."""
    assert msgspec.json.decode(msgspec.json.encode(found()), type=Finding) == found()


def test_no_cell_infects_more_than_a_whole_course() -> None:
    """A pair's hazard times the mates, up to what a course does among the free."""
    assert within_a_cell(ancestral(), contacts(), people=1) == 0.0
    assert within_a_cell(ancestral(), contacts(), people=40) == ancestral().reproduction.value
    assert 0 < within_a_cell(ancestral(), contacts(), people=8) < ancestral().reproduction.value


def test_chains_are_the_same_for_a_seed() -> None:
    """The same seed, the same chains; another, others."""

    def lived(seed: int) -> Floats:
        return lasting(
            classes(ancestral()), people=8, reproduction=1.5, dispersion=0.25, seed=seed, chains=200
        )

    assert (lived(5) == lived(5)).all()
    assert (lived(5) != lived(6)).any()
