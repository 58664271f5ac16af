"""What was foreseen beside what happened: counts from facts, bands, scores."""

from datetime import date

import msgspec
import numpy as np
import pytest

from lazaretto.facts.duty import Enrolled
from lazaretto.facts.testing import Result, ResultReported, Sampled
from lazaretto.twin.counting_finds import finds
from lazaretto.twin.designing import Design, HousePlan
from lazaretto.twin.disease import Cited, Source
from lazaretto.twin.foreseeing import foreseen
from lazaretto.twin.reviewing import FOUND, Review, crps, reviewed
from tests.unit.obligations.legs import Said, admitted, ordered, started, world
from tests.unit.twin.test_what_if_questions import question

STORY: tuple[Said, ...] = (
    (admitted("Old", "QZ-D/G/01"), "01-03 09:00"),
    (Enrolled(person="S1", name="S", post="officer", sex="male"), "01-03 09:00"),
    (admitted("Wang"), "03-01 09:00"), (admitted("Li"), "03-01 09:01"),
    (ordered("Wang"), "03-01 09:05"), (ordered("Li", order="P"), "03-01 09:05"),
    (started("Wang"), "03-01 09:10"), (started("Li"), "03-01 09:10"),
)  # fmt: skip


def _positive(tube: str, who: tuple[str, ...], day: str, result: Result = "positive") -> tuple[Said, ...]:
    return (
        (Sampled(tube=tube, members=who, purpose="leg"), f"{day} 08:00"),
        (ResultReported(tube=tube, result=result, laboratory="L"), f"{day} 20:00"),
    )


def test_people_are_found_once_and_where_they_were() -> None:
    """In quarantine, in a general wing, among staff; a pool and a second result say nothing new."""
    told = world(
        *STORY, *_positive("T1", ("Wang",), "03-03"), *_positive("T2", ("Wang",), "03-04"),
        *_positive("T3", ("Old",), "03-05"), *_positive("T4", ("S1",), "03-05"),
        *_positive("T5", ("Li", "Old"), "03-06"), *_positive("T6", ("Li",), "03-06", "negative"),
        at="03-08 12:00",
    )  # fmt: skip
    counts = finds(told.standing, codes=("QZ-D",), first=date(2022, 3, 3), days=5)
    assert counts["found_in_quarantine"] == (1, 0, 0, 0, 0)
    assert counts["found_in_wings"] == (0, 0, 1, 0, 0)
    assert counts["found_staff"] == (0, 0, 1, 0, 0)
    assert sum(counts["restarted"]) >= 1
    nowhere = finds(told.standing, codes=("XX-D",), first=date(2022, 3, 3), days=5)
    assert all(sum(line) == 0 for line in nowhere.values())
    later = finds(told.standing, codes=("QZ-D",), first=date(2022, 3, 6), days=2)
    assert all(sum(later[name]) == 0 for name in ("found_in_wings", "found_staff"))


def _design() -> Design:
    return Design(
        format="lazaretto-network/1", id="n", title={"en": "n"},
        sources=(Source(id="s", title="s", locator="s"),),
        houses=(
            HousePlan(code="A", cells=20, in_a_cell=8, cells_a_wing=10, staff=60, arrivals=5, every=2,
                      legs_at=("A", "A", "A")),
        ),
        infected=Cited(value=0.02, low=0.01, high=0.03, unit="share", cite="s"),
        pressure=Cited(value=1e-3, low=5e-4, high=2e-3, unit="a day", cite="s"), quarantine_cell=4,
    )  # fmt: skip


def test_a_prediction_is_the_same_whenever_it_is_told() -> None:
    """A function of the question: the same lives again, others by another seed; what is found adds up."""
    asked = question(network=_design(), days=30)
    first, again, other = (foreseen(msgspec.structs.replace(asked, seed=seed)) for seed in (1, 1, 2))
    assert all(lives.shape == (80, 30) for lives in first.values())
    assert all((first[name] == again[name]).all() for name in FOUND)
    assert any((first[name] != other[name]).any() for name in FOUND)
    assert first["found_in_quarantine"].sum() > 0


def test_bands_and_scores_of_lives_that_are_known() -> None:
    """A hundred lives that count 0 … 99 on the first day: bands, days within, the score, the rank."""
    lives = np.zeros((100, 2), dtype=np.int64)
    lives[:, 0] = np.arange(100)
    said = dict.fromkeys(FOUND, lives)
    happened = {name: (200, 0) if name == "found_staff" else (50, 0) for name in FOUND}
    review = reviewed(said, happened, points=10, replicates=10, seed=1)
    line, far = review.lines[0], review.lines[FOUND.index("found_staff")]
    assert (line.bands[1].low, line.bands[1].value, line.bands[1].high) == pytest.approx((4.95, 49.5, 94.05))
    assert (line.happened, line.covered, line.inside) == ((50, 50), 1.0, True)
    assert line.rank == pytest.approx(0.505)
    assert (far.covered, far.inside, far.rank) == (0.5, False, 1.0)
    assert far.score > line.score > 0
    assert msgspec.json.decode(msgspec.json.encode(review), type=Review) == review
    with pytest.raises(ValueError, match="found_in_quarantine: 2 days were lived, and 1 counted"):
        reviewed(said, dict.fromkeys(FOUND, (1,)), points=1, replicates=1, seed=1)


def test_the_score_is_its_definition() -> None:
    """The mean distance to what happened, less half that between two lives; certain and right: 0."""
    lives = np.array([3, 1, 4, 1, 5, 9, 2, 6])
    by_pairs = np.abs(lives - 4).mean() - np.abs(lives[:, None] - lives[None, :]).mean() / 2
    assert crps(lives, 4) == pytest.approx(by_pairs)
    assert crps([7, 7, 7], 7) == 0.0
    assert crps([7], 4) == 3.0
