"""Around a roll-call: who passed the gate, who counted twice, what came out of turn, what nobody ended."""

import numpy as np

from lazaretto.obligations.overriding import let_out
from lazaretto.obligations.refraining.custody import moved_to
from lazaretto.obligations.roll_calls import LONGEST, frozen, told
from lazaretto.obligations.seeking import row_before
from lazaretto.registers.events import Columns, Flags, joined
from lazaretto.registers.gate import CATEGORIES
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
_MINUTE = 60
_PASSING = ("person", "vehicle")


def passed_during_roll_call(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody passed the gate while a roll-call of the house ran, or drove through it (M31).

    A call that nobody ends holds nobody for longer than ``minutes``. Whoever is taken to a hospital, was let
    out by name, or is free, is held by none.
    """
    rows = joined([standing.during(name, start, end) for name in ("entered", "left")])
    held = frozen(standing, start, end, minutes=settings["minutes"])
    if not len(rows) or not held:
        return rows.where(np.zeros(len(rows), np.bool_))
    there: Flags = np.zeros(len(rows), np.bool_)
    for facility, called, over in held:
        there |= (rows.facility == facility) & (called <= rows.occurred) & (rows.occurred < over)
    rows = rows.where(there & np.isin(rows.aux, [CATEGORIES.index(name) for name in _PASSING]))
    return rows.where(~let_out(standing, rows) & ~_free(standing, rows))


def roll_call_left_open(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A roll-call was neither matched nor ended within ``minutes`` of its call."""
    limit = settings["minutes"] * _MINUTE
    called = standing.during("roll_call_called", start - limit, end - limit)
    over = {one.key: (one.called, one.ended) for one in told(standing, start - limit, end)}
    spans = [over.get(key, (0, 0)) for key in called.key.tolist()]
    due = called.occurred + limit
    late = [
        began == at and ended > deadline
        for (began, ended), at, deadline in zip(spans, called.occurred.tolist(), due.tolist(), strict=True)
    ]
    return moved_to(called, np.array(late, np.bool_) & (due <= standing.at), due)


def roll_call_by_one_person(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Whoever had counted counted again, or cleared what they had counted (law 13)."""
    return _astray(standing, start, end, out_of_turn=False)


def roll_call_out_of_turn(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Something was said of a roll-call that it had not come to: it moved nothing."""
    return _astray(standing, start, end, out_of_turn=True)


def _astray(standing: Standing, start: int, end: int, *, out_of_turn: bool) -> Columns:
    """A row for each act that moved nothing, for that reason or another."""
    facts = [
        fact
        for one in told(standing, start, end)
        for _, fact, why in one.astray
        if (why == "out_of_turn") == out_of_turn
    ]
    rows = standing.during("roll_call_said", start, end)
    _, first = np.unique(rows.fact, return_index=True)
    once = rows.where(np.sort(first))
    return once.where(np.isin(once.fact, np.array(facts, np.int64)))


def _free(standing: Standing, rows: Columns) -> Flags:
    """Whether each had been released less than a day before: lawful release always wins (law 15)."""
    freed = standing.events("released")
    row = row_before(freed, rows.key, rows.occurred)
    if not len(freed):
        return row >= 0
    lately: Flags = (row >= 0) & (rows.occurred - freed.occurred[np.maximum(row, 0)] < LONGEST)
    return lately
