"""What came of each person in a round of tests: exactly one outcome, from swabs and what was said of them.

Everything is columns: a round of a million people is read in one pass. A tube that was voided says
nothing of whoever was in it by then. The last result of a tube counts, and never for a swab that was
taken after it. A tube is a single one when nobody else had been in it by its result, however that was
stated: a pool is never read as a person.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from lazaretto.obligations.seeking import row_before
from lazaretto.registers.events import FOREVER, Columns, Flags, Ints
from lazaretto.registers.spans import moment
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS, UNSAMPLED, VOIDED

Outcome = Literal[
    "negative", "negative_in_pool", "positive", "held", "waiting", "invalid",
    "refused", "away", "hospital", "other", "left", "none",
]  # fmt: skip
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
NONE, LEFT = OUTCOMES.index("none"), OUTCOMES.index("left")
_OF_WORD = np.array([OUTCOMES.index(word) for word in UNSAMPLED], np.int64)
_NEGATIVE, _POSITIVE, _GREY, _INVALID = (
    RESULTS.index(r) for r in ("negative", "positive", "grey", "invalid")
)
_OF_RESULT = np.array([OUTCOMES.index(r) if r in OUTCOMES else NONE for r in RESULTS], np.int64)
_UNUSED = VOIDED.index("unused")


@dataclass(frozen=True, slots=True)
class Round:
    """One round at one facility, in numbers. closes: as declared; closed: FOREVER while nobody closed it."""

    key: int
    facility: int
    stratum: int
    opened: int
    closes: int
    closed: int
    fact: int


@dataclass(frozen=True, slots=True)
class Told:
    """One outcome a person, as columns of the order of those asked after. tube: -1 where none.

    at: -1 where nobody was reached. fact, more: who says so (a swab and its result, a word, a departure);
    of a person whose tube was voided, the swab and the voiding.
    """

    person: Ints
    outcome: Ints
    tube: Ints
    at: Ints
    fact: Ints
    more: Ints


@dataclass(frozen=True, slots=True)
class Swabs:
    """Swabs (rows of ``in_tube``) and what stands of their tubes. said: a result (index), or -1.

    void: the fact that voided the tube after the swab, or -1. single: nobody else was in it by the result.
    """

    rows: Columns
    void: Ints
    said: Ints
    said_at: Ints
    said_by: Ints
    single: Flags

    def where(self, choice: Flags | Ints) -> "Swabs":
        """The chosen swabs."""
        rest = (getattr(self, name)[choice] for name in self.__slots__[1:])
        return Swabs(self.rows.where(choice), *rest)

    @property
    def standing(self) -> "Swabs":
        """Those whose tube was not voided."""
        return self.where(self.void < 0)

    @property
    def unclear(self) -> Flags:
        """Which hold a person: a positive or grey pool, a grey single."""
        held: Flags = (self.said == _GREY) | ((self.said == _POSITIVE) & ~self.single)
        return held

    @property
    def clear(self) -> Flags:
        """Which settle: a single one, negative or positive."""
        settles: Flags = self.single & ((self.said == _NEGATIVE) | (self.said == _POSITIVE))
        return settles


def outcomes(standing: Standing, held: Round, person: Ints) -> Told:
    """What came of each of these people (keys, each once) in a round, by the standing's instant."""
    every = read(standing, in_round(standing, held, person))
    swabs = every.standing
    holds = swabs.where(swabs.unclear)
    clear = _clear(standing, held, swabs, holds)
    holds = holds.where(~_settled(standing, holds, clear))
    instead, early = _words(standing, held, swabs)
    told = _Sheet(standing, person)
    told.write(every.where(every.void >= 0), "none", more=every.void[every.void >= 0])
    told.leave(_departures(standing, held, person))
    told.say(early)
    told.write(swabs.where(swabs.said == _INVALID), "invalid")
    told.say(instead)
    told.write(swabs.where(swabs.said < 0), "waiting")
    told.write(swabs.where((swabs.said == _NEGATIVE) & ~swabs.single), "negative_in_pool")
    told.write(clear, _OF_RESULT[clear.said])
    told.write(holds, "held")
    return told.told


def read(standing: Standing, rows: Columns) -> Swabs:
    """These swabs with what stands of their tubes."""
    results, voided = standing.events("tube_result"), voidings(standing)
    said, void = _last(results, rows), _last(voided, rows)
    at = _taken(results.occurred, said)
    return Swabs(
        rows, _taken(voided.fact, void), _taken(results.value, said), at, _taken(results.fact, said),
        _alone(standing, rows, at),
    )  # fmt: skip


def voidings(standing: Standing) -> Columns:
    """What voided a tube that may have been filled: a label that was never used is not among them."""
    voided = standing.events("tube_voided")
    return voided.where(voided.value != _UNUSED)


def in_round(standing: Standing, held: Round, person: Ints) -> Columns:
    """Swabs (rows of ``in_tube``) of these people that were taken for a round, since its opening."""
    filled = standing.during("tube_filled", held.opened, standing.at + 1)
    filled = filled.where((filled.value == held.key) & (filled.facility == held.facility))
    rows = standing.during("in_tube", held.opened, standing.at + 1)
    return rows.where(np.isin(rows.fact, filled.fact) & np.isin(rows.key, person))


def reached(standing: Standing, start: int, end: int) -> Columns:
    """Rows of ``covered`` in ``[start, end)`` that count: swabs in tubes that were voided later do not."""
    rows = standing.during("covered", start, end)
    voided = voidings(standing)
    if not len(rows) or not len(voided):
        return rows
    filled = standing.during("tube_filled", start, end)
    filled = filled.where(np.isin(filled.key, voided.key))
    tubes = filled.where(_last(voided, filled, tube=filled.key) >= 0)
    return rows.where(~((rows.value == 0) & np.isin(rows.fact, tubes.fact)))


def departed(standing: Standing, person: Ints, facility: Ints, opened: Ints, closes: Ints) -> Ints:
    """Row of ``unplaced`` by which each person had left before a round's end, and stayed away; -1 for none.

    Whoever comes back into the same house before the round ends is owed a swab again.
    """
    gone, placed = standing.events("unplaced"), standing.events("placed")
    if not len(gone):
        return np.full(len(person), -1, np.int64)
    row = row_before(gone, person, np.minimum(closes - 1, standing.at))
    row = np.where((row >= 0) & (gone.occurred[np.maximum(row, 0)] >= opened), row, -1)
    some = np.flatnonzero(row >= 0)
    back = row_before(placed, person[some], np.minimum(closes[some] - 1, standing.at))
    if len(placed):
        again = (placed.occurred[back] >= gone.occurred[row[some]]) & (
            placed.facility[back] == facility[some]
        )
        row[some[(back >= 0) & again]] = -1
    return row


class _Sheet:
    """A sheet with a line a person: what is written later overwrites what was written before."""

    def __init__(self, standing: Standing, person: Ints) -> None:
        self._place = np.full(len(standing.names), -1, np.int64)
        self._place[person] = np.arange(len(person))
        blank = [np.full(len(person), -1, np.int64) for _ in range(4)]
        self.told = Told(person, np.full(len(person), NONE, np.int64), *blank)
        self._standing = standing

    def write(self, swabs: Swabs, outcome: Outcome | Ints, more: Ints | None = None) -> None:
        """Swabs in order of time; a result's instant counts where there is one."""
        rows = swabs.rows
        at = np.where(swabs.said >= 0, swabs.said_at, rows.occurred) if more is None else -1
        self._put(rows.key, outcome, rows.value, at, rows.fact, swabs.said_by if more is None else more)

    def say(self, words: Columns) -> None:
        """Words said instead of a swab; of people on other sheets they are passed over."""
        words = words.where(self._place[words.key] >= 0)
        self._put(words.key, _OF_WORD[words.value - 1], -1, words.occurred, words.fact, -1)

    def leave(self, gone: Columns) -> None:
        """Departures."""
        self._put(gone.key, "left", -1, gone.occurred, gone.fact, -1)

    def _put(
        self, person: Ints, outcome: Outcome | Ints, tube: Ints | int, at: Ints | int, fact: Ints,
        more: Ints | int,
    ) -> None:  # fmt: skip
        line, told = self._place[person], self.told
        told.outcome[line] = OUTCOMES.index(outcome) if isinstance(outcome, str) else outcome
        told.tube[line], told.at[line], told.fact[line], told.more[line] = tube, at, fact, more


def _departures(standing: Standing, held: Round, person: Ints) -> Columns:
    """The departures by which people of a muster left before the round's end."""
    limits = (held.facility, held.opened, held.closes)
    facility, opened, closes = (np.full(len(person), limit, np.int64) for limit in limits)
    row = departed(standing, person, facility, opened, closes)
    return standing.events("unplaced").where(np.sort(row[row >= 0]))


def _words(standing: Standing, held: Round, swabs: Swabs) -> tuple[Columns, Columns]:
    """Words said instead of a swab: after the person's last swab, and before one."""
    rows = standing.during("covered", held.opened, standing.at + 1)
    rows = rows.where((rows.aux == held.key) & (rows.facility == held.facility) & (rows.value > 0))
    last = np.full(len(standing.names), -1, np.int64)
    last[swabs.rows.key] = swabs.rows.occurred
    after = rows.occurred > last[rows.key]
    return rows.where(after), rows.where(~after)


def _clear(standing: Standing, held: Round, swabs: Swabs, holds: Swabs) -> Swabs:
    """Clear single results, by time of the swab: those of the round, and re-tests of whom it holds."""
    mine = swabs.where(swabs.clear)
    if not len(holds.rows):
        return mine
    rows = standing.during("in_tube", held.opened, standing.at + 1)
    rows = rows.where(np.isin(rows.key, holds.rows.key) & ~np.isin(rows.fact, swabs.rows.fact))
    later = read(standing, rows).standing
    later = later.where(later.clear)
    later = later.where(_follows(standing, later, holds))
    chosen = np.concatenate([mine.rows.fact, later.rows.fact])  # each of one person, so named by their facts
    rows = standing.during("in_tube", held.opened, standing.at + 1)
    return read(standing, rows.where(np.isin(rows.fact, chosen)))


def _follows(standing: Standing, swabs: Swabs, holds: Swabs) -> Flags:
    """Which swabs were taken after some hold of their person began."""
    size = len(standing.names)
    said, taken = np.full(size, FOREVER, np.int64), np.full(size, FOREVER, np.int64)
    np.minimum.at(said, holds.rows.key, holds.said_at)
    np.minimum.at(taken, holds.rows.key, holds.rows.occurred)
    person, at = swabs.rows.key, swabs.rows.occurred
    after: Flags = (at >= said[person]) | (_retest(standing, swabs) & (at > taken[person]))
    return after


def _settled(standing: Standing, holds: Swabs, clear: Swabs) -> Flags:
    """Which holds a clear single swab has ended: taken since the result, or as a re-test since the swab."""
    size = len(standing.names)
    last, again = np.full(size, -1, np.int64), np.full(size, -1, np.int64)
    np.maximum.at(last, clear.rows.key, clear.rows.occurred)
    retest = clear.where(_retest(standing, clear)).rows
    np.maximum.at(again, retest.key, retest.occurred)
    person = holds.rows.key
    ended: Flags = (last[person] >= holds.said_at) | (again[person] > holds.rows.occurred)
    return ended


def _retest(standing: Standing, swabs: Swabs) -> Flags:
    return np.isin(swabs.rows.fact, standing.events("in_retest").fact)


def _last(said: Columns, swabs: Columns, *, tube: Ints | None = None) -> Ints:
    """The row of the last word on each swab's tube, where that came at or after the swab; else -1."""
    tube = swabs.value if tube is None else tube
    size = int(max(tube.max(initial=-1), said.key.max(initial=-1))) + 1
    last = np.full(size, -1, np.int64)
    last[said.key] = np.arange(len(said))
    row = last[tube]
    safe = np.maximum(row, 0)
    at = said.occurred[safe] if len(said) else np.full(len(tube), -1, np.int64)
    return np.where((row >= 0) & (at >= swabs.occurred), row, -1)


def _alone(standing: Standing, rows: Columns, by: Ints) -> Flags:
    """Whether nobody else had been swabbed into each swab's tube by an instant each."""
    every = standing.events("in_tube")
    every = every.where(np.isin(every.value, rows.value))
    several = every.value[every.aux > 1]
    tubes, count = np.unique(every.value, return_counts=True)
    shared = np.isin(rows.value, np.concatenate([several, tubes[count > 1]]))
    alone = ~shared
    some = np.flatnonzero(shared)
    every = every.where(np.isin(every.value, rows.value[some]))
    _, first = np.unique(every.value * len(standing.names) + every.key, return_index=True)
    every = every.where(np.sort(first))
    moments = np.sort(moment(every.value, every.occurred))
    tube = rows.value[some]
    members = np.searchsorted(moments, moment(tube, by[some]), side="right") - np.searchsorted(
        moments, moment(tube, np.zeros_like(tube))
    )
    alone[some] = members <= 1
    return alone


def _taken(column: Ints, row: Ints) -> Ints:
    """A column at rows, -1 where there is no row."""
    if not len(column):
        return np.full(len(row), -1, np.int64)
    return np.where(row >= 0, column[np.maximum(row, 0)], -1)
