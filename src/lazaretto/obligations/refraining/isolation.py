"""Nobody is put apart without a live order, an end and a review (law 15)."""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.days import day_ends
from lazaretto.obligations.refraining.custody import serving
from lazaretto.obligations.refraining.regime import said_at
from lazaretto.obligations.seeking import row_before
from lazaretto.registers.command import USES
from lazaretto.registers.custody import CAME_BACK, MOVED
from lazaretto.registers.events import Columns, Flags, Ints, joined
from lazaretto.registers.spans import Spans, carried_on, span_at, spans, value_at
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def isolated_without_order(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was put apart without a live order (law 15): alarm to doctor, leader and inspector."""
    put = standing.during("isolated", start, end)
    return put.where(~under_order(standing, put.key, put.occurred))


def isolation_past_end(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was still kept in a room alone when the last day of the isolation order was over (G1)."""
    rows = isolation_orders(standing)
    over = day_ends(standing, rows.facility, rows.value)
    late = (over < rows.end) & (over >= start) & (over < end)
    rows, over = rows.where(late), over[late]
    order = np.argsort(over, kind="stable")
    return said_at(rows.where(order), over[order])


def under_order(standing: Standing, keys: Ints, instants: Ints) -> Flags:
    """Whether each key was under a live order at an instant each.

    An order of quarantine lives while a leg of it runs, or from its making until the last leg that ended or
    until the person left custody for good; an order of isolation from its making until it was ended or its
    last day is over.
    """
    running: Flags = span_at(standing.legs, keys, instants) >= 0
    endings = joined([standing.events(name) for name in ("leg_ended", "released", "left_network")])
    made, over = (_last(rows, keys, instants) for rows in (standing.events("ordered"), endings))
    isolation = isolation_orders(standing)
    last_day = replace(isolation, end=np.minimum(isolation.end, _over(standing, isolation)))
    return running | ((made >= 0) & (over <= made)) | (span_at(last_day, keys, instants) >= 0)


def isolation_orders(standing: Standing) -> Spans:
    """Orders to keep somebody in a room alone: value = last day, aux = first review, both day numbers.

    One ends when it is ended or replaced, or with custody.
    """
    gone = [standing.events(name) for name in ("isolation_ended", "released", "left_network")]
    return spans(standing.events("isolation_ordered"), joined(gone))


def set_apart(standing: Standing, *, rooms: bool = True) -> Spans:
    """Who was in isolation, with or without an order, as facts and beds say.

    From being put apart, or (``rooms``) from the bed in an isolation room, until it is ended, until a bed in
    another room, or until the house is left. The isolation rooms of a house that serves as isolation point or
    transition house hold cohorts: there only who was put apart by name is in isolation.
    """
    placed = standing.events("placed")
    use = value_at(standing.places, placed.value, placed.occurred, default=-1)
    room = (use == USES.index("isolation")) & ~serving(standing, placed.facility, placed.occurred)
    gone = [standing.events("isolation_ended"), standing.events("unplaced")]
    changed = np.isin(placed.aux, (MOVED, CAME_BACK)) & np.isin(placed.fact, standing.in_cell.fact)
    elsewhere = placed.where(~room & changed)  # back from hospital into the very same bed changes nothing
    began = [standing.events("isolated"), *([placed.where(room)] if rooms else [])]
    found = spans(joined(began), joined([*gone, elsewhere]))
    same = np.ones(len(found), np.bool_)
    return carried_on(found, same, alike=np.zeros(len(found), np.int64))


def _over(standing: Standing, isolation: Spans) -> Ints:
    return day_ends(standing, isolation.facility, isolation.value)


def _last(known: Columns, keys: Ints, instants: Ints) -> Ints:
    """The latest instant at which each key is in ``known``; -1 if none."""
    row = row_before(known, keys, instants)
    return np.where(row >= 0, known.occurred[np.maximum(row, 0)], -1) if len(known) else row
