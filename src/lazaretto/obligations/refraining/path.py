"""The path of an order: whether there is a place for each of its legs when it is expected there (M15)."""

import numpy as np

from lazaretto.obligations.claiming import Claimed, claimed_at, group_of, places_of
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def path_overbooked(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """An order claims a place on a day on which the earlier orders claim every one there is (M15).

    Each order is judged as things stood when it was made. A facility of which no cells are known is not
    judged. Only facilities that could be full at all are looked at closely.
    """
    ordered = standing.during("ordered", start, end)
    if not len(ordered):
        return ordered
    planned = standing.events("leg_planned")
    full = _perhaps_full(standing, planned, ordered, start)
    hot = np.isin(group_of(planned), full)
    near = planned.where(np.isin(planned.fact, planned.fact[hot]))
    mine = np.isin(ordered.fact, near.fact)
    broken = [bool(hit) and _too_many(standing, near, ordered, row) for row, hit in enumerate(mine)]
    return ordered.where(np.array(broken, np.bool_))


def _perhaps_full(standing: Standing, planned: Columns, ordered: Columns, start: int) -> Ints:
    """Groups in which all that was claimed before the window and is ordered in it would not fit at once."""
    before = claimed_at(standing, planned, at=start - 1)
    fresh = group_of(planned.where(np.isin(planned.fact, ordered.fact)))
    groups, count = np.unique(np.concatenate([before.group, fresh]), return_counts=True)
    touched = np.isin(groups, fresh) & (groups >= 0)
    at = min(standing.at, int(ordered.occurred[-1]))
    full = [n for n, c in zip(groups[touched].tolist(), count[touched].tolist(), strict=True)
            if 0 < places_of(standing, n, at) < c]  # fmt: skip
    return np.array(full, np.int64)


def _too_many(standing: Standing, near: Columns, ordered: Columns, row: int) -> bool:
    """Whether an order claims a day too many, among those that were made before it."""
    fact, at = int(ordered.fact[row]), int(ordered.occurred[row])
    last = int(np.flatnonzero(near.fact == fact)[-1])
    claimed = claimed_at(standing, near.where(np.arange(len(near)) <= last), at=at)
    own = claimed.where(claimed.fact == fact)
    return any(
        _crowded(claimed.where(claimed.group == group), own, n, places_of(standing, group, at))
        for n, group in enumerate(own.group.tolist())
    )


def _crowded(claimed: Claimed, own: Claimed, row: int, places: int) -> bool:
    first, last = int(own.first[row]), int(own.last[row])
    return 0 < places < int(claimed.by_day(first, last).max())
