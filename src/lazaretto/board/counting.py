"""How many obligations stand how, by facility, and in which hour they came due: one pass over columns."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.board.city import Strip
from lazaretto.board.counts import GRAVITIES, Counts
from lazaretto.obligations.owed import Judged, Status
from lazaretto.protocol.document import Refrain
from lazaretto.registers.events import Ints

HOUR = 3600
HOURS = 24
OWED, LATE, ANSWERED_LATE, MISSED, BREACH, DISPUTED, MET, EXCUSED, LATER = range(9)
WAYS = 9
_PLAIN = np.array([OWED, MET, LATE, MISSED, EXCUSED, DISPUTED], np.int64)  # by Status
_STRIP = np.array([-1, 1, 1, 2, -1, 2, 0, 0, -1], np.int64)  # way → met 0, late 1, missed 2


@dataclass(frozen=True, slots=True)
class Tallied:
    """ways: count by (facility number, way). hours: by (facility number, met | late | missed, hour).

    families: the same as ``ways`` for each family of clauses.
    """

    ways: Ints
    hours: Ints
    families: dict[str, Ints]

    def counts(self, numbers: Iterable[int]) -> Counts:
        """The counts of these facilities together."""
        return _counts(self.ways[list(numbers)].sum(axis=0))

    def by_family(self, numbers: Iterable[int]) -> tuple[tuple[str, Counts], ...]:
        """The counts of these facilities together, family by family: the gravest first, then by name."""
        mine = list(numbers)
        found = [(name, _counts(ways[mine].sum(axis=0))) for name, ways in self.families.items()]
        return tuple(sorted(found, key=lambda one: (GRAVITIES.index(one[1].gravity), one[0])))

    def strip(self, numbers: Iterable[int]) -> Strip:
        """The last 24 hours of these facilities together."""
        met, late, missed = (tuple(line) for line in self.hours[list(numbers)].sum(axis=0).tolist())
        return Strip(met, late, missed, max(map(sum, zip(met, late, missed, strict=True))))


def _counts(row: Ints) -> Counts:
    return Counts(
        owed=int(row[OWED]), late=int(row[LATE]), answered_late=int(row[ANSWERED_LATE]),
        missed=int(row[MISSED]), breaches=int(row[BREACH]), disputed=int(row[DISPUTED]),
        met=int(row[MET]), excused=int(row[EXCUSED]),
    )  # fmt: skip


def ways(part: Judged, *, at: int) -> Ints:
    """How each row of a judged block stands, in the words of a board."""
    block = part.block
    if isinstance(block.clause.duty, Refrain):
        return np.full(len(block), BREACH, np.int64)
    way = _PLAIN[part.status]
    way[(part.status == Status.OPEN) & (block.opens > at)] = LATER
    way[(part.status == Status.LATE) & (part.answer >= 0)] = ANSWERED_LATE
    return way


def of_families(judged: Sequence[Judged], families: Collection[str] | None) -> Sequence[Judged]:
    """What the clauses of these families owe (None: of all)."""
    return judged if families is None else [p for p in judged if p.block.clause.family in families]


def tally(judged: Iterable[Judged], *, facilities: int, at: int, since: int) -> Tallied:
    """Count what was still alive at ``since``; the hours reach back 24 h from ``at`` whatever it is."""
    families: dict[str, Ints] = {}
    hourly = np.zeros(facilities * 3 * HOURS, np.int64)
    first = at // HOUR * HOUR - (HOURS - 1) * HOUR
    for part in judged:
        block = part.block
        way = ways(part, at=at)
        alive = (block.opens if isinstance(block.clause.duty, Refrain) else block.missed_at) >= since
        cell = block.facility * WAYS + way
        counted = families.setdefault(block.clause.family, np.zeros(facilities * WAYS, np.int64))
        counted += np.bincount(cell[alive], minlength=len(counted))
        line, hour = _STRIP[way], (block.due - first) // HOUR
        drawn = (line >= 0) & (hour >= 0) & (hour < HOURS)
        slot = (block.facility * 3 + line) * HOURS + hour
        hourly += np.bincount(slot[drawn], minlength=len(hourly))
    shaped = {name: counted.reshape(facilities, WAYS) for name, counted in families.items()}
    whole = sum(shaped.values(), np.zeros((facilities, WAYS), np.int64))
    return Tallied(whole, hourly.reshape(facilities, 3, HOURS), shaped)
