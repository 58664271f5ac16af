"""What the gate register itself says: how often something passed in each stretch of a day."""

from collections.abc import Sequence

import numpy as np

from lazaretto.audit.counts import STANDING
from lazaretto.facts.supervision import Tallied
from lazaretto.registers.events import Columns, Ints, joined
from lazaretto.registers.gate import CATEGORIES
from lazaretto.registers.standing import Standing


def passed(standing: Standing, of: Tallied, *, facility: int, cuts: Sequence[int]) -> tuple[Ints, Ints]:
    """(came, went) of a category between each two neighbouring cuts (seconds).

    Goods come when they are registered or enter, each consignment once; disinfections and swabs are
    counted as things done, so none of them goes.
    """
    came, went = _EVENTS[of](standing, cuts[0], cuts[-1])
    return _counts(came, facility, cuts), _counts(went, facility, cuts)


def standing_inside(standing: Standing, of: Tallied, *, facility: int, at: int) -> int | None:
    """How many of a category were inside at an instant by the register; None where nobody can be."""
    if of not in STANDING:
        return None
    inside = standing.inside.at(at)
    return int(np.sum((inside.facility == facility) & (inside.aux == CATEGORIES.index(of))))


def _counts(rows: Columns, facility: int, cuts: Sequence[int]) -> Ints:
    mine = rows.occurred[rows.facility == facility]
    return np.diff(np.searchsorted(mine, np.array(cuts, np.int64), side="left")).astype(np.int64)


def _people(standing: Standing, start: int, end: int) -> tuple[Columns, Columns]:
    return _gate(standing, "person", start, end)


def _vehicles(standing: Standing, start: int, end: int) -> tuple[Columns, Columns]:
    return _gate(standing, "vehicle", start, end)


def _goods(standing: Standing, start: int, end: int) -> tuple[Columns, Columns]:
    came, went = _gate(standing, "consignment", start, end)
    registered = standing.during("goods_registered", start, end)
    removed = standing.during("goods_removed", start, end)
    return _once(joined([registered, came])), _once(joined([removed, went]))


def _gate(standing: Standing, category: str, start: int, end: int) -> tuple[Columns, Columns]:
    number = CATEGORIES.index(category)
    entered, left = (standing.during(name, start, end) for name in ("entered", "left"))
    return entered.where(entered.aux == number), left.where(left.aux == number)


def _once(rows: Columns) -> Columns:
    """The first row of each key."""
    _, first = np.unique(rows.key, return_index=True)
    return rows.where(np.sort(first))


def _disinfections(standing: Standing, start: int, end: int) -> tuple[Columns, Columns]:
    vehicles = standing.during("vehicle_seen", start, end)
    goods, rooms = (standing.during(name, start, end) for name in ("goods_disinfected", "disinfected"))
    return joined([rooms, goods, vehicles.where(vehicles.aux == 1)]), rooms.where(slice(0, 0))


def _samples(standing: Standing, start: int, end: int) -> tuple[Columns, Columns]:
    people, goods = (standing.during(name, start, end) for name in ("sampled", "goods_sampled"))
    return joined([people, goods]), people.where(slice(0, 0))


_EVENTS = {
    "person": _people,
    "vehicle": _vehicles,
    "consignment": _goods,
    "disinfection": _disinfections,
    "sampling": _samples,
}
