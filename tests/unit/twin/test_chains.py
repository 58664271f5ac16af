"""Branching, final sizes and importation against published and exactly solvable values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from validation import chains
from validation.cases import Case

from lazaretto.twin.analytic import branching, final_size, generations
from lazaretto.twin.analytic.courses import AGES


@pytest.mark.parametrize("case", chains.cases(), ids=str)
def test_a_known_value(case: Case) -> None:
    """Published, or written out by hand."""
    assert case.ours() == pytest.approx(case.expected, abs=case.by)


@given(reproduction=st.floats(0.1, 9), dispersion=st.floats(0.05, 20))
def test_a_line_that_dies_out_is_as_large_as_its_progeny(reproduction: float, dispersion: float) -> None:
    """Summed over all sizes, the chances of total progeny come to the chance of extinction, from below."""
    sizes = branching.progeny(reproduction=reproduction, dispersion=dispersion, most=400)
    assert sizes.sum() <= branching.extinction(reproduction=reproduction, dispersion=dispersion) + 1e-9
    assert (sizes >= 0).all()


def test_final_sizes_of_a_large_cell_are_chances() -> None:
    """Forty people: every chance lies between 0 and 1 and they sum to one (in floats they would not)."""
    sizes = final_size.final_size(susceptible=39, infected=1, sparing=final_size.erlang(hazard=0.1, shape=2))
    assert (sizes >= 0).all()
    assert sizes.sum() == pytest.approx(1.0, abs=1e-9)


def test_kinds_of_cases_mix() -> None:
    """Half spare everybody, half nobody: the cell is spared or reached whole."""
    sizes = final_size.final_size(
        susceptible=2, infected=1,
        sparing=final_size.mixed(shares=[0.5, 0.5], sparing=[lambda _: 1.0, lambda j: 1e-300 if j else 1.0]),
    )  # fmt: skip
    assert sizes == pytest.approx([0.5, 0.0, 0.5], abs=1e-9)


@pytest.mark.parametrize(("susceptible", "infected"), [(61, 1), (3, 0), (-1, 1)])
def test_a_cell_that_cannot_be_reckoned_is_refused(susceptible: int, infected: int) -> None:
    """Too many people, or nobody infected."""
    with pytest.raises(ValueError, match="final size"):
        final_size.final_size(susceptible=susceptible, infected=infected, sparing=lambda _: 1.0)


def test_layers_have_one_reproduction_number() -> None:
    """Two layers that infect only each other: the geometric mean; a layer alone: itself."""
    assert generations.reproduction(np.array([[0.0, 4.0], [1.0, 0.0]])) == pytest.approx(2.0)
    assert generations.reproduction(np.array([[1.5]])) == pytest.approx(1.5)
    with pytest.raises(ValueError, match="fewer"):
        generations.reproduction(np.array([[-1.0]]))


def test_layers_that_are_alike_are_one_population() -> None:
    """Two halves that mix evenly are reached as one population is."""
    halves = generations.attacked(np.full((2, 2), 1.25), sizes=np.array([500.0, 500.0]))
    assert halves == pytest.approx([generations.final_share(2.5)] * 2, abs=1e-9)


def test_the_chance_of_a_breach_sums_over_doors() -> None:
    """Independent doors: the chance that none leaks is the product."""
    both = generations.chance_of_breach(days=180, doors=[(0.01, 0.1, 2.0), (0.002, 1.0, 2.0)])
    one = generations.chance_of_breach(days=180, doors=[(0.01, 0.1, 2.0)])
    other = generations.chance_of_breach(days=180, doors=[(0.002, 1.0, 2.0)])
    assert 1 - both == pytest.approx((1 - one) * (1 - other))
    dying = generations.chance_of_breach(
        days=180, doors=[(0.01, 0.1, 2.5)],
        dying_out=lambda inside: branching.extinction(reproduction=inside, dispersion=0.25),
    )  # fmt: skip
    assert dying == pytest.approx(1 - np.exp(-0.01 * 0.1 * 180 * 0.287053), rel=1e-5)


def test_a_perfect_test_finds_whoever_is_tested_in_time() -> None:
    """With a sensitivity of one, the share found within D days of a test every f is D / f, and one from D
    = f on.
    """
    perfect = np.ones(len(AGES))
    assert generations.found_within(every=7, chance=perfect, days=3.5) == pytest.approx(0.5, abs=1e-3)
    assert generations.found_within(every=7, chance=perfect, days=7) == pytest.approx(1.0, abs=1e-3)
    assert generations.found_within(every=7, chance=perfect, days=7, missed=0.25) == pytest.approx(
        0.75, abs=1e-3
    )
