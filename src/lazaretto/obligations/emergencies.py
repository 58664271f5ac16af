"""Emergencies (H1): while one runs no rule holds anybody back, and afterwards the record is made whole.

What happened in it happened, and stays in every register. What a hand did then at a gate or at the door of
a cell is no breach; a bed that is still so when the rules hold again is found then.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from lazaretto.obligations.seeking import pairs
from lazaretto.registers.events import Columns, Flags, Ints, joined
from lazaretto.registers.gate import CATEGORIES, ZONES
from lazaretto.registers.spans import Spans, span_at, value_at
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
Find = Callable[[Standing, Settings, int, int], Columns]
# What says where somebody is, or that they were seen: any of these after the declaration accounts for them.
State = Literal["present", "missing", "out", "uncounted"]
_STATES: dict[str, State] = {
    "left": "out", "unplaced": "out", "went_out": "out", "entered": "present", "placed": "present",
}  # fmt: skip


def running(standing: Standing, facilities: Sequence[int]) -> Spans:
    """The emergencies that run now at some facilities (their numbers); one row each."""
    runs = standing.emergencies.at(standing.at)
    return runs.where(np.isin(runs.key, np.array(facilities, np.int64)))


def in_emergency(standing: Standing, facility: Ints, instants: Ints) -> Flags:
    """Whether an emergency of each facility ran at an instant each."""
    return span_at(standing.emergencies, facility, instants) >= 0


def save_in_emergency(find: Find, standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """What a condition finds in a window, save what an emergency of the house opened.

    A bed that was taken in one and is still kept when it ends is found at its end.
    """
    runs = standing.emergencies
    if not len(runs):
        return find(standing, settings, start, end)
    over = runs.where((runs.end >= start) & (runs.end < end))
    found = find(standing, settings, int(min(start, over.start.min(initial=start))), end)
    row = span_at(runs, found.facility, found.occurred)
    inside = row >= 0
    ends = np.where(inside, runs.end[np.maximum(row, 0)], 0)
    lasting = inside & (ends >= start) & (ends < end)
    kept = found.where(~inside & (found.occurred >= start))
    left = _kept_until(standing, found.where(lasting), ends[lasting])
    return joined([kept, left]) if len(left) else kept


def _kept_until(standing: Standing, found: Columns, ends: Ints) -> Columns:
    """The rows whose fact gave a bed that its person still had at an instant each, said of that instant."""
    beds = standing.in_cell
    mine, bed = pairs(found.fact, beds.fact)
    still = (beds.key[bed] == found.key[mine]) & (beds.start[bed] < ends[mine]) & (ends[mine] < beds.end[bed])
    rows = np.unique(mine[still])
    chosen, instants = found.where(rows), ends[rows]
    order = np.argsort(instants, kind="stable")
    return replace(chosen, occurred=instants).where(order)


def inside_at(standing: Standing, facility: int, at: int) -> Ints:
    """Everybody who was in a house at an instant: who is held and not out for a while, and who came in.

    Keys, each once.
    """
    held = standing.present.at(at)
    came = standing.inside.at(at)
    people = came.where((came.facility == facility) & (came.aux == CATEGORIES.index("person")))
    return np.union1d(held.key[held.facility == facility], people.key)


def unaccounted(standing: Standing, facility: int, since: int, by: int) -> Ints:
    """Who was in a house when its emergency began and of whom nothing was said from then until ``by``.

    Counted present at a muster, out of the gate or back in it, put into a cell, moved out, taken to hospital:
    each of them accounts for a person. Having been missing at a count does not.
    """
    people = inside_at(standing, facility, since)
    counted = standing.events("answered_muster").between(since, by + 1)
    seen = [counted.key[counted.value == 1]]
    seen += [standing.events(name).between(since, by + 1).key for name in _STATES]
    found: Ints = np.setdiff1d(people, np.concatenate(seen))
    return found


@dataclass(frozen=True, slots=True)
class Answered:
    """One of those who were inside when an emergency began, and what was last said of them since.

    state: present (counted, or put into a cell), missing (called, and not there), out (left, taken away,
    released), uncounted (nothing yet). where: their cell, or zone, at the declaration. at, fact: of what was
    said last.
    """

    person: str
    where: str
    held: bool
    state: State
    at: int | None = None
    fact: int | None = None


def roll_call(standing: Standing, facility: int, since: int) -> tuple[Answered, ...]:
    """Everybody who was in a house when its emergency began, in the order of cells, zones and numbers."""
    keys, now = inside_at(standing, facility, since), np.int64(since)
    cells = value_at(standing.in_cell, keys, np.full(len(keys), now), default=-1)
    zones = value_at(standing.inside, keys, np.full(len(keys), now), default=0)
    last = _last_said(standing, keys, since)
    found = []
    for key, cell, zone in zip(keys.tolist(), cells.tolist(), zones.tolist(), strict=True):
        where = standing.names.name(cell) if cell >= 0 else ZONES[zone]
        name, held = standing.names.name(key), cell >= 0
        said = last.get(key)
        found.append(Answered(name, where, held, *said) if said else Answered(name, where, held, "uncounted"))
    return tuple(sorted(found, key=lambda one: (not one.held, one.where, one.person)))


def _last_said(standing: Standing, keys: Ints, since: int) -> dict[int, tuple[State, int, int]]:
    """The latest word on each: (state, when, fact). A count that found them missing is one, too."""
    counted = standing.events("answered_muster").between(since, standing.at + 1)
    rows: list[tuple[Columns, State]] = [
        (counted.where(counted.value == 0), "missing"),
        (counted.where(counted.value == 1), "present"),
    ]
    for name, state in _STATES.items():
        rows.append((standing.events(name).between(since, standing.at + 1), state))
    found: dict[int, tuple[State, int, int]] = {}
    for columns, state in rows:
        mine = columns.where(np.isin(columns.key, keys))
        for key, at, fact in zip(mine.key.tolist(), mine.occurred.tolist(), mine.fact.tolist(), strict=True):
            if key not in found or found[key][1] <= at:
                found[key] = (state, at, fact)
    return found
