"""Pieces: every consignment ends let in, returned or destroyed, and the four sums agree at every instant.

registered = let in + returned + destroyed + held. More than is left cannot go: the rest of such a fact is
its ``excess``, which is found and never booked. A consignment that was registered without a count is moved
as a whole; how much of it there was, nobody knows.
"""

from dataclasses import dataclass

import numpy as np

from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.gate import ALL_LEFT, DESTROYED, LET_IN, REGISTERED, RETURNED

UNCOUNTED = -1  # pieces of a consignment of which nobody said how many there are
_NEVER = -1
_WAYS = (LET_IN, RETURNED, DESTROYED)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What each row of ``goods_pieces`` came to, as equally long columns, rows in their order.

    since: when the consignment was registered (-1: it never was). total, left: pieces, or UNCOUNTED.
    moved: (way, row) pieces let in, returned, destroyed since. excess: pieces that went and were not there.
    last: the row after which nothing was said of the consignment at this house.
    """

    rows: Columns
    since: Ints
    total: Ints
    left: Ints
    moved: Ints
    excess: Ints
    last: Flags

    def where(self, choice: Flags) -> "Pieces":
        """The chosen rows."""
        return Pieces(
            self.rows.where(choice), self.since[choice], self.total[choice], self.left[choice],
            self.moved[:, choice], self.excess[choice], self.last[choice],
        )  # fmt: skip


def pieces(rows: Columns) -> Pieces:
    """The account of every consignment at every house, row by row.

    A house that registers a number again while something of it is left has counted again; when nothing is
    left, the number is used for another consignment. One turn of the loop takes the next row of every
    consignment, so it turns as often as the consignment of which most was said has rows.
    """
    order = np.lexsort((rows.recorded, rows.aux != REGISTERED, rows.occurred, rows.facility, rows.key))
    first = np.ones(len(order), np.bool_)
    first[1:] = np.diff(rows.key[order]).astype(np.bool_) | np.diff(rows.facility[order]).astype(np.bool_)
    whose = np.cumsum(first) - 1
    turn = np.arange(len(order)) - np.flatnonzero(first)[whose]
    account = _Account(int(first.sum()))
    found = np.zeros((7, len(order)), np.int64)
    in_turn = np.argsort(turn, kind="stable")
    ends = np.cumsum(np.bincount(turn)) if len(turn) else ()
    start = 0
    for end in ends:
        mine = in_turn[start:end]
        found[:, order[mine]] = account.take(whose[mine], rows.where(order[mine]))
        start = end
    last = np.zeros(len(order), np.bool_)
    last[order[np.roll(first, -1)]] = True  # whose next row is another's first
    return Pieces(rows, found[0], found[1], found[2], found[3:6], found[6], last)


class _Account:
    """How each consignment stands while its rows are read in order."""

    def __init__(self, count: int) -> None:
        self.since = np.full(count, _NEVER, np.int64)
        self.total = np.zeros(count, np.int64)
        self.left = np.zeros(count, np.int64)
        self.moved = np.zeros((len(_WAYS), count), np.int64)

    def take(self, who: Ints, said: Columns) -> Ints:
        """Read one row of each of some consignments: (column, row) of how they stand after it."""
        excess = np.zeros(len(who), np.int64)
        counted = said.aux == REGISTERED
        excess[counted] = self._register(who[counted], said.occurred[counted], said.value[counted])
        excess[~counted] = self._move(who[~counted], said.value[~counted], said.aux[~counted])
        return np.vstack(
            [self.since[who], self.total[who], self.left[who], self.moved[:, who], excess[None, :]]
        )

    def _register(self, who: Ints, at: Ints, count: Ints) -> Ints:
        fresh = (self.since[who] == _NEVER) | (self.left[who] == 0)
        new = who[fresh]
        self.since[new], self.total[new], self.left[new] = at[fresh], count[fresh], count[fresh]
        self.moved[:, new] = 0
        again = ~fresh & (count != UNCOUNTED)
        old, gone = who[again], self.moved[:, who[again]].sum(axis=0)
        self.total[old] = np.maximum(count[again], gone)
        self.left[old] = self.total[old] - gone
        excess = np.zeros(len(who), np.int64)
        excess[again] = self.total[old] - count[again]
        return excess

    def _move(self, who: Ints, count: Ints, way: Ints) -> Ints:
        left, whole = self.left[who], count == ALL_LEFT
        open_ended = left == UNCOUNTED
        taken = np.where(whole, np.maximum(left, 0), np.where(open_ended, count, np.minimum(count, left)))
        np.add.at(self.moved, (way - LET_IN, who), taken)
        self.left[who] = np.where(open_ended, np.where(whole, 0, UNCOUNTED), left - taken)
        unknown = self.since[who] == _NEVER
        return np.where(whole, unknown.astype(np.int64), count - taken)


def all_gone(account: Pieces) -> Columns:
    """The returns and destructions after which nothing was left: key = consignment, value = which of them."""
    rows = account.rows
    over = np.isin(rows.aux, (RETURNED, DESTROYED)) & (account.left == 0) & (account.since != _NEVER)
    chosen = rows.where(over)
    return Columns(
        chosen.key, chosen.facility, chosen.occurred, chosen.recorded, chosen.gone, chosen.aux,
        np.zeros(len(chosen), np.int64), chosen.fact,
    )  # fmt: skip
