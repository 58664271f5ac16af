"""Mingling: who comes into a cell with whom, and which of them are strangers to those who share it."""

import numpy as np

from lazaretto.obligations.days import local_day_numbers
from lazaretto.obligations.groups import quarantine_beds
from lazaretto.registers.custody import MOVED
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.spans import Spans, moment, span_at
from lazaretto.registers.standing import Standing


def strangers(standing: Standing, start: int, end: int) -> Columns:
    """Placings of a window that put someone into a quarantine cell with people of another day (M18).

    The day is that of arrival in the cell; for who was moved within the house, that of the leg.
    """
    beds = standing.in_cell.touching(start, end)
    beds = beds.where(quarantine_beds(beds, standing))
    if not len(beds):
        return standing.during("placed", start, start)
    day = local_day_numbers(standing, beds.facility, _since(standing, beds))
    order = np.lexsort((beds.start, beds.value))
    beds, day = beds.where(order), day[order]
    latest = np.maximum.accumulate(moment(beds.value, beds.end))
    fresh = np.ones(len(beds), np.bool_)
    fresh[1:] = (beds.value[1:] != beds.value[:-1]) | (day[1:] != day[:-1])
    first = np.maximum.accumulate(np.where(fresh, np.arange(len(beds)), 0))
    before = np.maximum(first - 1, 0)
    mixed = (first > 0) & (latest[before] > moment(beds.value, beds.start))
    return placings(standing, beds.where(mixed), start, end)


def placings(standing: Standing, beds: Spans, start: int, end: int) -> Columns:
    """The ``placed`` events of a window that opened these beds."""
    placed = standing.during("placed", start, end)
    return placed.where(np.isin(placed.fact, beds.fact))


def _since(standing: Standing, beds: Spans) -> Ints:
    """Since when each bed's occupant counts: the running leg for one moved within the house, else the bed."""
    legs = standing.legs
    row = span_at(legs, beds.key, beds.start)
    if not len(legs):
        return beds.start
    return np.where((beds.aux == MOVED) & (row >= 0), legs.start[np.maximum(row, 0)], beds.start)
