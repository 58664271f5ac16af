"""A day of some facilities, as every section of a report reads it.

What was so *yesterday* is what was so in the day's last second but one day; what happened in between is the
day's. So of everything that stands, yesterday and what came, less what went, is today.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.force import InForce
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing


@dataclass(frozen=True)
class Day:
    """A day of the facilities that ``mine`` flags by number, from ``start`` to before ``end`` (seconds).

    assessment: what was owed in it. facts: those that the standing's rows number.
    """

    standing: Standing
    facts: Sequence[Fact]
    assessment: Assessment
    forces: tuple[InForce, ...]
    mine: Flags
    start: int
    end: int

    @property
    def before(self) -> int:
        """The last second of the day before."""
        return self.start - 1

    @property
    def last(self) -> int:
        """The last second that is looked at."""
        return self.end - 1

    @property
    def numbers(self) -> list[int]:
        """The facilities, by number."""
        found: list[int] = np.flatnonzero(self.mine).tolist()
        return found

    def date_of(self, house: int) -> date:
        """The calendar day by a house's clock as the day ends."""
        return local_day(instant(self.last), zone=self.standing.zones.get(house, DEFAULT_ZONE))

    def happened(self, name: str) -> Columns:
        """What happened in the day at these facilities."""
        rows = self.standing.during(name, self.start, self.end)
        return rows.where(self.mine[rows.facility])

    def here(self, held: Spans) -> Spans:
        """The stretches of these facilities that began before the day was over and reached into it."""
        held = held.where(self.mine[held.facility])
        return held.touching(self.before, self.end)


@dataclass(frozen=True)
class Stays:
    """Stretches that touch a day: which ran already as it began, and which still run as it ends."""

    rows: Spans
    was: Flags
    still: Flags

    @property
    def came(self) -> Flags:
        """Which began in the day."""
        return ~self.was

    @property
    def went(self) -> Flags:
        """Which ended in the day."""
        return ~self.still


def stays(day: Day, held: Spans) -> Stays:
    """What ran at these facilities as the day began, as it ended, and in between."""
    rows = day.here(held)
    return Stays(rows, rows.start < day.start, rows.end >= day.end)


def counted(values: Ints, kinds: int) -> list[int]:
    """How many there are of each kind, from nought on."""
    found: list[int] = np.bincount(values, minlength=kinds).tolist()
    return found


def each(rows: Columns) -> int:
    """How many subjects there are, each once in each house: so houses add up to their city."""
    return len(np.unique(np.stack([rows.key, rows.facility]), axis=1)[0])


def uneven(happened: Ints, stated: Ints) -> Ints:
    """Of whom something was not stated as often as it happened, as keys, each once."""
    keys, which = np.unique(np.concatenate([happened, stated]), return_inverse=True)
    sign = np.repeat([1, -1], [len(happened), len(stated)])
    found: Ints = keys[np.bincount(which, weights=sign, minlength=len(keys)) != 0]
    return found
