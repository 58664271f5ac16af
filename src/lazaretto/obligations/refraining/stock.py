"""The store: too little of something, a batch past its day, a count that falls short."""

import numpy as np

from lazaretto.obligations.days import local_day_numbers
from lazaretto.obligations.seeking import row_before
from lazaretto.obligations.stocking import balances, expiries
from lazaretto.registers.events import Columns, Flags, Ints, joined
from lazaretto.registers.spans import moment
from lazaretto.registers.standing import Standing
from lazaretto.registers.stock import ITEMS, USED

Settings = dict[str, int]
DAY = 86_400


def stock_below_cover(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Pieces were taken out, and what the house has of that item lasts fewer days than it must (H6).

    Said once, by the use that brought it below: until it has lasted long enough again. A batch past its
    last day lasts nobody.
    """
    uses, left, used = _left_after(standing, settings["days_used"])
    low = (used > 0) & (left * settings["days_used"] < used * settings["days_cover"])
    group = _groups(standing, uses.key)
    order = np.argsort(group, kind="stable")
    again = np.zeros(len(uses), np.bool_)
    again[order[1:]] = (group[order][1:] == group[order][:-1]) & low[order][:-1]
    found = uses.where(low & ~again)
    return found.where((found.occurred >= start) & (found.occurred < end))


def _left_after(standing: Standing, window: int) -> tuple[Columns, Ints, Ints]:
    """(each use, usable pieces of its item in the house after it, pieces used in the days before it)."""
    moves, _, changed = balances(standing)
    out = standing.events("stock_out")
    use = np.isin(moves.fact, out.fact[out.aux == USED])
    group = _groups(standing, moves.key)
    order = np.argsort(group, kind="stable")
    flow, drawn = np.cumsum(changed[order]), np.cumsum(np.where(use, moves.value, 0)[order])
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = group[order][1:] != group[order][:-1]
    first = np.maximum.accumulate(np.where(fresh, np.arange(len(order)), 0))
    left, sums = np.empty(len(order), np.int64), moment(group, moves.occurred)[order]
    left[order] = flow - flow[first] + changed[order][first]
    since = np.searchsorted(sums, moment(group, moves.occurred - window * DAY)[order], side="right")
    used = np.empty(len(order), np.int64)
    used[order] = drawn - np.where(since > 0, drawn[np.maximum(since - 1, 0)], 0)
    return moves.where(use), (left - _expired(standing, moves, group))[use], used[use]


def _expired(standing: Standing, moves: Columns, group: Ints) -> Ints:
    """Pieces, of the item of each movement, that lie there past their last day."""
    _, after, _ = balances(standing)
    found = np.zeros(len(moves), np.int64)
    today = local_day_numbers(standing, moves.facility, moves.occurred)
    latest = int(today.max(initial=0))
    for key, last in expiries(standing).items():
        if last >= latest:
            continue
        own = np.flatnonzero(moves.key == key)
        late = np.flatnonzero((group == group[own[0]]) & (today > last)) if len(own) else own
        row = np.searchsorted(own, late, side="right") - 1
        found[late] += np.where(row >= 0, after[own[np.maximum(row, 0)]], 0).clip(0)
    return found


def _groups(standing: Standing, keys: Ints) -> Ints:
    """For each batch a number of its house and item."""
    named = standing.events("stock_item")
    group = np.zeros(int(max(keys.max(initial=0), named.key.max(initial=0))) + 1, np.int64)
    group[named.key] = named.facility * len(ITEMS) + named.value
    return group[keys]


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
