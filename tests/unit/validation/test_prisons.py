"""Real outbreaks: the published figures are what the series say, and prisons are said beforehand by rule."""

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from validation.prisons import predicting
from validation.prisons.facts import Doors, Prison, facts
from validation.prisons.fitting import NAMES, elsewhere, seen, shapes, untaught
from validation.prisons.predicting import DIFFERING, Pool
from validation.prisons.worlds import ANEW, CARRIED, ranges, world

from lazaretto.twin.calibrating import learn
from lazaretto.twin.ranges import drawn
from lazaretto.twin.shaping import Shape, shape
from tests.credentialing import data

SERIES = "san_quentin_ucla_prenov2020.csv"
ABSENT = f"the series is not here: set LAZARETTO_DATA to the folder that holds prisons/{SERIES}"
RNG = np.random.Generator(np.random.Philox(1))
PEOPLE = 4000


def _series(path: Path) -> list[float]:
    """New residents confirmed, day by day; a count that falls back is a correction and is passed over."""
    with path.open(encoding="utf-8") as rows:
        told = {
            date.fromisoformat(row["Date"]): float(row["Residents.Confirmed"] or 0)
            for row in csv.DictReader(rows)
        }
    day, most, new = min(told), 0.0, []
    while day <= max(told):
        new.append(max(told.get(day, most) - most, 0.0))
        most += new[-1]
        day += timedelta(1)
    return new


def test_the_fitted_figures_are_those_of_the_series() -> None:
    """Growth, length and number found, read from the published count by the rule that the twin uses."""
    folder = data("prisons")
    if folder is None or not (folder / SERIES).is_file():
        pytest.skip(ABSENT)
    told, due = shape(_series(folder / SERIES), people=facts().fitted.people), seen(facts().fitted)
    assert due.growth is not None
    assert told.growth == pytest.approx(due.growth, abs=5e-4)
    assert told.lasted == due.lasted
    assert told.found == due.found
    assert told.share == pytest.approx(0.59, abs=0.005)


def test_the_prisons_are_the_published_ones() -> None:
    """Thirty-two, of which fourteen stayed small, ten grew and eight burnt through."""
    sizes = np.array([[float(prison.found) for prison in facts().all]])
    assert predicting.counts(sizes).tolist() == [[14.0, 10.0, 8.0]]
    named = {prison.name: prison for prison in facts().all}
    for prison in facts().held_out:
        assert (named[prison.name].found, named[prison.name].doors) == (prison.found, prison.doors)


def test_ranges_lie_where_files_and_figures_say() -> None:
    """Each assumption has a range with two ends, cited ones in place of the program's own."""
    for one in ranges((*NAMES, "prison.dormitory")):
        assert 0 <= one.low < one.high, one.name
    wing = next(one for one in ranges(CARRIED) if one.name == "contacts.wing")
    assert (wing.low, wing.high) == (
        facts().ranges["contacts.wing"].low,
        facts().ranges["contacts.wing"].high,
    )


def _points(count: int) -> dict[str, float]:
    names, at = untaught(count, seed=3)
    return dict(zip(names, map(float, at[0]), strict=True)) | {"prison.transferred": 0.2}


def test_doors_and_blocks_make_the_world() -> None:
    """People stand in their wings; open doors raise what a wing meets; whoever is apart is in no cell."""
    at = _points(8) | {"prison.apart": 0.0, "prison.open_doors": 2.0}
    solid = world(facts().contrast, at)
    assert abs(len(solid.slot_cell) - facts().contrast.people) < 40
    opened = world(facts().fitted, at)
    assert abs(len(opened.slot_cell) - 3776) < 10
    assert opened.wing_rate == pytest.approx(2.0 * solid.wing_rate)
    assert solid.cohort_size.sum() == facts().contrast.transferred
    fewer = world(facts().fitted, at | {"prison.apart": 0.25})
    assert len(fewer.slot_cell) == pytest.approx(0.75 * len(opened.slot_cell), rel=0.01)


def test_what_carries_over_is_as_learned_and_the_rest_is_drawn_anew() -> None:
    """Another prison has the disease and the meetings of a kept point, and a response of its own."""
    at = drawn(ranges(NAMES), points=64, seed=1)
    lived = [Shape(0.1 + 0.2 * row[2] / 4, 20.0, 100.0, 0.5) for row in at]
    calibrated = learn(ranges(NAMES), at, lived, Shape(0.2, 20.0, 100.0, 0.5), keep=0.5)
    names, points = elsewhere(calibrated, 32, seed=1)
    assert names[: len(CARRIED)] == CARRIED
    kept = {tuple(row[: len(CARRIED)]) for row in calibrated.kept}
    assert {tuple(map(float, row[: len(CARRIED)])) for row in points} <= kept
    responses = {row[NAMES.index(ANEW[0])] for row in calibrated.kept}
    assert not responses & {float(row[names.index(ANEW[0])]) for row in points}


def test_a_life_is_the_same_for_a_seed() -> None:
    """One prison, two points, twice the same; and no two seeds alike."""
    names, at = untaught(2, seed=5)
    prison = facts().held_out[3]
    assert shapes(prison, names, at, seed=7) == shapes(prison, names, at, seed=7)
    assert shapes(prison, names, at, seed=7) != shapes(prison, names, at, seed=8)


def _pool() -> Pool:
    """Lives of which the share found is the place in the first differing range, whatever the doors."""
    places = RNG.random((400, len(DIFFERING)))
    kinds: tuple[Doors, ...] = ("solid", "open", "dormitory", "either")
    return Pool(dict.fromkeys(kinds, places[:, 0] ** 4), dict.fromkeys(kinds, places))


def _prisons(found: int) -> tuple[Prison, ...]:
    return tuple(Prison(name=str(n), people=PEOPLE, doors="solid", found=found) for n in range(16))


def test_prisons_that_stayed_small_teach_the_others_to_stay_small() -> None:
    """The half that teaches moves what is said of the half that is held against, in its own direction."""
    lived = _pool()
    said = {
        found: predicting.networks(
            lived, _prisons(0), predicting.leaning(lived, _prisons(found), seed=1, draws=40), seed=2
        ).mean()
        for found in (10, 3000)
    }
    untold = predicting.networks(lived, _prisons(0), predicting.level(40), seed=2).mean()
    assert said[10] < 0.7 * untold
    assert said[3000] > 1.3 * untold


def test_halves_are_all_of_them_once() -> None:
    """No prison teaches itself."""
    one, other = predicting.halves(seed=2020)
    assert len(one) == len(other) == 16
    assert sorted(prison.name for prison in (*one, *other)) == sorted(prison.name for prison in facts().all)


def test_against_solid_doors() -> None:
    """A pool of which twice as many are found has the ratio two, in every resampling."""
    lived = _pool()
    doubled = Pool(lived.share | {"open": 2 * lived.share["solid"]}, lived.places)
    assert np.allclose(predicting.against_solid(doubled, "open", seed=1, draws=50), 2.0)
