"""Fatigue lights: days inside, nights in a row, hours on watch in seven days; each beside its limit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from lazaretto.facts.periods import day_number
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.looping import Phased
from lazaretto.obligations.watches import Stood, stood
from lazaretto.registers.standing import Standing

Light = Literal["met", "late", "breach", "excused"]
WEEK = 7  # days
LOOKED = 28  # days back in which a run of nights is followed


@dataclass(frozen=True, slots=True)
class Lamp:
    """One figure beside its limit. light: within it, at it, over it; ``excused`` where no document asks."""

    figure: int
    most: int | None

    @property
    def light(self) -> Light:
        """How it is drawn."""
        if self.most is None:
            return "excused"
        return "breach" if self.figure > self.most else "late" if self.figure == self.most else "met"


@dataclass(frozen=True, slots=True)
class Lights:
    """The three lights of one person. inside: None for who is not in A; hours: whole ones in seven days."""

    inside: Lamp | None
    nights: Lamp
    hours: Lamp

    @property
    def gravest(self) -> Light:
        """The worst of the three."""
        lit = [lamp.light for lamp in (self.inside, self.nights, self.hours) if lamp is not None]
        return next(light for light in ("breach", "late", "met", "excused") if light in lit)


def lights(
    standing: Standing, *, people: Sequence[Phased], limits: Mapping[str, Mapping[str, int]], today: date
) -> dict[str, Lights]:
    """The lights of people in the loop, by person. limits: condition → settings of the document in force."""
    now = day_number(today)
    rows = stood(standing, now - LOOKED, now)
    found = {}
    for one in people:
        mine = rows.select(rows.key == standing.names.find(one.person))
        found[one.person] = Lights(
            inside=Lamp((today - one.since).days + 1, _most_inside(one, limits)) if one.now == "A" else None,
            nights=Lamp(_nights(mine, now), limits.get("nights_in_a_row", {}).get("nights")),
            hours=Lamp(_hours(mine, now), limits.get("week_hours_exceeded", {}).get("hours")),
        )
    return found


def _most_inside(one: Phased, limits: Mapping[str, Mapping[str, int]]) -> int | None:
    """The days that the pattern gives the running turn, or the document any turn, whichever are fewer."""
    asked = limits.get("inside_too_long", {}).get("days")
    days = (one.ends - one.since).days or None
    return min((most for most in (asked, days) if most is not None), default=None)


def _nights(mine: Stood, today: int) -> int:
    """Nights in a row up to the one that began today or yesterday."""
    days = set(mine.day[mine.night == 1].tolist())
    last = next((day for day in (today, today - 1) if day in days), None)
    count = 0
    while last is not None and last - count in days:
        count += 1
    return count


def _hours(mine: Stood, today: int) -> int:
    """Whole hours on watch in the seven days up to today."""
    return int(np.sum(mine.seconds[mine.day > today - WEEK])) // HOUR
