"""Calibration: what is known of a made-up outbreak comes back, and what it cannot tell apart is told."""

from dataclasses import replace
from functools import cache

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.answer import Comparison, Unsure
from lazaretto.twin.calibrating import FEWEST, Calibrated, NothingAlike, calibrate, learn
from lazaretto.twin.comparing import compare
from lazaretto.twin.designing import Design, HousePlan
from lazaretto.twin.disease import Cited, Source
from lazaretto.twin.network import Policy
from lazaretto.twin.observing import Setting
from lazaretto.twin.ranges import drawn, unit, within
from lazaretto.twin.shaping import TOOK_OFF, Outbreak, Shape, Tolerance, distance, shape
from tests.unit.twin.assumed import ALWAYS_OPEN, ancestral, contacts

RANGES = (
    Unsure("growing", 0.05, 0.45), Unsure("lasting", 5.0, 60.0), Unsure("half", 0.2, 2.0),
    Unsure("other half", 0.2, 2.0), Unsure("idle", 0.0, 1.0),
)  # fmt: skip
NAMES = [one.name for one in RANGES]


def _shapes(at: Floats) -> list[Shape]:
    """Growth and length as they are called, the share a product of two, and one range that says nothing."""
    chance = np.random.Generator(np.random.Philox(5)).normal(size=(len(at), 3)) * (0.005, 0.5, 0.005)
    return [
        Shape(row[0] + noise[0], row[1] + noise[1], 100.0, min(1.0, 0.25 * row[2] * row[3] + noise[2]))
        for row, noise in zip(at, chance, strict=True)
    ]


@cache
def _calibrated() -> Calibrated:
    at = drawn(RANGES, points=4096, seed=3)
    return learn(RANGES, at, _shapes(at), Shape(0.25, 21.0, 100.0, 0.25), keep=0.1)


def test_what_an_outbreak_shows_is_learned() -> None:
    """Growth and length lie where they were, far more narrowly than before."""
    growing, lasting = _calibrated().learned[:2]
    assert growing.likely_low < 0.25 < growing.likely_high
    assert lasting.likely_low < 21 < lasting.likely_high
    assert growing.likely_high - growing.likely_low < 0.2 * (growing.high - growing.low)
    assert growing.moved > 0.4
    assert lasting.moved > 0.4


def test_what_it_does_not_show_stays_as_it_was() -> None:
    """A range that nothing hangs on keeps its whole width."""
    idle = _calibrated().learned[NAMES.index("idle")]
    assert idle.moved < 0.12
    assert idle.likely_low < 0.15
    assert idle.likely_high > 0.85


def test_two_halves_of_a_product_are_told_as_tied() -> None:
    """Only their product is seen: each alone stays wide, together they fall."""
    tie = _calibrated().tied[0]
    assert {tie.one, tie.other} == {"half", "other half"}
    assert tie.correlation < -0.6
    drawn_again = _calibrated().points(400, seed=1)
    assert abs(np.median(drawn_again[:, 2] * drawn_again[:, 3]) - 1.0) < 0.1


def test_points_take_the_place_of_those_of_the_prior() -> None:
    """As many as asked, all inside their ranges, the same for a seed, with the weighted mean."""
    calibrated = _calibrated()
    points = calibrated.points(256, seed=7)
    assert points.shape == (256, len(RANGES))
    for number, one in enumerate(RANGES):
        assert points[:, number].min() >= one.low
        assert points[:, number].max() <= one.high
    assert (points == calibrated.points(256, seed=7)).all()
    due = np.average(np.array(calibrated.kept), axis=0, weights=calibrated.weights)
    assert np.allclose(points.mean(axis=0), due, rtol=0.05)
    assert FEWEST <= calibrated.effective <= len(calibrated.kept)


def test_another_network_keeps_what_was_learned_and_draws_the_rest() -> None:
    """By name: disease and meetings stay as learned, what is of the network or new comes from its range."""
    other = (Unsure("idle", 0.0, 0.5), Unsure("network.infected", 0.1, 0.2), Unsure("growing", 0.0, 1.0))
    at = _calibrated().points_for(other, 128, seed=2)
    assert at.shape == (128, 3)
    assert at[:, 0].max() <= 0.5
    assert (at[:, 1] >= 0.1).all()
    assert np.ptp(at[:, 1]) > 0.08
    assert set(at[:, 2]) <= {row[NAMES.index("growing")] for row in _calibrated().kept}


def test_it_is_written_and_read() -> None:
    """Calibrated once, used later: the value goes through JSON unchanged."""
    text = msgspec.json.encode(_calibrated())
    assert msgspec.json.decode(text, type=Calibrated) == _calibrated()


def test_nothing_alike_is_refused() -> None:
    """Where nothing that is lived takes off, an outbreak that did teaches nothing."""
    at = drawn(RANGES, points=256, seed=3)
    quiet = [Shape(None, None, 3.0, 0.01)] * len(at)
    with pytest.raises(NothingAlike, match="0 of 256"):
        learn(RANGES, at, quiet, Shape(0.25, 21.0, 100.0, 0.25))


def test_an_outbreak_that_did_not_take_off_teaches_too() -> None:
    """Of two that stayed small, the share alone says how near they are."""
    at = drawn(RANGES, points=512, seed=3)
    small = [Shape(None, None, 10 * row[4], 0.1 * row[4]) for row in at]
    calibrated = learn(
        RANGES, at, small, Shape(None, None, 2.0, 0.02), tolerance=Tolerance(share=0.005), keep=0.1
    )
    idle = calibrated.learned[NAMES.index("idle")]
    assert 0.15 < idle.value < 0.25


def test_the_shape_of_a_series() -> None:
    """A count that doubles each day and stops: growth is the logarithm of two, the length is read off."""
    found = [0.0, 0.0, *(float(2**day) for day in range(10)), 0.0]
    seen = shape(found, people=2000)
    assert seen.growth == pytest.approx(np.log(2), rel=0.02)
    assert seen.lasted == 3.0  # a tenth on the seventh day of finds, nine tenths on the last
    assert seen.share == pytest.approx(1023 / 2000)
    assert not shape([1.0] * (TOOK_OFF - 1), people=100).took_off
    with pytest.raises(ValueError, match="people"):
        shape([1.0], people=0)
    with pytest.raises(ValueError, match="not at all"):
        shape([1.0, -1.0], people=5)


def test_a_shape_is_no_distance_from_itself() -> None:
    """And one tolerance in each number is a distance of one."""
    one = Shape(0.2, 20.0, 50.0, 0.4)
    near = Tolerance()
    off = Shape(0.2 + near.growth, 20.0 + near.lasted, 60.0, 0.4 - near.share)
    assert distance(one, one, near) == 0
    assert distance(one, off, near) == pytest.approx(1.0)
    assert distance(one, Shape(None, None, 2.0, 0.4), near) == np.inf


@given(st.floats(0, 1), st.floats(0.001, 10), st.floats(1.01, 1000))
def test_a_place_in_a_range_is_turned_back(place: float, low: float, times: float) -> None:
    """``unit`` undoes ``within``, on even ranges and on logarithmic ones."""
    one = Unsure("any", low, low * times)
    assert unit(one, within(one, np.array([place])))[0] == pytest.approx(place, abs=1e-6)


def _house() -> Design:
    half = Cited(value=0.5, low=0.5, high=0.5, unit="share of arrivals", cite="invented")
    none = Cited(value=0.0, low=0.0, high=0.0, unit="infections a person and a day", cite="invented")
    return Design(
        format="lazaretto-network/1", id="house", title={"en": "A house"},
        sources=(Source(id="invented", title="Invented", locator="none"),),
        houses=(HousePlan(code="A", cells=60, in_a_cell=4, cells_a_wing=20, staff=30, arrivals=8, every=99),),
        infected=half, pressure=none, quarantine_cell=8,
    )  # fmt: skip


@pytest.mark.slow
def test_the_twin_itself_is_calibrated() -> None:
    """A series that the twin lived at one point is calibrated on: the kept points live one like it."""
    order = Policy("no quarantine", (), ALWAYS_OPEN)
    spreading = Cited(value=6.0, low=5.0, high=8.0, unit="people", cite="wells-2021")
    disease = msgspec.structs.replace(ancestral(), reproduction=spreading)
    setting = Setting(_house(), disease, contacts(), days=60, points=64, seed=2, per_day=2)
    finds = (0.0,) * 20 + (1.0, 2.0, 4.0, 8.0, 16.0, 8.0, 4.0, 2.0, 1.0) + (0.0,) * 31
    fast = Outbreak(found=finds, people=278)
    calibrated = calibrate(setting, order, fast, keep=0.4)
    assert calibrated.asked == 64
    stopped = calibrate(setting, order, fast, keep=0.4, progress=lambda done, of: done < of - 4)
    assert stopped.asked == 60
    assert [one.name for one in calibrated.learned] == [one.name for one in setting.ranges]
    assert calibrate(setting, order, fast, keep=0.4) == calibrated
    with pytest.raises(ValueError, match="59 days were observed"):
        calibrate(setting, order, replace(fast, found=fast.found[:-1]))


def test_a_comparison_lives_the_points_that_it_is_given() -> None:
    """What was learned takes the place of the prior: other points, another answer; the same, the same."""
    order = Policy("no quarantine", (), ALWAYS_OPEN)
    ranges = Setting(_house(), ancestral(), contacts(), days=30).ranges
    prior = drawn(ranges, points=2, seed=1)
    milder = prior.copy()
    milder[:, [one.name for one in ranges].index("disease.reproduction")] = 1.4

    def asked(points: Floats) -> Comparison:
        return compare(
            Setting(_house(), ancestral(), contacts(), days=30, replicates=100).at(points), [order]
        )

    assert asked(prior).points == 2
    assert asked(prior) == asked(prior.copy())
    assert asked(milder).answers[0].infected.value < asked(prior).answers[0].infected.value
