"""The planner's page of a house: its cells, what its recent tests say of the prevalence, a plan a size."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from lazaretto.board.houses import House
from lazaretto.board.pooling import Advice, advice, upper_bound
from lazaretto.board.pooling_question import Assumed, Question, question
from lazaretto.facts.periods import instant
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Seen:
    """What recent tests found: people with a single positive, of people with any result; the upper bound."""

    days: int
    tested: int
    found: int
    upper: float


@dataclass(frozen=True, slots=True)
class PoolPlanPage:
    """The question that was asked, what it comes to, and where the numbers come from."""

    house: House
    at: datetime
    seen: Seen
    begin: Assumed
    question: Question
    advice: Advice


def pool_plan_page(
    standing: Standing, *, house: House, begin: Assumed, typed: dict[str, float | None]
) -> PoolPlanPage:
    """The plan at the standing's instant. Raises ValueError for a number outside its range.

    Where nothing is typed the upper bound of what was found counts, and what is assumed where nobody was
    tested.
    """
    seen = _seen(standing, house, begin)
    if typed.get("prevalence") is None and seen.tested:
        typed = typed | {"prevalence": seen.upper}
    beds = standing.in_cell.at(standing.at)
    _, people = np.unique(beds.value[beds.facility == house.number], return_counts=True)
    asked = question(tuple(sorted(people.tolist(), reverse=True)), begin=begin, **typed)
    return PoolPlanPage(house, instant(standing.at), seen, begin, asked, advice(asked))


def _seen(standing: Standing, house: House, begin: Assumed) -> Seen:
    days = int(begin.looked_back.value)
    rows = standing.events("result")
    rows = rows.between(standing.at - days * DAY, standing.at + 1)
    rows = rows.where(rows.facility == house.number)
    found = rows.where((rows.aux == 1) & (rows.value == RESULTS.index("positive")))
    tested, ill = len(np.unique(rows.key)), len(np.unique(found.key))
    return Seen(days, tested, ill, upper_bound(ill, tested, confidence=begin.confidence.value))
