"""How many people a group of posts needs, so that all its watches are stood within the limits of fatigue."""

from functools import lru_cache
from math import ceil

from msgspec.structs import replace

from lazaretto.roster.repeating import repeated
from lazaretto.roster.resting import Fatigue
from lazaretto.roster.standing import WEEK
from lazaretto.roster.watches import Slot


@lru_cache(maxsize=4096)
def needed(slots: tuple[Slot, ...], limits: Fatigue, days: int) -> int:
    """The fewest people, all alike and rested, with whom nothing is missing for so many days.

    A watch that no limit allows is left out: no number of people would stand it.
    """
    can = tuple(
        slot for slot in slots if limits.watch_hours is None or slot.watch.hours <= limits.watch_hours
    )
    people = _least(can, limits)
    while can and not repeated(can, limits, days, people, people)[1]:
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
