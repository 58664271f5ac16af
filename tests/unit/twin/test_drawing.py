"""What the engine draws from: mixed bits, exponential waits, courses by their shares, tables of a world."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit
from scipy import stats

from lazaretto.twin.building import build
from lazaretto.twin.engine.infecting import any_course
from lazaretto.twin.engine.streams import exponential, halves, keyed, unit
from lazaretto.twin.engine.tables import PIECES, aliases, tables
from tests.unit.twin.assumed import ancestral, as_ordered, city, contacts

COUNT = 100_000


@njit
def _waits(count: int) -> np.ndarray:
    found = np.empty(count)
    for number in range(count):
        found[number] = exponential(np.uint64(17), number)
    return found


@njit
def _halved(count: int) -> np.ndarray:
    found = np.empty((2, count))
    for number in range(count):
        found[0, number], found[1, number] = halves(keyed(np.uint64(23), np.uint64(number)))
    return found


def test_waits_are_exponential_to_the_far_tail() -> None:
    """Kolmogorov-Smirnov, and as many beyond the lowest strip of the ziggurat as there should be."""
    waits = _waits(COUNT * 10)
    assert stats.kstest(waits[:COUNT], "expon").pvalue > 1e-3
    for far in (7.0, 8.0, 9.0):  # the tail begins at 7.697
        due = len(waits) * np.exp(-far)
        assert abs((waits > far).sum() - due) <= 4 * np.sqrt(due)
    assert waits.min() >= 0


def test_two_draws_of_one_number_know_nothing_of_each_other() -> None:
    """Both halves are even, and so is their sum modulo one."""
    first, second = _halved(COUNT)
    for drawn in (first, second, (first + second) % 1):
        assert stats.kstest(drawn, "uniform").pvalue > 1e-3


def test_an_interpreted_draw_is_the_compiled_one() -> None:
    """The same number, called from Python."""
    assert unit(np.uint64(5), 3) == unit(np.uint64(5), 3)
    assert 0 <= unit(np.uint64(5), 3) < 1


@given(st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=70).filter(lambda x: sum(x) > 0.01))
def test_aliases_keep_every_share(shares: list[float]) -> None:
    """A piece's own part and what others have of theirs for it add up to its share."""
    wanted = np.array(shares) / sum(shares)
    own, alias = aliases(np.array(shares))
    given_to = np.bincount(alias, weights=1 - own, minlength=len(shares))
    assert (own + given_to) / len(shares) == pytest.approx(wanted, abs=1e-12)


def test_courses_come_as_often_as_their_share() -> None:
    """Chi-squared over the classes of the disease."""
    world = build(city(days=30), as_ordered(), ancestral(), contacts(), days=30)
    made = tables(world)
    plain: Callable[..., int] = any_course.py_func  # type: ignore[attr-defined]
    drawn = [plain(made, draw) for draw in (np.arange(COUNT // 10) + 0.5) / (COUNT // 10)]
    seen = np.bincount(drawn, minlength=len(world.share)) / len(drawn)
    assert seen == pytest.approx(np.diff(world.share, prepend=0.0), abs=2e-3)


def test_a_guide_never_leads_past_its_age() -> None:
    """From the guide's age one walks forward, never back, to the age in which a piece of a course falls."""
    world = build(city(days=30), as_ordered(), ancestral(), contacts(), days=30)
    made = tables(world)
    for row, whole, guide in zip(made.by_age, made.whole, made.guide, strict=True):
        starts = np.arange(PIECES) / PIECES * whole
        assert (row[guide[:-1]] <= starts).all()
        assert (row[guide[:-1] + 1] > starts).all()


def test_nothing_is_transmitted_past_the_end_of_a_course() -> None:
    """A world whose courses end early has so much less in its tables."""
    world = build(city(days=30), as_ordered(), ancestral(), contacts(), days=30)
    cut = world._replace(ends=np.full_like(world.ends, 10))
    assert tables(cut).whole == pytest.approx(world.spends[:, :10].sum(axis=1))
