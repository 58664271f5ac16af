"""Goods at the gate."""

import numpy as np

from lazaretto.obligations.days import HOUR
from lazaretto.obligations.seeking import last_before, row_before
from lazaretto.obligations.swabbing_goods import cleared, swabs
from lazaretto.registers.events import Columns
from lazaretto.registers.gate import GOODS
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
FORBIDDEN = ("parcel", "takeaway")  # of facts.gate.Goods: nobody knows where they come from


def forbidden_goods(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A parcel or takeaway was accepted at the gate (M11)."""
    goods = standing.during("goods_registered", start, end)
    return goods.where(np.isin(goods.value, [GOODS.index(code) for code in FORBIDDEN]))


def goods_released_early(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Food went in, in part or whole, before its hold had ended or its samples were negative (M11)."""
    released = standing.during("goods_released", start, end)
    registered = standing.events("goods_registered")
    food = registered.where(registered.value == GOODS.index("food"))
    rested = last_before(food, released)
    found = swabs(standing, keys=released.key, since=rested, instants=released.occurred)
    early = released.occurred - rested < settings["hours"] * HOUR
    return released.where((rested >= 0) & (early | ~cleared(found, len(released))))


def goods_undisinfected(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Goods went in that nobody had disinfected outside, neither when they came nor since (M11)."""
    released, registered = standing.during("goods_released", start, end), standing.events("goods_registered")
    row = row_before(registered, released.key, released.occurred)
    dirty = row >= 0
    if len(registered):
        came = registered.occurred[np.maximum(row, 0)]
        dirty &= registered.aux[np.maximum(row, 0)] == 0
        dirty &= last_before(standing.events("goods_disinfected"), released) < came
    return released.where(dirty)


def goods_unbalanced(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """More of a consignment went in, back or to be destroyed than there was, or nobody registered it."""
    account = standing.goods_touched(start, end)
    return account.rows.where(account.excess > 0).between(start, end)
