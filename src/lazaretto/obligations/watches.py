"""Watches that were really stood: the stands of the rosters in force, as far as the gate knows of them.

A roster says who is to stand; the gate says who was inside. What fatigue is judged by is both together.
"""

from typing import NamedTuple

import numpy as np

from lazaretto.obligations.days import day_ends
from lazaretto.obligations.rostering.force import with_turns
from lazaretto.obligations.seeking import pairs, row_before
from lazaretto.registers.duty import PACKED_HOURS
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.gate import CATEGORIES
from lazaretto.registers.standing import Standing

NIGHT = (0, 5 * 60)  # minutes of the day: C171 and 2003/88/EC both mean by night what holds these hours
_DAY = 24 * 60
_MINUTE = 60


class Stood(NamedTuple):
    """Watches stood, as equally long columns, by person and time.

    day: on which the watch began (day number). start, end: first and last second on it inside the gate, by
    the standing's instant; seconds: how long in all. night: 1 where the watch holds an hour of the night.
    fact: the roster's.
    """

    key: Ints
    facility: Ints
    day: Ints
    start: Ints
    end: Ints
    seconds: Ints
    night: Ints
    fact: Ints

    def select(self, choice: Flags | Ints) -> "Stood":
        """The chosen rows."""
        return Stood(*(column[choice] for column in self))


def stood(standing: Standing, first: int, last: int) -> Stood:
    """The watches that began on the days from a first to a last one (day numbers), both included."""
    return standing.once(("stood", first, last), lambda: _stood(standing, first, last))


def _stood(standing: Standing, first: int, last: int) -> Stood:
    stands, watch = _ordered(standing, first, last), standing.events("watch_set")
    midnight = day_ends(standing, stands.facility, stands.value - 1)
    row = row_before(watch, stands.aux, midnight + _DAY * _MINUTE - 1)
    stands, midnight, row = stands.where(row >= 0), midnight[row >= 0], row[row >= 0]
    begins, hours = watch.value[row] // PACKED_HOURS, watch.value[row] % PACKED_HOURS
    start = midnight + begins * _MINUTE
    end = np.minimum(start + hours * 60 * _MINUTE, standing.at)
    ends = begins + hours * 60
    night = (begins < NIGHT[1]) | (ends > _DAY + NIGHT[0])
    return _inside(standing, stands, start, end, night.astype(np.int64))


def _ordered(standing: Standing, first: int, last: int) -> Columns:
    """The stands of those days, of the roster that rules each of them."""
    rules: dict[tuple[int, int], int] = {}
    rosters = with_turns(standing)
    for line in np.flatnonzero((rosters.value <= last) & (rosters.aux >= first)).tolist():
        house, fact = int(rosters.facility[line]), int(rosters.fact[line])
        for day in range(max(int(rosters.value[line]), first), min(int(rosters.aux[line]), last) + 1):
            rules[house, day] = fact
    said = standing.events("stand")
    said = said.where((said.value >= first) & (said.value <= last))
    if not rules:
        return said.where(slice(0, 0))
    span = last - first + 1
    places = np.array([house * span + day - first for house, day in rules], np.int64)
    facts = np.array(list(rules.values()), np.int64)
    order = np.argsort(places)
    places, facts = places[order], facts[order]
    asked = said.facility * span + said.value - first
    row = np.minimum(np.searchsorted(places, asked), len(places) - 1)
    return said.where((places[row] == asked) & (facts[row] == said.fact))


def _inside(standing: Standing, stands: Columns, start: Ints, end: Ints, night: Ints) -> Stood:
    """What of each stand was inside the gate of its house; a stand without any of it is left out."""
    there = standing.inside.touching(int(start.min()) if len(start) else 0, standing.at + 1)
    there = there.where(there.aux == CATEGORIES.index("person"))
    mine, row = pairs(stands.key, there.key)
    came = np.maximum(start[mine], there.start[row])
    went = np.minimum(end[mine], there.end[row])
    real = (came < went) & (stands.facility[mine] == there.facility[row])
    mine, came, went = mine[real], came[real], went[real]
    size = len(stands)
    begun, over = np.full(size, np.iinfo(np.int64).max), np.zeros(size, np.int64)
    np.minimum.at(begun, mine, came)
    np.maximum.at(over, mine, went)
    spent = np.zeros(size, np.int64)
    np.add.at(spent, mine, went - came)
    found = Stood(stands.key, stands.facility, stands.value, begun, over, spent, night, stands.fact)
    found = found.select(spent > 0)
    return found.select(np.lexsort((found.start, found.key)))
