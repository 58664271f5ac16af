"""Who is alone: stretches in which a cell holds one person."""

import numpy as np

from lazaretto.registers.events import Ints
from lazaretto.registers.spans import Spans

MINUTE = 60


def alone(held: Spans) -> Spans:
    """Stretches in which a person was the only one in a cell (value); fact is the one that put them there.

    A running sum of the keys in a cell names its occupant wherever the running count is one.
    """
    count = len(held)
    cell, step = np.tile(held.value, 2), np.repeat(np.array([1, -1], np.int64), count)
    moments = np.concatenate([held.start, held.end])
    order = np.lexsort((step, moments, cell))
    cell, step, moments = cell[order], step[order], moments[order]
    key, facility, fact = (
        np.cumsum(step * np.tile(column, 2)[order]) for column in (held.key, held.facility, held.fact)
    )
    single = np.cumsum(step)[:-1] == 1 if count else np.zeros(0, np.bool_)
    rows = np.flatnonzero(single & (moments[1:] > moments[:-1]))
    rows = rows[np.lexsort((moments[rows], key[rows]))]
    nothing = np.zeros(len(rows), np.int64)
    return Spans(key[rows], facility[rows], moments[rows], moments[rows + 1], cell[rows], nothing, fact[rows])


def seconds_within(stretches: Spans, start: int, end: int, *, size: int) -> Ints:
    """Seconds of each key's stretches inside ``[start, end)``, by key, for keys below ``size``."""
    shared = np.minimum(stretches.end, end) - np.maximum(stretches.start, start)
    total: Ints = np.bincount(stretches.key, np.maximum(shared, 0), minlength=size).astype(np.int64)
    return total
