"""Columns put beside columns: the latest before, every pair, how many at once. No loop over rows."""

import numpy as np

from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.spans import moment

_FAR = 2**35 - 1  # the last second that a composite moment can hold


def row_before(known: Columns, key: Ints, instants: Ints) -> Ints:
    """The row of each key's latest known event at or before an instant each; -1 where there is none."""
    if not len(known):
        return np.full(len(key), -1, np.int64)
    moments = moment(known.key, known.occurred)
    order = np.argsort(moments, kind="stable")
    row = np.searchsorted(moments[order], moment(key, instants), side="right") - 1
    found = order[np.maximum(row, 0)]
    return np.where((row >= 0) & (known.key[found] == key), found, -1).astype(np.int64)


def first_row(known: Columns, key: Ints, instants: Ints) -> Ints:
    """The row of each key's earliest known event, where that is at or before an instant each; else -1."""
    if not len(known):
        return np.full(len(key), -1, np.int64)
    moments = moment(known.key, known.occurred)
    order = np.argsort(moments, kind="stable")
    at = np.minimum(np.searchsorted(moments[order], moment(key, np.zeros_like(key))), len(known) - 1)
    found = order[at]
    fits = (known.key[found] == key) & (known.occurred[found] <= instants)
    return np.where(fits, found, -1).astype(np.int64)


def last_before(known: Columns, asked: Columns) -> Ints:
    """The latest instant at or before each asked one at which its key is in ``known``; -1 if none."""
    row = row_before(known, asked.key, asked.occurred)
    return np.where(row >= 0, known.occurred[np.maximum(row, 0)] if len(known) else -1, -1)


def first_after(known: Columns, key: Ints, instants: Ints) -> tuple[Ints, Flags]:
    """(instant, whether there is one) of each key's first known event after an instant each."""
    moments = np.sort(moment(known.key, known.occurred))
    row = np.searchsorted(moments, moment(key, instants), side="right")
    if not len(moments):
        return np.zeros(len(key), np.int64), np.zeros(len(key), np.bool_)
    found = moments[np.minimum(row, len(moments) - 1)]
    return found & _FAR, (row < len(moments)) & (found >> 35 == key)


def pairs(asked: Ints, known: Ints) -> tuple[Ints, Ints]:
    """Every (row of asked, row of known) of one key."""
    order = np.argsort(known, kind="stable")
    first = np.searchsorted(known[order], asked, side="left")
    count = np.searchsorted(known[order], asked, side="right") - first
    mine = np.repeat(np.arange(len(asked)), count)
    offset = np.arange(len(mine)) - np.repeat(np.cumsum(count) - count, count)
    return mine, order[first[mine] + offset]


def within_at_start(group: Ints, start: Ints, end: Ints) -> Ints:
    """How many stretches ``[start, end)`` of its group hold each one's start, itself included.

    Stretches that start together are counted one after the other, in the order given.
    """
    moments = np.concatenate([start, end])
    step = np.concatenate([np.ones(len(start), np.int64), -np.ones(len(end), np.int64)])
    order = np.lexsort((step, moments, np.concatenate([group, group])))
    count = np.empty(len(order), np.int64)
    count[order] = np.cumsum(step[order])  # what opens in a group closes in it: sums restart at nothing
    return count[: len(start)]
