"""Coverage kept up as facts come in: of each round how many were mustered, have an outcome, have left.

Kept beside a record: each fact touches the people that it names and nobody else, so the count of a round
of a million is there before it is asked for. A correction or a retraction touches whom the replaced fact
named. :func:`lazaretto.board.covering.round_up` counts the same from the beginning, and must agree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.facts.record import Retracted
from lazaretto.facts.testing import RoundOpened
from lazaretto.obligations.outcomes import LEFT, NONE, Round, departed, reached
from lazaretto.obligations.rounds import mustered, rounds, tally
from lazaretto.registers.events import FOREVER, Columns, Flags, Ints
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

_NONE, _ANSWERED, _LEFT = range(3)


class Tallied(NamedTuple):
    """A round's count: of the mustered, how many have an outcome, and how many left before one."""

    mustered: int
    outcomes: int
    left: int

    @property
    def uncovered(self) -> int:
        """Whom nobody has reached."""
        return self.mustered - self.outcomes - self.left


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round as one line of a list: whom it mustered, and how many nobody reached."""

    code: str
    stratum: str
    part: str
    opened: datetime
    closed: datetime | None
    mustered: int
    uncovered: int


def round_line(
    standing: Standing, facts: Sequence[Fact], held: Round, kept: Tallied | None = None
) -> RoundLine:
    """The line of a round, with what is kept of it, or counted anew where nothing is kept for the instant."""
    body = facts[held.fact].body
    if not isinstance(body, RoundOpened):
        raise TypeError(f"a round is opened by a round_opened, not by {type(body).__name__}")
    count = _recounted(standing, held) if kept is None else kept
    closed = None if held.closed == FOREVER else instant(held.closed)
    return RoundLine(
        body.round, body.stratum, body.part, instant(held.opened), closed, count.mustered, count.uncovered
    )


def _recounted(standing: Standing, held: Round) -> Tallied:
    counts = tally(standing, held)
    left, none = int(counts[LEFT]), int(counts[NONE])
    return Tallied(int(counts.sum()), int(counts.sum()) - left - none, left)


@dataclass(slots=True)
class _Kept:
    """A round, its people in ascending order, and how each stands."""

    held: Round
    person: Ints
    stands: Ints
    count: Tallied


class Tallies:
    """The counts of every round of a record, of all facts that it holds, whenever they occurred."""

    def __init__(self) -> None:
        self._taken = 0
        self._kept: dict[tuple[int, int], _Kept] = {}
        self._windows = (np.zeros(0, np.int64), np.zeros(0, np.int64))

    @property
    def taken(self) -> int:
        """How many of the record's facts are counted."""
        return self._taken

    def of(self, record: Record, code: str, facility: str) -> Tallied | None:
        """The count of a round; None where nobody opened it there."""
        kept = self._kept.get((record.names.find(code), record.facilities.find(facility)))
        return kept.count if kept else None

    def follow(self, record: Record) -> None:
        """Take in what the record has learned since the last time."""
        if self._taken == len(record.facts):
            return
        first, self._taken = self._taken, len(record.facts)
        standing, columns = record.standing(at=FOREVER), record.columns()
        fresh = record.facts[first:]
        named = [fact.corrects for fact in fresh if fact.corrects is not None]
        named += [fact.body.fact for fact in fresh if isinstance(fact.body, Retracted)]
        old = {record.number_of(one) for one in named} - {-1}
        touched = _Touched(columns, first, np.array(sorted(old), np.int64))
        if any(isinstance(record.facts[n].body, RoundOpened) for n in (*range(first, self._taken), *old)):
            self._open(standing)
        for kept in self._touched(touched):
            person = touched.people(kept.held)
            row = kept.person.searchsorted(person)
            row = row[row < len(kept.person)]
            person = person[: len(row)]  # ascending, so whoever lies beyond the muster comes last
            self._count(standing, kept, row[kept.person[row] == person])

    def _open(self, standing: Standing) -> None:
        """Take up rounds that were opened, or opened otherwise; drop those that no longer stand."""
        found = {(one.key, one.facility): one for one in rounds(standing)}
        for place, held in found.items():
            before = self._kept.get(place)
            if before is not None and before.held.fact == held.fact:
                continue
            person = mustered(standing, held)
            stands = np.full(len(person), _NONE, np.int64)
            self._kept[place] = _Kept(held, person, stands, Tallied(len(person), 0, 0))
            self._count(standing, self._kept[place], np.arange(len(person)))
        for place in self._kept.keys() - found.keys():
            del self._kept[place]
        rounds_held = [kept.held for kept in self._kept.values()]
        opened, closes = ([getattr(one, name) for one in rounds_held] for name in ("opened", "closes"))
        self._windows = np.array(opened, np.int64), np.array(closes, np.int64)

    def _touched(self, touched: "_Touched") -> list[_Kept]:
        """The rounds of which a fact may have touched somebody: a city has had hundreds, a fact is of one."""
        opened, closes = self._windows
        amid = np.zeros(len(opened), np.bool_)
        if (during := touched.moved()) is not None:
            amid = (opened <= during[1]) & (closes > during[0])
        places = touched.covered()
        every = zip(self._kept.items(), amid.tolist(), strict=True)
        return [kept for (place, kept), moved in every if moved or place in places]

    def _count(self, standing: Standing, kept: _Kept, row: Ints) -> None:
        """Read anew how these people of a round stand."""
        if not len(row):
            return
        held, person = kept.held, kept.person[row]
        given = reached(standing, held.opened, FOREVER)
        given = given.where((given.aux == held.key) & (given.facility == held.facility))
        has = np.isin(person, given.key)
        limits = (held.facility, held.opened, held.closes)
        facility, opened, closes = (np.full(len(person), limit, np.int64) for limit in limits)
        left = ~has & (departed(standing, person, facility, opened, closes) >= 0)
        before = np.bincount(kept.stands[row], minlength=3)
        kept.stands[row] = np.where(has, _ANSWERED, np.where(left, _LEFT, _NONE))
        change = np.bincount(kept.stands[row], minlength=3) - before
        _, outcomes, gone = (int(n) for n in change)
        kept.count = Tallied(kept.count.mustered, kept.count.outcomes + outcomes, kept.count.left + gone)


class _Touched:
    """Whom facts name, round by round: the fresh ones, from a number on, and the old ones they replace."""

    def __init__(self, columns: dict[str, Columns], first: int, old: Ints) -> None:
        self._first, self._old = first, old
        voided = self._rows(columns["tube_voided"])
        filled = columns["tube_filled"]
        spilt = filled.fact[np.isin(filled.key, voided.key)] if len(voided) else voided.fact
        covered = columns["covered"]
        named: Flags = self._flags(covered)
        self._covered = covered.where(named | np.isin(covered.fact, spilt) if len(spilt) else named)
        self._moved = [self._rows(columns[name]) for name in ("placed", "unplaced")]

    def covered(self) -> set[tuple[int, int]]:
        """The rounds, as (key, facility), of which people were covered."""
        return set(zip(self._covered.aux.tolist(), self._covered.facility.tolist(), strict=True))

    def moved(self) -> tuple[int, int] | None:
        """The first and the last instant at which anybody came or left; None where nobody did."""
        times = np.concatenate([rows.occurred for rows in self._moved])
        return (int(times.min()), int(times.max())) if len(times) else None

    def people(self, held: Round) -> Ints:
        """Of one round, ascending."""
        return np.unique(np.concatenate(list(self._named(held))))

    def _named(self, held: Round) -> Iterator[Ints]:
        rows = self._covered
        yield rows.key[(rows.aux == held.key) & (rows.facility == held.facility)]
        for rows in self._moved:
            yield rows.key[(rows.occurred >= held.opened) & (rows.occurred < held.closes)]

    def _rows(self, rows: Columns) -> Columns:
        return rows.where(self._flags(rows))

    def _flags(self, rows: Columns) -> Flags:
        flags: Flags = rows.fact >= self._first
        return flags | np.isin(rows.fact, self._old) if len(self._old) else flags
