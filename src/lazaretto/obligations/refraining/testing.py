"""Tubes, rounds and screenings: what must not happen in testing."""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.days import day_ends
from lazaretto.obligations.groups import isolated
from lazaretto.obligations.hearing import of_disease
from lazaretto.obligations.pools import is_held
from lazaretto.obligations.refraining.custody import moved_to
from lazaretto.obligations.seeking import row_before
from lazaretto.registers.command import USES
from lazaretto.registers.custody import CAME_BACK, LEFT_NETWORK, MOVED, OUTSIDE, TRANSFERRED_OUT
from lazaretto.registers.events import FOREVER, Columns, Flags, Ints, joined
from lazaretto.registers.spans import moment, value_at
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import SCREENINGS, SCREENS, STRATA

Settings = dict[str, int]


def pool_across_cells(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A tube held swabs of people of more than one cell (M22). Key: the tube."""
    swabs = standing.during("in_tube", start, end)
    swabs = swabs.where(swabs.aux > 1)
    cell = value_at(standing.in_cell, swabs.key, swabs.occurred, default=-1)
    swabs, cell = swabs.where(cell >= 0), cell[cell >= 0]
    order = np.lexsort((cell, swabs.value))
    swabs, cell = swabs.where(order), cell[order]
    other = np.zeros(len(swabs), np.bool_)
    other[1:] = (swabs.value[1:] == swabs.value[:-1]) & (cell[1:] != cell[:-1])
    _, first = np.unique(swabs.value[other], return_index=True)
    mixed = swabs.where(other).where(first)
    tubes = replace(mixed, key=mixed.value, value=mixed.key)
    return tubes.where(np.argsort(tubes.occurred, kind="stable"))


def tube_reused(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A tube was filled that had been filled before (M21): whose is its result? Key: the tube."""
    goods = standing.events("goods_sampled")
    filled = joined([standing.events("tube_filled"), replace(goods, key=goods.value)])
    again = np.ones(len(filled), np.bool_)
    again[np.unique(filled.key, return_index=True)[1]] = False  # in order of time: the first of each tube
    return filled.where(again).between(start, end)


def tube_unchecked(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Swabs of a round whose tube and list nobody else held side by side (M21). Key: the tube."""
    checked = standing.during("tube_checked", start, end)
    filled = standing.during("tube_filled", start, end)
    checked = checked.where(np.isin(checked.fact, filled.fact[filled.value >= 0]))
    return checked.where((checked.value < 0) | (checked.value == checked.aux))


def too_few_rounds(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """By the day until which rounds were ordered, a facility had held fewer than it must (M21).

    Rounds of detainees and of staff are counted apart; the smaller number counts.
    """
    ordered = standing.events("rounds_ordered")
    if not len(ordered):
        return ordered
    due = day_ends(standing, ordered.facility, ordered.value)
    rounds = standing.by_facility("round_opened")
    held = np.full(len(ordered), FOREVER, np.int64)
    for stratum in range(len(STRATA)):
        mine = rounds.where(rounds.value == stratum)
        moments = np.sort(moment(mine.facility, mine.occurred))
        until = np.searchsorted(moments, moment(ordered.facility, due))
        held = np.minimum(held, until - np.searchsorted(moments, moment(ordered.facility, ordered.occurred)))
    least = np.where(ordered.aux == 1, settings["rounds_reinforced"], settings["rounds"])
    return moved_to(ordered, (held < least) & (due >= start) & (due < end), due)


def left_isolation_unclear(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A presumptive or confirmed case left the isolation room before enough clear samples, or days.

    settings: ``samples`` clear sputum samples since coming in, ``days`` in the room; ``disease`` (a
    key): screenings for another one say nothing here; without it every screening counts.
    """
    placed = standing.during("placed", start, end)
    use = value_at(standing.places, placed.value, placed.occurred, default=-1)
    placed = placed.where(use != USES.index("isolation"))
    rooms, seen = isolated(standing), standing.events("screened")
    if "disease" in settings:
        seen = of_disease(seen, standing=standing, disease=settings["disease"])
    last = np.sort(moment(rooms.key, rooms.end))
    left = np.isin(moment(placed.key, placed.occurred), last)
    placed = placed.where(left)
    came = _came(standing, placed)
    ill = seen.where(np.isin(seen.value, [SCREENINGS.index("presumptive"), SCREENINGS.index("confirmed")]))
    clear = seen.where((seen.value == SCREENINGS.index("clear")) & (seen.aux == SCREENS.index("sputum")))
    moments = np.sort(moment(clear.key, clear.occurred))
    samples = np.searchsorted(moments, moment(placed.key, placed.occurred), side="right") - np.searchsorted(
        moments, moment(placed.key, came), side="left"
    )
    short = placed.occurred - came < settings["days"] * 86400
    case = row_before(ill, placed.key, placed.occurred) >= 0
    return placed.where(case & (short | (samples < settings["samples"])))


def _came(standing: Standing, placed: Columns) -> Ints:
    """When each person had come into the room that they left at that instant."""
    rooms = isolated(standing)
    order = np.argsort(moment(rooms.key, rooms.end), kind="stable")
    row = np.searchsorted(moment(rooms.key, rooms.end)[order], moment(placed.key, placed.occurred))
    return rooms.start[order[row]] if len(rooms) else placed.occurred


def moved_while_held(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Someone held by a positive or grey pool was moved or sent away before a clear single result (M22).

    What care and the law ask for is none of it: an isolation room, a hospital, a court, a release.
    """
    placed = standing.during("placed", start, end)
    before = value_at(standing.in_cell, placed.key, placed.occurred - 1, default=-1)
    care = value_at(standing.places, placed.value, placed.occurred, default=-1) == USES.index("isolation")
    other = np.isin(placed.aux, (MOVED, CAME_BACK)) & (before != placed.value) & ~care
    gone = standing.during("unplaced", start, end)
    sent = (gone.value == TRANSFERRED_OUT) | ((gone.value == LEFT_NETWORK) & ~_to_be_healed(standing, gone))
    moved = [rows.where(choice) for rows, choice in ((placed, other), (gone, sent))]
    return joined([rows.where(is_held(standing, rows.key, rows.occurred)) for rows in moved])


def _to_be_healed(standing: Standing, gone: Columns) -> Flags:
    to = standing.events("left_network")
    healing = [OUTSIDE.index(sort) for sort in ("hospital", "treatment")]
    return np.isin(gone.fact, to.fact[np.isin(to.value, healing)])
