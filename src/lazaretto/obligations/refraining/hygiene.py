"""Disinfections too weak, mixed or unchecked; temperatures that never change."""

import numpy as np

from lazaretto.facts.disinfectants import AGENTS, never_together
from lazaretto.registers.events import Columns, Flags, joined
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
DAY = 86400


def disinfection_weak(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A disinfection was too weak, not measured, or too short; agents without a strength are let be (M23)."""
    done, aimed = standing.during("disinfected", start, end), standing.during("disinfected_aim", start, end)
    weak = (done.value < settings["mg_l"]) | (done.aux < settings["minutes"])
    return done.where((aimed.value > 0) & weak)  # two rows a fact, in the same order


def disinfectants_mixed(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Agents were used together that must never meet, as chlorine and acid (M23)."""
    rows = standing.during("disinfected_along", start, end)
    if not len(rows):
        return rows
    known = {standing.names.find(code): code for code in AGENTS}
    return rows.where(np.array([
        never_together(known.get(one, ""), known.get(other, ""))
        for one, other in zip(rows.value.tolist(), rows.aux.tolist(), strict=True)
    ], np.bool_))  # fmt: skip


def disinfection_unchecked(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Nobody checked a disinfection, or only whoever did it (M23)."""
    rows = standing.during("disinfected_by", start, end)
    return rows.where((rows.value < 0) | (rows.value == rows.aux))


def implausible_series(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A person's temperature was the same to the tenth so many times in a row (M23)."""
    run = settings["run"]
    taken = standing.during("temperature", start, end)
    if not len(taken):
        return taken
    every = joined([_unchanged_before(standing, taken, start, run), taken])
    order = np.lexsort((every.occurred, every.key))
    key, value = every.key[order], every.value[order]
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (key[1:] != key[:-1]) | (value[1:] != value[:-1])
    place = np.arange(len(order))
    long = np.zeros(len(order), np.bool_)
    long[order] = place - np.maximum.accumulate(np.where(fresh, place, 0)) + 1 == run
    return every.where(long & (every.occurred >= start))


def _unchanged_before(standing: Standing, taken: Columns, start: int, run: int) -> Columns:
    """Earlier readings of those whose series goes on unchanged into the window, day by day backwards.

    Most series break on the first day back, so that few rows are looked at.
    """
    size = int(taken.key.max()) + 1
    value = np.full(size, -1, np.int64)
    value[taken.key[::-1]] = taken.value[::-1]  # the first reading of each in the window
    open_: Flags = value >= 0
    count = np.zeros(size, np.int64)
    parts: list[Columns] = []
    for back in range(1, run + 1):
        if not open_.any():
            break
        rows = standing.during("temperature", start - back * DAY, start - (back - 1) * DAY)
        rows = rows.where(rows.key < size)
        rows = rows.where(open_[rows.key])
        parts.append(rows)
        count += np.bincount(rows.key, minlength=size)
        open_[rows.key[rows.value != value[rows.key]]] = False
        open_ &= count < run
    return joined(parts[::-1])
