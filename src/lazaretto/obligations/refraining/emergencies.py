"""After an emergency (H1): nobody is left without an answer, and nothing stays open longer than it must."""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.days import HOUR
from lazaretto.obligations.emergencies import unaccounted
from lazaretto.registers.events import FOREVER, Columns, Ints, joined, no_events
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def unaccounted_after_emergency(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was inside when an emergency began; ``hours`` after its end nobody has said where they are.

    key = the person, fact = the declaration.
    """
    runs = standing.emergencies
    wait = settings["hours"] * HOUR
    over = runs.where((runs.end < FOREVER) & (runs.end + wait >= start) & (runs.end + wait < end))
    rows = []
    for n in range(len(over)):
        due = int(over.end[n]) + wait
        people = unaccounted(standing, int(over.key[n]), int(over.start[n]), due)
        rows.append(_said_of(over.where(np.full(len(people), n, np.int64)), people, due))
    return joined(rows) if rows else no_events()


def emergency_left_open(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """An emergency still ran ``hours`` after it was declared: key = the facility, fact = the declaration."""
    runs, wait = standing.emergencies, settings["hours"] * HOUR
    due = runs.start + wait
    long = runs.where((runs.end > due) & (due >= start) & (due < end))
    return joined(
        [
            _said_of(long.where(np.array([n])), standing.facility_keys[long.key[n : n + 1]], int(due_))
            for n, due_ in enumerate((long.start + wait).tolist())
        ]
    )


def _said_of(runs: Spans, keys: Ints, at: int) -> Columns:
    """One row a key, said of an instant by the declaration of its emergency."""
    size = len(keys)
    now, forever = np.full(size, at, np.int64), np.full(size, FOREVER, np.int64)
    rows = Columns(keys, runs.facility, now, runs.start, forever, runs.value, runs.aux, runs.fact)
    return replace(rows, key=keys)
