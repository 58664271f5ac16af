"""How many people a group of posts needs inside, so that all its watches are stood within the limits of fatigue."""

from functools import lru_cache
from math import ceil

import numpy as np
from msgspec.structs import replace

from lazaretto.roster.asking import Prices
from lazaretto.roster.judging import cost
from lazaretto.roster.resting import Fatigue, Rest
from lazaretto.roster.rotating import rotate
from lazaretto.roster.solving import solve
from lazaretto.roster.standing import WEEK, Company, Stander, standing
from lazaretto.roster.watches import Slot

_EFFORT = 0.2  # the engine's measure; what it cannot settle by then is taken to be missing
_ONLY_MISSING = Prices(missing=1, uneven_night=0, uneven_watch=0)


@lru_cache(maxsize=4096)
def needed(slots: tuple[Slot, ...], limits: Fatigue, days: int) -> int:
    """The fewest people, all alike and rested, with whom nothing is missing for so many days.

    A watch that no limit allows is left out: no number of people would stand it.
    """
    can = tuple(
        slot for slot in slots if limits.watch_hours is None or slot.watch.hours <= limits.watch_hours
    )
    people = _least(can, limits)
    while can and _missing(can, limits, days, people):
        people += 1
    return people


@lru_cache(maxsize=4096)
def women_needed(slots: tuple[Slot, ...], limits: Fatigue, days: int) -> int:
    """The same, of women, for the places that are theirs."""
    theirs = tuple(slot for slot in slots if slot.watch.women)
    return needed(tuple(map(_of_women, theirs)), limits, days)


def _of_women(slot: Slot) -> Slot:
    return Slot(slot.post, replace(slot.watch, need=slot.watch.women, women=0))


def _least(slots: tuple[Slot, ...], limits: Fatigue) -> int:
    """Fewer can never be enough: by the places of a day, and by the hours of a week."""
    places = sum(slot.need for slot in slots)
    if limits.week_hours is None:
        return places
    minutes = sum(slot.need * slot.minutes for slot in slots)
    return max(places, ceil(WEEK * minutes / (limits.week_hours * 60)) if limits.week_hours else places)


def _missing(slots: tuple[Slot, ...], limits: Fatigue, days: int, people: int) -> bool:
    """Whether so many people leave a place empty, as far as a short look can tell."""
    one = Stander(
        number=0, name="", is_woman=True, rest=Rest(), worked=(0,) * (WEEK - 1),
        open=np.ones((days, len(slots)), dtype=np.bool_), costs=np.zeros((days, len(slots)), dtype=np.int64),
        free=np.zeros(days, dtype=np.int64), nights=days, watches=days,
    )  # fmt: skip
    company = Company(range(days), slots, (one,) * people, limits, _ONLY_MISSING)
    question = standing(company)
    rows = rotate(company, question)
    if not cost(question.problem, rows):
        return False
    found = solve(question.problem, effort=_EFFORT, hint=rows)
    return found.cost is None or found.cost > 0
