"""Contamination: a stranger or a positive among those who share a cell of quarantine, and whom it sets back.

What happened sets the *computed* clock of everybody who was there back (``exposures``); whether the house
said so is another matter (``Contamination.restarted``). A correction of the cause undoes it: it is a fold.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np

from lazaretto.facts.periods import instant
from lazaretto.obligations.groups import quarantine_beds
from lazaretto.obligations.mingling import strangers
from lazaretto.obligations.seeking import pairs, row_before
from lazaretto.registers.events import FOREVER, Columns, Ints, joined, no_events
from lazaretto.registers.spans import Spans, span_at
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

Cause = Literal["stranger", "positive"]
CAUSES: tuple[Cause, ...] = ("stranger", "positive")
STRANGER, POSITIVE = range(len(CAUSES))


@dataclass(frozen=True, slots=True)
class Contamination:
    """One cause in one cell. at: the last instant at which members were exposed to it.

    fact: the number of the fact that is the cause (the placing, or the result). members: everybody whose
    clock it sets back; restarted: those of them whose restart was stated since.
    """

    cell: str
    facility: str
    cause: Cause
    fact: int
    at: datetime
    members: tuple[str, ...]
    restarted: tuple[str, ...]

    @property
    def waiting(self) -> tuple[str, ...]:
        """Members whose restart nobody has stated."""
        return tuple(member for member in self.members if member not in self.restarted)


def exposures(standing: Standing) -> Columns:
    """Everybody who shared a cell of quarantine with a cause: key = person, value = cell, aux = cause.

    occurred: when the stranger came in, or the last instant in one cell with the positive (while they still
    share it: the instant of the result). fact: the cause.
    """
    return standing.once("exposures", lambda: joined([_to_strangers(standing), _to_positives(standing)]))


def contaminations(standing: Standing, *, start: int, end: int) -> tuple[Contamination, ...]:
    """The contaminations of a window, by the instant of their last exposure, with whom they set back.

    Members are those whose leg ran before it: who comes with it, or has no leg, has no clock to set back.
    """
    found = exposures(standing)
    found = found.where((found.occurred >= start) & (found.occurred < end))
    leg = span_at(standing.legs, found.key, found.occurred)
    if len(standing.legs):
        found = found.where((leg >= 0) & (standing.legs.start[np.maximum(leg, 0)] < found.occurred))
    else:
        found = no_events()
    parts: dict[tuple[int, int], list[int]] = {}
    for row in range(len(found)):
        parts.setdefault((int(found.fact[row]), int(found.value[row])), []).append(row)
    ordered = sorted(parts.items(), key=lambda part: int(found.occurred[part[1]].max()))
    return tuple(_contamination(standing, found.where(np.array(rows, np.int64))) for _, rows in ordered)


def _contamination(standing: Standing, rows: Columns) -> Contamination:
    names = standing.names
    at = int(rows.occurred.max())
    restarts = standing.events("clock_restarted")
    since: dict[int, int] = {}
    for row in range(len(rows)):
        key = int(rows.key[row])
        since[key] = max(since.get(key, 0), int(rows.occurred[row]))
    again = [
        key for key, moment in since.items() if ((restarts.key == key) & (restarts.occurred >= moment)).any()
    ]
    return Contamination(
        cell=names.name(int(rows.value[0])), facility=standing.facilities.name(int(rows.facility[0])),
        cause=CAUSES[int(rows.aux[0])], fact=int(rows.fact[0]), at=instant(at),
        members=tuple(sorted(names.name(key) for key in since)),
        restarted=tuple(sorted(names.name(key) for key in again)),
    )  # fmt: skip


def _to_strangers(standing: Standing) -> Columns:
    """Everybody in a cell when a stranger came into it, the stranger among them."""
    mixed = strangers(standing, 0, standing.at + 1)
    mine, theirs = pairs(mixed.value, standing.in_cell.value)
    beds, mixed = standing.in_cell.where(theirs), mixed.where(mine)
    there = (beds.start <= mixed.occurred) & (mixed.occurred < beds.end)
    return _exposed(mixed.where(there), beds.where(there), mixed.occurred[there], STRANGER)


def _to_positives(standing: Standing) -> Columns:
    """Cellmates of whoever tested positive singly, from the swab until they were parted."""
    positive = single_positives(standing)
    if not len(positive):
        return no_events()
    swabs = standing.events("in_tube")
    row = row_before(swabs, positive.key, positive.occurred)
    swabbed = np.where(row >= 0, swabs.occurred[np.maximum(row, 0)], positive.occurred)
    beds = standing.in_cell
    kept = quarantine_beds(beds, standing)
    mine, theirs = pairs(positive.key, beds.key)
    near = kept[theirs] & (beds.start[theirs] <= positive.occurred[mine]) & (beds.end[theirs] > swabbed[mine])
    mine, theirs = mine[near], theirs[near]
    index, other = pairs(beds.value[theirs], beds.value)
    cause, bed = mine[index], theirs[index]
    since = np.maximum(np.maximum(beds.start[bed], beds.start[other]), swabbed[cause])
    until = np.minimum(beds.end[bed], beds.end[other])
    shared = (beds.key[other] != beds.key[bed]) & (since < until)
    cause, other, until = cause[shared], other[shared], until[shared]
    parted = until <= standing.at
    last = np.where(parted, until, np.maximum(positive.occurred[cause], beds.start[other]))
    return _exposed(positive.where(cause), beds.where(other), last, POSITIVE)


def single_positives(standing: Standing) -> Columns:
    """Results that say of one person alone that they are positive."""
    results = standing.events("result")
    return results.where((results.value == RESULTS.index("positive")) & (results.aux == 1))


def infectious(standing: Standing, keys: Ints, instants: Ints | None = None) -> Ints:
    """The fact of the positive that is each one's latest clear single result; -1 where it is none.

    instants: for each key its own instant; without them all are asked of the standing's.
    """
    results = standing.events("result")
    clear = np.isin(results.value, (RESULTS.index("positive"), RESULTS.index("negative")))
    single = results.where(clear & (results.aux == 1))
    row = row_before(
        single, keys, np.full(len(keys), standing.at, np.int64) if instants is None else instants
    )
    if not len(single):
        return row
    held = (row >= 0) & (single.value[np.maximum(row, 0)] == RESULTS.index("positive"))
    return np.where(held, single.fact[np.maximum(row, 0)], -1)


def _exposed(causes: Columns, beds: Spans, instants: Ints, cause: int) -> Columns:
    """Rows of a cause said of the occupants of beds, in order of time."""
    count = len(causes)
    rows = Columns(
        beds.key, beds.facility, instants, causes.recorded, np.full(count, FOREVER, np.int64), beds.value,
        np.full(count, cause, np.int64), causes.fact,
    )  # fmt: skip
    return rows.where(np.argsort(rows.occurred, kind="stable"))
