"""How long staff were away from the gate, and whether anybody knew where they were meanwhile (M10).

An absence begins when they left the gate. What they said of it are their check-ins from home or from the
site; one from *elsewhere* breaks it at once, and so does a stretch without a word that is too long.
"""

from typing import NamedTuple

import numpy as np

from lazaretto.obligations.seeking import row_before
from lazaretto.registers.duty import WHERE
from lazaretto.registers.events import Columns, Flags, Ints, joined
from lazaretto.registers.spans import moment
from lazaretto.registers.standing import Standing

ELSEWHERE = WHERE.index("elsewhere")


class Absences(NamedTuple):
    """The absence of each key before an instant each.

    away: whether they were out. since: when they last left or said where they were. broken: whether they
    were elsewhere, or were silent for too long before ``since``.
    """

    away: Flags
    since: Ints
    broken: Flags

    def unexplained(self, instants: Ints, *, silent: int) -> Flags:
        """Whether nobody knows where each of them was, by these instants. silent: seconds."""
        return self.away & (self.broken | (instants - self.since > silent))


def absences(standing: Standing, keys: Ints, instants: Ints, *, silent: int) -> Absences:
    """Where those who stand at the gate were before it. silent: so many seconds without a word are long."""
    left, entered, said = (_of(standing, name, keys) for name in ("left", "entered", "checked_in"))
    before = instants - 1
    row, inside = row_before(left, keys, before), row_before(entered, keys, before)
    away = row >= 0
    gone = _instants(left, row)
    away &= _instants(entered, inside) <= gone
    elsewhere = said.where(said.value == ELSEWHERE)
    words = joined([left, said.where(said.value != ELSEWHERE)])
    since = np.maximum(gone, _instants(words, row_before(words, keys, before)))
    broken = _between(elsewhere, keys, gone, instants) > 0
    broken |= _between(_before_silence(words, silent), keys, gone - 1, since) > 0
    return Absences(away, since, away & broken)


def _of(standing: Standing, name: str, keys: Ints) -> Columns:
    rows = standing.events(name)
    return rows.where(np.isin(rows.key, keys))


def _instants(rows: Columns, row: Ints) -> Ints:
    """When each row occurred; -1 where there is none."""
    return np.where(row >= 0, rows.occurred[np.maximum(row, 0)] if len(rows) else -1, -1)


def _before_silence(words: Columns, silent: int) -> Columns:
    """Words after which the same person said nothing for too long, before the next word."""
    order = np.argsort(moment(words.key, words.occurred), kind="stable")
    ordered = words.where(order)
    long = np.zeros(len(ordered), np.bool_)
    same = ordered.key[1:] == ordered.key[:-1]
    long[:-1] = same & (ordered.occurred[1:] - ordered.occurred[:-1] > silent)
    return ordered.where(long)


def _between(rows: Columns, keys: Ints, after: Ints, before: Ints) -> Ints:
    """How many rows of each key occurred after one instant and before another."""
    moments = np.sort(moment(rows.key, rows.occurred))
    first = np.searchsorted(moments, moment(keys, after + 1), side="left")
    count: Ints = np.searchsorted(moments, moment(keys, before), side="left") - first
    return np.maximum(count, 0)
