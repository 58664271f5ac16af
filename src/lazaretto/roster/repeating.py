"""The watches of a group of posts for so many people, all rested: worked out once, for every company."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from lazaretto.roster.asking import Prices
from lazaretto.roster.engine.judging import cost
from lazaretto.roster.engine.problem import Ints
from lazaretto.roster.evening import Stretch, filled
from lazaretto.roster.resting import Fatigue, Rest
from lazaretto.roster.rotating import rotate
from lazaretto.roster.standing import WEEK, Company, Stander, standing
from lazaretto.roster.watches import Slot

_PRICES = Prices(missing=1000)


@lru_cache(maxsize=4096)
def repeated(
    slots: tuple[Slot, ...], limits: Fatigue, days: int, people: int, women: int
) -> tuple[Ints, bool]:
    """Rows of watches (people, days), the women first, and whether nothing is missing in them.

    Letters count the slots from 1. Nights and watches are spread as evenly as a short look finds.
    """
    company = Company(range(days), slots, _alike(slots, days, people, women), limits, _PRICES)
    question = standing(company)
    rows = rotate(company, question)
    price = cost(question.problem, rows)
    if price >= _PRICES.missing:
        whole = filled(Stretch(company, rows))
        rows, price = whole, cost(question.problem, whole)
    return rows, price < _PRICES.missing


def _alike(slots: Sequence[Slot], days: int, people: int, women: int) -> tuple[Stander, ...]:
    places = sum(slot.need for slot in slots) * days
    dark = sum(slot.need for slot in slots if slot.is_night) * days
    return tuple(
        Stander(
            number=n, name=str(n), is_woman=n < women, rest=Rest(), worked=(0,) * (WEEK - 1),
            open=np.ones((days, len(slots)), dtype=np.bool_),
            costs=np.zeros((days, len(slots)), dtype=np.int64), free=np.zeros(days, dtype=np.int64),
            nights=-(-dark // max(1, people)), watches=-(-places // max(1, people)),
            tiring=np.zeros((days, len(slots)), dtype=np.bool_),
        )
        for n in range(people)
    )  # fmt: skip
