"""Watches that were really stood: the stands of the rosters in force, as far as the gate knows of them.

A roster says who is to stand; the gate says who was inside. What fatigue is judged by is both together.
"""

from dataclasses import replace
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
    watch: which of which post (key). fact: the roster's.
    """

    key: Ints
    facility: Ints
    day: Ints
    start: Ints
    end: Ints
    seconds: Ints
    night: Ints
    watch: Ints
    fact: Ints

    def select(self, choice: Flags | Ints) -> "Stood":
        """The chosen rows."""
        return Stood(*(column[choice] for column in self))


def stood(standing: Standing, first: int, last: int) -> Stood:
    """The watches that began on the days from a first to a last one (day numbers), both included."""
    return standing.once(("stood", first, last), lambda: _stood(standing, first, last))


def _stood(standing: Standing, first: int, last: int) -> Stood:
    stands, watch = standing.events("stand"), standing.events("watch_set")
    stands = stands.where((stands.value >= first) & (stands.value <= last))
    midnight = day_ends(standing, stands.facility, stands.value - 1)
    row = row_before(watch, stands.aux, midnight + _DAY * _MINUTE - 1)
    stands, midnight, row = stands.where(row >= 0), midnight[row >= 0], row[row >= 0]
    begins, hours = watch.value[row] // PACKED_HOURS, watch.value[row] % PACKED_HOURS
    start = midnight + begins * _MINUTE
    end = np.minimum(start + hours * 60 * _MINUTE, standing.at)
    ends = begins + hours * 60
    night = ((begins < NIGHT[1]) | (ends > _DAY + NIGHT[0])).astype(np.int64)
    ruled = _ruled(standing, stands, start, first, last)
    return _inside(standing, stands.where(ruled), start[ruled], end[ruled], night[ruled])


def _ruled(standing: Standing, stands: Columns, start: Ints, first: int, last: int) -> Flags:
    """Whether each stand is of the roster that had been signed last for its house and day as its watch began.

    What is signed later that day does not undo what was stood.
    """
    rosters, span = with_turns(standing), last - first + 1
    rosters = rosters.where((rosters.value <= last) & (rosters.aux >= first))
    begins = np.maximum(rosters.value, first)
    days = np.minimum(rosters.aux, last) - begins + 1
    line = np.repeat(np.arange(len(rosters)), days)
    day = begins[line] + np.arange(len(line)) - np.repeat(np.cumsum(days) - days, days)
    rules = rosters.where(line)
    rules = replace(rules, key=rules.facility * span + day - first)
    row = row_before(rules, stands.facility * span + stands.value - first, start)
    if not len(rules):
        return row >= 0
    ruled: Flags = (row >= 0) & (rules.fact[np.maximum(row, 0)] == stands.fact)
    return ruled


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
    found = Stood(
        stands.key, stands.facility, stands.value, begun, over, spent, night, stands.aux, stands.fact
    )
    found = found.select(spent > 0)
    return found.select(np.lexsort((found.start, found.key)))
