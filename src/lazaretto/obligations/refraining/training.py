"""Who stood a watch without a valid pass in a procedure that it asks for (M36)."""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.days import DAY, local_day_numbers
from lazaretto.obligations.seeking import row_before
from lazaretto.obligations.watches import stood
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
VALID, STAFF = "valid.", "staff."  # procedure → days of a pass; → whose it is, a bit for each post of staff


def untrained_on_post(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was in the house on a watch of theirs, by the roster that ruled it, and lacked a pass.

    A watch asks for what the protocol says staff of their sort need, and for what its post asks besides.
    Said once a watch: at its beginning, or when they came in.
    """
    begun = _begun(standing, start, end)
    if not len(begun):
        return begun
    post = _of_watch(standing, "watch_of", begun.aux)
    staff, asks, assessed = _sort_of_staff(standing, begun), _asking(standing), _assessed(standing, begun)
    lacking = np.zeros(len(begun), np.bool_)
    for name, days in settings.items():
        if name.startswith(VALID):
            procedure = name.removeprefix(VALID)
            key = standing.names.find(procedure)
            asked = (staff >= 0) & ((settings[STAFF + procedure] >> np.maximum(staff, 0)) & 1 == 1)
            asked |= np.isin(post, asks.key[asks.value == key])
            mine = np.flatnonzero(asked & ~lacking)
            lacking[mine] = ~_good(assessed.where(assessed.value == key), begun.where(mine), days)
    return begun.where(lacking)


def _begun(standing: Standing, start: int, end: int) -> Columns:
    """The watches that were begun in a window, by time: value = the day of the watch, aux = the watch."""
    rows = stood(standing, start // DAY - 2, end // DAY + 1)
    rows = rows.select((rows.start >= start) & (rows.start < end))
    rows = rows.select(np.argsort(rows.start, kind="stable"))
    return Columns(
        rows.key, rows.facility, rows.start, rows.start, rows.start, rows.day, rows.watch, rows.fact
    )


def _of_watch(standing: Standing, name: str, watches: Ints) -> Ints:
    """The latest value that a row of this name gives each watch; -1 where none does."""
    rows = standing.events(name)
    row = row_before(rows, watches, np.full(len(watches), standing.at, np.int64))
    values = rows.value[np.maximum(row, 0)] if len(rows) else row
    return np.where(row >= 0, values, -1)


def _sort_of_staff(standing: Standing, begun: Columns) -> Ints:
    rows = standing.events("enrolled")
    row = row_before(rows, begun.key, begun.occurred)
    return np.where(row >= 0, rows.value[np.maximum(row, 0)] if len(rows) else row, -1)


def _asking(standing: Standing) -> Columns:
    """What posts ask for besides, as they were set last."""
    posts, asks = standing.events("post_set"), standing.events("post_asks")
    latest = list(dict(zip(posts.key.tolist(), posts.fact.tolist(), strict=True)).values())
    return asks.where(np.isin(asks.fact, latest))


def _assessed(standing: Standing, begun: Columns) -> Columns:
    """Assessments of those who stood; in the place of the facility the day of each."""
    rows = standing.events("assessed")
    rows = rows.where(np.isin(rows.key, begun.key))
    return replace(rows, facility=local_day_numbers(standing, rows.facility, rows.occurred))


def _good(assessed: Columns, begun: Columns, days: int) -> Flags:
    """Whether the latest assessment before each was passed, and still good on the day of the watch."""
    row = row_before(assessed, begun.key, begun.occurred)
    if not len(assessed):
        return row >= 0
    safe = np.maximum(row, 0)
    good: Flags = (row >= 0) & (assessed.aux[safe] == 1) & (begun.value <= assessed.facility[safe] + days)
    return good
