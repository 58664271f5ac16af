"""From when each order of a level counts: its own beginning, where it was given for later (M01)."""

import numpy as np

from lazaretto.registers.events import FOREVER, Columns, Ints
from lazaretto.registers.standing import Standing


def begun(standing: Standing) -> Columns:
    """Each order of a level as an event of the instant at which it took effect, in order of time.

    key: the number of the facility. An order that another took the place of before it began is none.
    """
    held = standing.levels
    forever: Ints = np.full(len(held), FOREVER, np.int64)
    rows = Columns(held.key, held.facility, held.start, held.start, forever, held.value, held.aux, held.fact)
    return rows.where(np.argsort(rows.occurred, kind="stable"))
