"""A view is of its own instant; a city's is new after every fact, a slow network's may be a little old."""

from datetime import datetime

import pytest

from lazaretto.actions import viewing
from lazaretto.actions.pacing import Paced
from lazaretto.actions.viewing import KEPT, OLDEST, View, view
from lazaretto.facts.periods import instant
from lazaretto.registers.record import Record
from tests.stating import moment, second
from tests.unit.board.world import FOUNDING, measured

SEVEN = "03-15 07:00"


class Slowly:
    """A clock by which every assessment takes five seconds: each look at it is five later."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 5
        return self.seconds


@pytest.fixture
def record() -> Record:
    record = Record()
    record.append(FOUNDING)
    return record


@pytest.fixture
def slow(record: Record, monkeypatch: pytest.MonkeyPatch) -> View:
    """The view of a network found slow, at 07:00, with one fact more than the record was founded with."""
    monkeypatch.setattr(viewing, "_views", Paced(clock=Slowly(), keep=KEPT))
    view(now=moment(SEVEN), record=record)
    record.append([measured(60, "03-15 06:10", "A")])
    return view(now=moment(SEVEN), record=record)


def later(seconds: int) -> datetime:
    return instant(second(SEVEN) + seconds)


def test_a_citys_view_holds_every_fact_stated_before_it(record: Record) -> None:
    for number in range(60, 65):
        record.append([measured(number, "03-15 06:10", "A")])
        assert view(now=moment(SEVEN), record=record).facts == len(FOUNDING) + number - 59


def test_a_slow_networks_view_goes_on_serving_and_says_of_which_instant_it_is(
    record: Record, slow: View
) -> None:
    record.append([measured(61, "03-15 06:20", "B")])
    seen = view(now=later(3), record=record)
    assert seen is slow
    assert (seen.at, seen.facts) == (moment(SEVEN), len(record.facts) - 1)


def test_nothing_is_shown_as_the_present_that_is_far_behind_it(record: Record, slow: View) -> None:
    seen = view(now=later(OLDEST + 1), record=record)
    assert seen is not slow
    assert seen.at == later(OLDEST + 1)


def test_no_view_is_shown_from_beyond_its_reader(record: Record, slow: View) -> None:
    assert view(now=later(-60), record=record).at == later(-60)


def test_another_record_has_views_of_its_own(slow: View) -> None:
    other = Record()
    other.append(FOUNDING)
    assert view(now=moment(SEVEN), record=other).facts == len(FOUNDING) < slow.facts
