"""The forecast: from the arrivals that were, what a house will need, and how sure that is."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from lazaretto.placement import queueing
from lazaretto.placement.forecasting import (
    DAYS_DRAWN,
    Forecast,
    History,
    Question,
    forecast,
    needs_by_count,
    needs_drawn,
    posterior,
)
from lazaretto.placement.queueing import Mark
from lazaretto.placement.simulating import Part

GROUPS = ((Part(0, 6),), (Part(0, 4), Part(1, 3)), (Part(0, 5, 2),), (Part(0, 8),))
HISTORY = History(20, GROUPS, (1, 3, 3, None))
QUESTION = Question(cells=7, capacity=8, leg=14, window=0, refusal=0.01, ahead=14)


def ask(history: History = HISTORY, **changed: Any) -> Forecast:
    found = forecast(history, replace(QUESTION, **changed))
    assert found is not None
    return found


def test_the_needs_of_a_day_agree_with_the_closed_form() -> None:
    marks = [Mark(1, 6), Mark(1, 5, 2), Mark(2, 9, 3)]
    groups = [(Part(0, m.people, m.apart),) for m in (*marks, marks[2])]
    table = needs_by_count(groups, capacity=8, most=30)
    assert table is not None
    poisson = np.pad(queueing.poisson(mean=1.3), (0, 31))[:31]
    law = queueing.daily_need(rate=1.3, marks=marks, capacity=8)
    assert (poisson @ table)[: len(law)][:8] == pytest.approx(law[:8], abs=1e-8)


def test_days_that_are_drawn_agree_with_days_that_are_followed_one_by_one() -> None:
    groups = [(Part(0, 6, 2), Part(1, 3)), (Part(0, 3),), (Part(1, 9),)]
    exact, drawn = (how(groups, capacity=8, most=3) for how in (needs_by_count, needs_drawn))
    assert exact is not None
    assert drawn is not None
    assert np.abs(exact - drawn).max() < 4 * 0.5 / DAYS_DRAWN**0.5


def test_a_house_where_groups_of_many_sorts_come_draws_its_days() -> None:
    sorts = tuple(
        (Part(0, 1 + n % 9, 1 + n % 2 if n % 9 else 1), Part(1, 1 + n % 5), Part(2, 1 + n % 7))
        for n in range(90)
    )
    busy = ask(History(50, sorts), cells=60)
    assert busy.law == "sampled_days"
    assert busy == ask(History(50, sorts), cells=60)


def test_classes_need_cells_of_their_own() -> None:
    table = needs_by_count([(Part(0, 9), Part(1, 1, 1))], capacity=8, most=2)
    assert table is not None
    assert [list(np.flatnonzero(row)) for row in table] == [[0], [3], [4]]  # 18 and 2 people: 3 + 1


def test_the_rate_is_known_only_as_well_as_the_days_tell() -> None:
    few, many = posterior(4, days=20), posterior(400, days=2000)
    assert few[0] @ few[1] == pytest.approx(4.5 / 20, rel=1e-3)
    spread = [float((rates - rates @ weights) ** 2 @ weights) ** 0.5 for rates, weights in (few, many)]
    assert spread[0] == pytest.approx(4.5**0.5 / 20, rel=1e-2)
    assert spread[1] < spread[0] / 5


def test_little_history_asks_for_more_cells_than_much() -> None:
    much = History(2000, GROUPS * 100)
    assert ask(History(20, GROUPS)).needed > ask(much).needed


def test_known_cells_stand_at_the_foot_of_the_fan_until_they_are_free() -> None:
    days = ask().days
    assert [day.known for day in days[:4]] == [3, 3, 1, 1]
    assert all(day.quantiles[0] >= day.known for day in days)
    assert all(list(day.quantiles) == sorted(day.quantiles) for day in days)
    assert ask(cells=0).days[0].refusal == 1


def test_the_needed_cells_are_the_first_that_keep_to_the_refusal() -> None:
    needed = ask().needed
    assert ask(cells=needed).refusal_now <= 0.01 < ask(cells=needed - 1).refusal_now


def test_groups_need_more_than_erlang_would_say() -> None:
    found = ask()
    assert found.by_erlang < found.needed


def test_a_window_is_simulated_and_agrees_where_the_law_is_known() -> None:
    simulated = ask(window=1)
    assert (simulated.law, ask().law) == ("simulated", "same_day_cohorts")
    assert simulated.needed <= ask().needed
    assert [day.known for day in simulated.days[:4]] == [3, 3, 1, 1]
    assert simulated == ask(window=1)  # the seed is fixed


def test_where_nobody_came_there_is_nothing_to_go_by() -> None:
    assert forecast(History(30, ()), QUESTION) is None
    assert forecast(History(0, GROUPS), QUESTION) is None


@pytest.mark.parametrize(
    "wrong",
    [{"refusal": 0}, {"refusal": 1}, {"ahead": 0}, {"ahead": 121}, {"capacity": 0}, {"leg": 0}, {"times": 0}],
)
def test_numbers_outside_their_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"refusal|arrivals"):
        ask(**wrong)
