"""The store: pieces of each batch as a fold of what came in, went out and was counted (H6).

Only the store's own facts count. Tubes filled are shown beside it as a check, never subtracted: a tube is
taken out of the store once, when it is carried to the ward, not again when somebody is swabbed with it.
A count settles what is there; what came and went after it is added to it.
"""

from dataclasses import dataclass
from datetime import date
from math import floor

import numpy as np

from lazaretto.facts.periods import instant, local_day
from lazaretto.facts.stock import Item
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.registers.events import Columns, Ints, joined
from lazaretto.registers.standing import Standing
from lazaretto.registers.stock import ITEMS, USED

DAY = 86_400
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch on the shelf. pieces below zero: more went than came. off: what the last count found, less
    what the record had said; None where nothing was counted."""

    code: str
    pieces: int
    expires: date | None
    off: int | None
    fact: int

    def expired(self, today: date) -> bool:
        """Whether it may be used no longer: the last day of use is over."""
        return self.expires is not None and self.expires < today


@dataclass(frozen=True, slots=True)
class Shelf:
    """One item of a house. used: pieces a day on average; days: of cover by what is usable, None: not used.

    first: the batch to take first (first expired, first out); None where nothing usable is there.
    """

    item: Item
    batches: tuple[Batch, ...]
    usable: int
    used: float
    days: int | None
    first: str | None


def balances(standing: Standing) -> tuple[Columns, Ints, Ints]:
    """(every movement in order of time, pieces after it, what it changed: of a count, what it found)."""
    return standing.once("balances of the store", lambda: _balances(standing))


def _balances(standing: Standing) -> tuple[Columns, Ints, Ints]:
    """Per batch: the pieces of the last count, or none, and what flowed in and out since."""
    moves, kind = _moves(standing)
    order = np.argsort(moves.key, kind="stable")
    key, kind, pieces, place = moves.key[order], kind[order], moves.value[order], np.arange(len(order))
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = key[1:] != key[:-1]
    first = np.maximum.accumulate(np.where(fresh, place, 0))
    flow = np.cumsum(kind * pieces)
    counted = np.maximum.accumulate(np.where(kind == _COUNTED, place, -1))
    before_all = flow[first] - (kind * pieces)[first]
    base = np.where(counted >= first, pieces[counted] - flow[counted], -before_all)
    after, changed = np.empty(len(order), np.int64), np.empty(len(order), np.int64)
    after[order] = base + flow
    changed[order] = base + flow - np.where(fresh, 0, np.roll(base + flow, 1))
    return moves, after, changed


_IN, _OUT, _COUNTED = 1, -1, 0


def _moves(standing: Standing) -> tuple[Columns, Ints]:
    """Movements with what each of them is: in, out, a count. A count has the last word of a second."""
    parts = [standing.events(name) for name in ("stock_in", "stock_out", "stock_counted")]
    moves = joined(parts)
    came, counted = standing.events("stock_in").fact, standing.events("stock_counted").fact
    kind = np.where(np.isin(moves.fact, came), _IN, np.where(np.isin(moves.fact, counted), _COUNTED, _OUT))
    return moves, kind


def expiries(standing: Standing) -> dict[int, int]:
    """The last day of use of each batch that has one, as a day number; the earliest that was said."""
    came = standing.events("stock_in")
    found: dict[int, int] = {}
    for key, day in zip(came.key.tolist(), came.aux.tolist(), strict=True):
        if day:
            found[key] = min(day, found.get(key, day))
    return found


def shelves(standing: Standing, *, facility: int, window: int) -> tuple[Shelf, ...]:
    """Every item that a house ever had. window: days over which the mean use is taken."""
    today = local_day(instant(standing.at), zone=standing.zones.get(facility, DEFAULT_ZONE))
    moves, after, off = balances(standing)
    mine = moves.facility == facility
    names, until = standing.events("stock_item"), expiries(standing)
    item_of = dict(zip(names.key.tolist(), names.value.tolist(), strict=True))
    code_of = dict(zip(names.key.tolist(), names.aux.tolist(), strict=True))
    counts = set(standing.events("stock_counted").fact.tolist())
    batches: dict[int, dict[int, Batch]] = {}
    for row in np.flatnonzero(mine).tolist():
        key = int(moves.key[row])
        held = batches.setdefault(item_of[key], {})
        known = held[key].off if key in held else None
        fact = int(moves.fact[row])
        held[key] = Batch(
            standing.names.name(code_of[key]), int(after[row]), _date(until.get(key)),
            int(off[row]) if fact in counts else known, fact,
        )  # fmt: skip
    out = standing.during("stock_out", standing.at - window * DAY, standing.at + 1)
    out = out.where((out.facility == facility) & (out.aux == USED))
    return tuple(_shelf(n, batches[n], _used(out, n, item_of, window), today) for n in sorted(batches))


def _used(out: Columns, item: int, item_of: dict[int, int], window: int) -> float:
    """Pieces of an item used a day, on average of the window."""
    pieces = zip(out.key.tolist(), out.value.tolist(), strict=True)
    total: int = sum(count for key, count in pieces if item_of[key] == item)
    return total / window


def _shelf(item: int, held: dict[int, Batch], used: float, today: date) -> Shelf:
    batches = sorted(held.values(), key=lambda one: (one.expires or date.max, one.code))
    usable = [one for one in batches if one.pieces > 0 and not one.expired(today)]
    total = sum(one.pieces for one in usable)
    return Shelf(
        ITEMS[item], tuple(batches), total, used, floor(total / used) if used else None,
        usable[0].code if usable else None,
    )  # fmt: skip


def _date(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(EPOCH + number)


def tubes_filled(standing: Standing, *, facility: int, window: int) -> int:
    """Tubes that were filled in a house within the window: a check beside the store, no part of it."""
    rows = standing.during("tube_filled", standing.at - window * DAY, standing.at + 1)
    return len(np.unique(rows.key[rows.facility == facility]))
