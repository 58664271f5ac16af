"""Laws of the helper that thins a disinfectant, and of the two digits that stand for a temperature."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.board.diluting import Dilution, of_percent, to_fill, watered
from lazaretto.web.forms.thermometer import spelled

volumes = st.integers(1, 1_000_000)
strengths = st.tuples(st.integers(1, 200_000), st.integers(0, 200_000)).map(lambda s: (s[0], s[0] + s[1]))


def strength_of(made: Dilution) -> Fraction:
    """What the bucket holds: the salt of the concentrate, spread over all of it."""
    return Fraction(made.concentrate_ml * made.stock_mg_l, made.total_ml)


@given(volumes, strengths)
def test_a_bucket_is_filled_to_the_brim_and_never_too_weak(total: int, strength: tuple[int, int]) -> None:
    target, stock = strength
    made = to_fill(total_ml=total, stock_mg_l=stock, target_mg_l=target)
    assert made.total_ml == total
    assert made.water_ml >= 0
    assert strength_of(made) >= target
    less = made.concentrate_ml - 1  # one millilitre less would be too weak
    assert Fraction(less * stock, total) < target


@given(volumes, strengths)
def test_water_is_as_the_formula_says(concentrate: int, strength: tuple[int, int]) -> None:
    target, stock = strength
    made = watered(concentrate_ml=concentrate, stock_mg_l=stock, target_mg_l=target)
    exact = concentrate * (Fraction(stock, target) - 1)
    assert 0 <= exact - made.water_ml < 1
    assert strength_of(made) >= target
    assert made.parts == Fraction(made.water_ml, concentrate)


def test_the_worked_example() -> None:
    assert of_percent("5") == 50_000
    assert of_percent("5.5") == 55_000
    for odd in ("1e99999999", "NaN", "-5", "1/3", ""):
        with pytest.raises(ValueError, match="per cent"):
            of_percent(odd)
    assert watered(concentrate_ml=100, stock_mg_l=50_000, target_mg_l=500).water_ml == 9_900
    made = to_fill(total_ml=10_000, stock_mg_l=50_000, target_mg_l=500)
    assert (made.concentrate_ml, made.water_ml, made.parts) == (100, 9_900, Fraction(99))


@pytest.mark.parametrize(("volume", "stock", "target"), [(0, 50_000, 500), (10, 400, 500), (10, 500, 0)])
def test_what_cannot_be_mixed_is_refused(volume: int, stock: int, target: int) -> None:
    with pytest.raises(ValueError, match="at least as strong"):
        to_fill(total_ml=volume, stock_mg_l=stock, target_mg_l=target)
    with pytest.raises(ValueError, match="at least as strong"):
        watered(concentrate_ml=volume, stock_mg_l=stock, target_mg_l=target)


@given(st.integers(350, 429))
def test_three_digits_and_a_point_are_one_temperature(tenths: int) -> None:
    whole, rest = divmod(tenths, 10)
    assert {spelled(f"{whole}{rest}"), spelled(f"{whole},{rest}"), spelled(f" {whole}。{rest} ")} == {
        f"{whole}.{rest}"
    }
    if whole % 10 not in (3, 4):
        assert spelled(f"{whole % 10}{rest}") == f"{whole}.{rest}"


@pytest.mark.parametrize("typed", ["36", "44", "3", "6", "36.55", "warm", "", "1234"])
def test_what_is_not_whole_stays_as_typed(typed: str) -> None:
    assert spelled(typed) == typed
