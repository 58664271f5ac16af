"""What the day holds and for how long it is suspended; and to which wing a cell belongs (M35)."""

import numpy as np

from lazaretto.obligations.seeking import row_before
from lazaretto.registers.events import Ints
from lazaretto.registers.spans import Spans, spans
from lazaretto.registers.standing import Standing


def suspended(standing: Standing, activity: int) -> Spans:
    """When an activity (its index) was suspended in which wing: until it went on, or until its end.

    key: the wing; aux: the end that was set, in seconds; value: the activity.
    """
    begun, resumed = standing.events("activity_suspended"), standing.events("activity_resumed")
    found = spans(begun.where(begun.value == activity), resumed.where(resumed.value == activity))
    ends = np.minimum(found.end, found.aux)
    kept = ends > found.start
    return Spans(
        found.key[kept], found.facility[kept], found.start[kept], ends[kept], found.value[kept],
        found.aux[kept], found.fact[kept],
    )  # fmt: skip


def wings_of(standing: Standing, cells: Ints) -> Ints:
    """The wing of each cell, as a key; -1 where it is in none."""
    rows = standing.events("wing_of")
    row = row_before(rows, cells, np.full(len(cells), standing.at, np.int64))
    return np.where(row >= 0, rows.value[np.maximum(row, 0)], -1) if len(rows) else row
