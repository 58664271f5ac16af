"""Spans: from *this began* and *that ended* to half-open stretches of time, one sort and no loop."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from lazaretto.registers.events import FOREVER, Columns, Flags, Ints, numbered

_COLUMNS = ("key", "facility", "start", "end", "value", "aux", "fact")
_LAST = 2**35 - 1  # the last second that a composite moment can hold


@dataclass(frozen=True)
class Spans:
    """Stretches ``[start, end)`` of a state of a key, sorted by (key, start).

    value, aux, facility and fact are those of the event that began the stretch; ``end`` is
    FOREVER while it runs.
    """

    key: Ints
    facility: Ints
    start: Ints
    end: Ints
    value: Ints
    aux: Ints
    fact: Ints

    def __len__(self) -> int:
        return len(self.key)

    def where(self, choice: Flags | Ints) -> "Spans":
        """The chosen stretches, order kept; these very ones where every one is chosen."""
        rows = numbered(choice)
        return self if rows is None else Spans(*(getattr(self, name)[rows] for name in _COLUMNS))

    @cached_property
    def moments(self) -> Ints:
        """Key and start of each stretch as one sortable number."""
        return moment(self.key, self.start)

    def at(self, instant: int) -> "Spans":
        """Stretches that hold the instant."""
        return self.where((self.start <= instant) & (instant < self.end))

    def covering(self, start: int, end: int) -> "Spans":
        """Stretches that hold the whole of ``[start, end)``."""
        return self.where((self.start <= start) & (end <= self.end))

    def touching(self, start: int, end: int) -> "Spans":
        """Stretches that share an instant with ``[start, end)``."""
        return self.where((self.start < end) & (start < self.end))


def spans(starts: Columns, ends: Columns) -> Spans:
    """Each start lasts until the key's next start or end.

    At one instant an end comes before a start, so that a leg which ends and a leg which begins at
    08:00 do not cancel each other. Ties beyond that fall to the order of recording, then to the
    order of the rows given.
    """
    key = np.concatenate([starts.key, ends.key])
    occurred = np.concatenate([starts.occurred, ends.occurred])
    begins = np.concatenate([np.ones(len(starts), np.int64), np.zeros(len(ends), np.int64)])
    recorded = np.concatenate([starts.recorded, ends.recorded])
    order = np.lexsort((recorded, begins, occurred, key))
    until = np.full(len(order), FOREVER, np.int64)
    if len(order) > 1:
        same = key[order[:-1]] == key[order[1:]]
        until[:-1][same] = occurred[order[1:]][same]
    mine = order[begins[order] == 1]
    until = until[begins[order] == 1]
    kept = until > occurred[mine]
    mine, until = mine[kept], until[kept]
    chosen = starts.where(mine)
    return Spans(chosen.key, chosen.facility, chosen.occurred, until, chosen.value, chosen.aux, chosen.fact)


def given_last(rows: Columns) -> Spans:
    """Orders by key, each from its own beginning on (``aux``, or when it was given): the last given holds.

    An order takes the place of every earlier one that begins with it or after it, begun or not.
    """
    rows = rows.where(np.lexsort((rows.recorded, rows.occurred, rows.key)))
    begins = np.maximum(rows.occurred, rows.aux)
    until = np.full(len(rows), FOREVER, np.int64)
    if len(rows) > 1:
        soonest = np.minimum.accumulate(moment(rows.key, begins)[::-1])[::-1]  # of it and all given later
        same = rows.key[:-1] == rows.key[1:]
        until[:-1][same] = (soonest[1:] & _LAST)[same]
    kept = np.flatnonzero(until > begins)
    chosen = rows.where(kept)
    return Spans(
        chosen.key, chosen.facility, begins[kept], until[kept], chosen.value, chosen.aux, chosen.fact
    )


def carried_on(held: Spans, by: Flags, *, alike: Ints) -> Spans:
    """Stretches joined where a row of ``by`` (one flag a row) merely goes on with the row before it.

    It goes on when key and ``alike`` are the same and nothing lies between.
    """
    if not len(held):
        return held
    again = np.zeros(len(held), np.bool_)
    again[1:] = (
        by[1:]
        & (held.key[1:] == held.key[:-1])
        & (alike[1:] == alike[:-1])
        & (held.start[1:] == held.end[:-1])
    )
    first = np.flatnonzero(~again)
    last = np.append(first[1:], len(held)) - 1
    return replace(held.where(first), end=held.end[last])


def value_at(held: Spans, keys: Ints, instants: Ints, *, default: int) -> Ints:
    """The value of each key's state at an instant each; ``default`` where it has none.

    keys and instants have one length; ``held`` is sorted as :func:`spans` gives it.
    """
    row = span_at(held, keys, instants)
    return np.where(row >= 0, held.value[row] if len(held) else default, default).astype(np.int64)


def span_at(held: Spans, keys: Ints, instants: Ints) -> Ints:
    """The row of the stretch that holds each (key, instant), or -1."""
    if not len(held):
        return np.full(len(keys), -1, np.int64)
    row = np.searchsorted(held.moments, moment(keys, instants), side="right") - 1
    safe = np.maximum(row, 0)
    inside = (row >= 0) & (held.key[safe] == keys) & (instants < held.end[safe])
    return np.where(inside, row, -1)


def moment(key: Ints, instant: Ints) -> Ints:
    """Key and instant as one sortable number: 28 bits of key, 35 bits of seconds (to the year 3058)."""
    return (key << 35) | np.minimum(np.maximum(instant, 0), _LAST)  # ufuncs: half the price of np.clip
