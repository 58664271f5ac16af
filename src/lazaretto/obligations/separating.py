"""Shifts kept apart: where members of two shifts were together, read from the gate and from what was said.

A and B never meet; C meets nobody, for it isolates (M25). Nobody's whereabouts are followed: what is known is
which zone somebody went into through the gate, who sat, lodged or rode together, and who went on one trip.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from lazaretto.obligations.company import MINUTE
from lazaretto.obligations.days import DAY
from lazaretto.obligations.seeking import pairs
from lazaretto.registers.duty import PHASES, SHARED
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.gate import CATEGORIES, ZONES
from lazaretto.registers.spans import value_at
from lazaretto.registers.standing import Standing

GUARDED = ZONES.index("guarded")
A, B, C = (PHASES.index(phase) for phase in ("A", "B", "C"))
TRIP = len(SHARED)  # the sort of a meeting that a trip tells of


class Together(NamedTuple):
    """Meetings of two people of the staff as equally long columns, by time.

    one, other: the two, each pair once. phase_of_one, phase_of_other: index in ``facts.duty.Phase``, -1 for
    none. occurred: when it counts as a meeting. where: a zone (index); or the sitting, room or vehicle (key),
    -1 where nobody named the vehicle. sort: index in ``facts.duty.Shared`` or :data:`TRIP`; -1 for a zone.
    fact: the one that brought them together.
    """

    one: Ints
    other: Ints
    phase_of_one: Ints
    phase_of_other: Ints
    facility: Ints
    occurred: Ints
    where: Ints
    sort: Ints
    fact: Ints

    def select(self, choice: Flags | Ints) -> "Together":
        """The chosen rows."""
        return Together(*(column[choice] for column in self))


class _Stretches(NamedTuple):
    """Who of which phase was in which zone of which house from when to when; fact: what began it."""

    key: Ints
    zone: Ints
    facility: Ints
    phase: Ints
    start: Ints
    end: Ints
    fact: Ints

    def select(self, choice: Flags | Ints) -> "_Stretches":
        return _Stretches(*(column[choice] for column in self))


def in_one_zone(standing: Standing, *, minutes: int, start: int, end: int) -> Together:
    """A and B inside one zone for so many minutes; it occurs when the minutes are full, in the window."""
    there = _by_phase(standing, start - minutes * MINUTE, end)
    a, b = there.select(there.phase == A), there.select(there.phase == B)
    houses = max(len(standing.facilities), 1)
    mine, theirs = pairs(a.facility + houses * a.zone, b.facility + houses * b.zone)
    a, b = a.select(mine), b.select(theirs)
    began, over = np.maximum(a.start, b.start), np.minimum(a.end, b.end)
    full = began + minutes * MINUTE
    found = Together(
        one=a.key, other=b.key, phase_of_one=a.phase, phase_of_other=b.phase, facility=a.facility,
        occurred=full, where=a.zone, sort=np.full(len(mine), -1, np.int64),
        fact=np.where(a.start >= b.start, a.fact, b.fact),
    )  # fmt: skip
    chosen = (full <= np.minimum(over, standing.at)) & (start <= full) & (full < end)
    return _in_order(found.select(chosen))


def at_one_table(standing: Standing, *, minutes: int, start: int, end: int) -> Together:
    """Two of the staff at one meal, in one room or vehicle, or on one trip, who must not meet.

    Two statements of one sitting, room or vehicle within so many minutes of each other are of one meeting.
    """
    rows = standing.during("shared", start - minutes * MINUTE, end)
    said = _together(standing, rows, sort=rows.value, minutes=minutes)
    trips = standing.during("travelled", start - minutes * MINUTE, end)
    trips = replace(trips, aux=trips.value).where(np.isin(trips.key, standing.events("enrolled").key))
    driven, walked = trips.where(trips.aux >= 0), trips.where(trips.aux < 0)
    rode = (
        _together(standing, driven, sort=np.full(len(driven), TRIP, np.int64), minutes=minutes),
        _together(standing, walked, sort=np.full(len(walked), TRIP, np.int64)),
    )
    both = Together(*(np.concatenate(columns) for columns in zip(said, *rode, strict=True)))
    a_with_b = (np.minimum(both.phase_of_one, both.phase_of_other) == A) & (
        np.maximum(both.phase_of_one, both.phase_of_other) == B
    )
    with_c = (both.phase_of_one == C) | (both.phase_of_other == C)
    in_time = (start <= both.occurred) & (both.occurred < end)
    return _in_order(both.select((a_with_b | with_c) & in_time))


def of_each(met: Together) -> Columns:
    """Both people of each meeting, a row each: key = the person, value = the other, aux = where."""
    order = np.argsort(np.concatenate([met.occurred, met.occurred]), kind="stable")

    def twice(first: Ints, second: Ints) -> Ints:
        both: Ints = np.concatenate([first, second])[order]
        return both

    occurred = twice(met.occurred, met.occurred)
    return Columns(
        key=twice(met.one, met.other), facility=twice(met.facility, met.facility), occurred=occurred,
        recorded=occurred, gone=occurred, value=twice(met.other, met.one), aux=twice(met.where, met.where),
        fact=twice(met.fact, met.fact),
    )  # fmt: skip


def of_strangers(met: Together) -> Columns:
    """Of meetings in zones, whoever was where their shift does not belong: key = they, value = the other.

    A belongs inside the guarded area, B outside it. One row a person and day: the first.
    """
    b_strays = met.where == GUARDED
    key, other = np.where(b_strays, met.other, met.one), np.where(b_strays, met.one, met.other)
    order = np.lexsort((met.occurred, key))
    key, other, met = key[order], other[order], met.select(order)
    again = np.zeros(len(key), np.bool_)
    again[1:] = (key[1:] == key[:-1]) & (met.occurred[1:] - met.occurred[:-1] < DAY)
    rows = Columns(
        key=key, facility=met.facility, occurred=met.occurred, recorded=met.occurred, gone=met.occurred,
        value=other, aux=met.where, fact=met.fact,
    ).where(~again)  # fmt: skip
    return rows.where(np.argsort(rows.occurred, kind="stable"))


def _by_phase(standing: Standing, start: int, end: int) -> _Stretches:
    """Every stay inside the gate, cut where its person stepped into another phase."""
    inside, phases = standing.inside.touching(start, end), standing.phases.touching(start, end)
    inside = inside.where(inside.aux == CATEGORIES.index("person"))
    phases = phases.where(np.isin(phases.value, (A, B)))
    mine, theirs = pairs(inside.key, phases.key)
    began = np.maximum(inside.start[mine], phases.start[theirs])
    over = np.minimum(inside.end[mine], phases.end[theirs])
    later = inside.start[mine] >= phases.start[theirs]
    cut = _Stretches(
        inside.key[mine], inside.value[mine], inside.facility[mine], phases.value[theirs], began, over,
        np.where(later, inside.fact[mine], phases.fact[theirs]),
    )  # fmt: skip
    return cut.select(began < over)


def _together(standing: Standing, rows: Columns, *, sort: Ints, minutes: int | None = None) -> Together:
    """Every two people of one statement, or of one place (aux) within so many minutes; each pair once."""
    same = rows.fact if minutes is None else rows.aux * len(SHARED) + sort
    mine, theirs = pairs(same, same)
    near = rows.key[mine] < rows.key[theirs]
    if minutes is not None:
        near &= np.abs(rows.occurred[mine] - rows.occurred[theirs]) <= minutes * MINUTE
    mine, theirs = mine[near], theirs[near]
    later = rows.occurred[mine] >= rows.occurred[theirs]
    when = np.maximum(rows.occurred[mine], rows.occurred[theirs])
    one, other = rows.key[mine], rows.key[theirs]
    return Together(
        one=one, other=other, phase_of_one=value_at(standing.phases, one, when, default=-1),
        phase_of_other=value_at(standing.phases, other, when, default=-1), facility=rows.facility[mine],
        occurred=when, where=rows.aux[mine], sort=sort[mine],
        fact=np.where(later, rows.fact[mine], rows.fact[theirs]),
    )  # fmt: skip


def _in_order(found: Together) -> Together:
    """By time, and of each two people at one place under one fact once."""
    order = np.lexsort((found.other, found.one, found.occurred))
    found = found.select(order)
    columns = np.stack([found.one, found.other, found.where, found.fact])
    _, first = np.unique(columns, axis=1, return_index=True)
    return found.select(np.sort(first))
