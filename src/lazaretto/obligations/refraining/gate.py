"""People, vehicles and goods at the gate."""

import numpy as np

from lazaretto.obligations.days import HOUR
from lazaretto.obligations.seeking import last_before, row_before
from lazaretto.registers.events import Columns, Flags
from lazaretto.registers.gate import CATEGORIES, GOODS, ZONES
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

Settings = dict[str, int]
DETACHMENT = 1  # the level of an approval, in ``entry_approved``


def entry_without_approval(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Something entered without leave: the guarded area needs the detachment's (M08, M14).

    People come in on the signed roster (``unrostered_entry`` looks after them); an emergency comes in
    on its override, which is reported the same day.
    """
    entered = standing.during("entered", start, end)
    basis = standing.during("entered_on", start, end)  # one row an entry, in the same order
    by_roster = (basis.value >= 0) & (basis.value == standing.names.find("roster"))
    by_roster &= entered.aux == CATEGORIES.index("person")
    return entered.where(~by_roster & ~approved(standing, entered, basis))


def approved(standing: Standing, entered: Columns, basis: Columns) -> Flags:
    """Whether each entry stood on an approval that was given, high enough and not over; or an override."""
    leave, asked = standing.events("entry_approved"), standing.events("entry_requested")
    row = row_before(leave, basis.value, entered.occurred)
    given = row >= 0
    if len(leave):
        high = leave.aux[np.maximum(row, 0)] == DETACHMENT
        given &= high | (entered.value != ZONES.index("guarded"))
    request = row_before(asked, basis.value, entered.occurred)
    if len(asked):
        given &= (request < 0) | (entered.occurred < asked.aux[np.maximum(request, 0)])
    override = row_before(standing.events("overridden"), basis.value, entered.occurred) >= 0
    return given | override


def approver_is_requester(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Someone approved what they had asked for themselves (law 13)."""
    leave, asked = standing.during("entry_approved", start, end), standing.events("entry_requested")
    row = row_before(asked, leave.key, leave.occurred)
    same = row >= 0
    if len(asked):
        same &= asked.value[np.maximum(row, 0)] == leave.value
    return leave.where(same)


def forbidden_goods(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A parcel or takeaway was accepted at the gate (M11)."""
    goods = standing.during("goods_registered", start, end)
    return goods.where(np.isin(goods.value, [GOODS.index("parcel"), GOODS.index("takeaway")]))


def goods_released_early(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Food went in before its hold had ended or before its sample was negative (M11)."""
    released = standing.during("goods_released", start, end)
    registered = standing.events("goods_registered")
    food = registered.where(registered.value == GOODS.index("food"))
    results = standing.events("goods_result")
    rested = last_before(food, released)
    latest = row_before(results, released.key, released.occurred)
    cleared = latest >= 0
    if len(results):
        safe = np.maximum(latest, 0)
        cleared &= (results.value[safe] == RESULTS.index("negative")) & (results.occurred[safe] >= rested)
    early = released.occurred - rested < settings["hours"] * HOUR
    return released.where((rested >= 0) & (early | ~cleared))


def goods_undisinfected(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Goods went in that had not been disinfected outside (M11)."""
    released, registered = standing.during("goods_released", start, end), standing.events("goods_registered")
    row = row_before(registered, released.key, released.occurred)
    dirty = row >= 0
    if len(registered):
        dirty &= registered.aux[np.maximum(row, 0)] == 0
    return released.where(dirty)
