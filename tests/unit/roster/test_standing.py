"""Each rule of watches by its name, and how many people a group of posts takes."""

from datetime import time

import numpy as np
import pytest

from lazaretto.facts.duty import Watch
from lazaretto.obligations.rostering.judging import NAMES
from lazaretto.obligations.rostering.situation import Post
from lazaretto.roster.asking import Prices
from lazaretto.roster.engine.judging import broken, cost
from lazaretto.roster.needing import needed, women_needed
from lazaretto.roster.resting import (
    RULES_OF_WATCHES,
    Fatigue,
    Rest,
    nights_in_a_row,
    rest_too_short,
    rested,
    watch_hours_exceeded,
    watches_overlap,
)
from lazaretto.roster.rotating import rotate
from lazaretto.roster.standing import Company, Stander, post_unmanned, standing
from lazaretto.roster.watches import slots

LIMITS = Fatigue(watch_hours=12, week_hours=60, rest=11, nights=3)
WING = Post(
    post="wing", zone="guarded", staff=("officer",),
    watches=tuple(
        Watch(watch=str(h), begins=time(h), hours=8, need=2, women=1 if h == 8 else 0) for h in (0, 8, 16)
    ),
)  # fmt: skip
NIGHT, DAY, EVENING = slots([WING])


def company(people: int, *, women: int = 0, worked: int = 0, days: int = 7) -> Company:
    """So many people, all rested, who have been on watch for so many minutes on the day before."""
    of_slots = (days, 3)
    standers = tuple(
        Stander(
            number=n, name=str(n), is_woman=n < women, rest=Rest(), worked=(0, 0, 0, 0, 0, worked),
            open=np.ones(of_slots, dtype=np.bool_), costs=np.zeros(of_slots, dtype=np.int64),
            free=np.zeros(days, dtype=np.int64), nights=2, watches=6,
            tiring=np.zeros(of_slots, dtype=np.bool_),
        )
        for n in range(people)
    )  # fmt: skip
    return Company(range(days), slots([WING]), standers, LIMITS, Prices())


def test_the_planner_names_its_rules_of_watches_as_the_judge_does() -> None:
    assert {rule.__name__ for rule in RULES_OF_WATCHES} <= set(NAMES)


def test_watches_overlap() -> None:
    assert watches_overlap(LIMITS, Rest(ended=481), DAY)
    assert not watches_overlap(LIMITS, Rest(ended=480), DAY)


def test_rest_too_short() -> None:
    assert rest_too_short(LIMITS, rested(Rest(), EVENING), DAY)  # eight hours
    assert not rest_too_short(LIMITS, rested(Rest(), NIGHT), DAY)  # a day


def test_nights_in_a_row() -> None:
    assert nights_in_a_row(LIMITS, Rest(nights=3), NIGHT)
    assert not nights_in_a_row(LIMITS, Rest(nights=3), DAY)
    assert rested(Rest(nights=2), NIGHT).nights == 3
    assert rested(Rest(nights=2), DAY).nights == 0


def test_watch_hours_exceeded() -> None:
    assert watch_hours_exceeded(Fatigue(watch_hours=7), Rest(), DAY)
    assert not watch_hours_exceeded(LIMITS, Rest(), DAY)


def test_week_hours_exceeded() -> None:
    """Sixty hours are seven watches of eight and no more: what was stood on the eve counts for six days."""
    tired = standing(company(1, worked=8 * 60 * 2))
    row = np.array([[2, 2, 2, 2, 2, 2, 0]])
    assert broken(tired.problem, row) == (0,)
    assert broken(standing(company(1)).problem, row) == ()


def test_post_unmanned_prices_each_place_and_each_woman() -> None:
    asked = company(2, women=0)
    demands = list(post_unmanned(asked))
    assert {demand.name for demand in demands} == {"wing 0", "wing 8", "wing 16"}
    empty = np.zeros((2, 7), dtype=np.int64)
    missing = 7 * (3 * 2 + 1)
    assert cost(standing(asked).problem, empty) == missing * asked.prices.missing


@pytest.mark.parametrize(("days", "people"), [(7, 7), (14, 7)])
def test_a_wing_needs_one_more_than_its_places_for_nights_to_change_hands(days: int, people: int) -> None:
    assert needed(slots([WING]), LIMITS, days) == people


def test_women_are_needed_for_their_places_only() -> None:
    assert women_needed(slots([WING]), LIMITS, 7) == 1


def test_a_watch_longer_than_anybody_may_stand_asks_for_nobody() -> None:
    assert needed(slots([WING]), Fatigue(watch_hours=6), 7) == 0


def test_the_quick_roster_of_watches_breaks_no_rule() -> None:
    for people in (3, 6, 9):
        asked = company(people, women=2)
        question = standing(asked)
        assert broken(question.problem, rotate(asked, question)) == ()
