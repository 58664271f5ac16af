"""The store: too little of something, a batch past its day, a count that falls short."""

import numpy as np

from lazaretto.obligations.days import local_day_numbers
from lazaretto.obligations.seeking import row_before
from lazaretto.obligations.stocking import balances, expiries, houses_with_a_store, shelves
from lazaretto.registers.events import Columns, Flags, joined
from lazaretto.registers.standing import Standing
from lazaretto.registers.stock import ITEMS, USED

Settings = dict[str, int]
DAY = 86_400


def stock_below_cover(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """After pieces were taken out to be used, the house had fewer days of cover of that item than it must.

    Of each item of a house only as it stands now, at its last use within the window (H6).
    """
    out = standing.during("stock_out", start, end)
    out = out.where(out.aux == USED)
    names = standing.events("stock_item")
    item_of = dict(zip(names.key.tolist(), names.value.tolist(), strict=True))
    items = np.array([item_of[key] for key in out.key.tolist()], np.int64)
    low = np.zeros(len(out), np.bool_)
    for facility in houses_with_a_store(standing):
        mine = out.facility == facility
        if not mine.any():
            continue
        for shelf in shelves(standing, facility=facility, window=settings["days_used"]):
            rows = np.flatnonzero(mine & (items == ITEMS.index(shelf.item)))
            if len(rows) and shelf.days is not None and shelf.days < settings["days_cover"]:
                low[rows[-1]] = True
    return out.where(low)


def expired_batch_used(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Pieces of a batch were used after its last day, or somebody disinfected with such a batch (H6)."""
    until = expiries(standing)
    out = standing.during("stock_out", start, end)
    out = out.where(out.aux == USED)
    used = out.where(_past(standing, out, [until.get(key) for key in out.key.tolist()]))
    names = standing.events("stock_item")
    said = {
        (facility, code): until[key]
        for key, facility, code in zip(
            names.key.tolist(), names.facility.tolist(), names.aux.tolist(), strict=True
        )
        if key in until
    }
    spread = standing.during("disinfected_with", start, end)
    days = [said.get(pair) for pair in zip(spread.facility.tolist(), spread.aux.tolist(), strict=True)]
    return joined([used, spread.where(_past(standing, spread, days))])


def _past(standing: Standing, rows: Columns, until: list[int | None]) -> Flags:
    """Which rows lie after the last day that is given for each; none where none is given."""
    today = local_day_numbers(standing, rows.facility, rows.occurred)
    last = np.array([2**40 if day is None else day for day in until], np.int64)
    past: Flags = today > last
    return past


def stock_count_differs(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A count found fewer pieces than the record has, by more than is let pass.

    The first count of a batch differs from nothing: it is how a house begins its book (H6).
    """
    moves, _, off = balances(standing)
    counted = standing.events("stock_counted")
    came = standing.events("stock_in")
    short = np.isin(moves.fact, counted.fact) & (off < -settings["pieces"])
    known = row_before(came, moves.key, moves.occurred) >= 0
    found = moves.where(short & known)
    return found.where((found.occurred >= start) & (found.occurred < end))
