"""Named overrides: how long one stands (M08). Every reader of them asks here."""

import numpy as np

from lazaretto.obligations.days import HOUR
from lazaretto.registers.events import Columns, Flags, Ints

OVERRIDE = 24 * HOUR  # an override is of its day; the document has no number for it


def stands(given: Columns, row: Ints, instants: Ints) -> Flags:
    """Whether the override in each row (-1: none) was given less than its span before an instant each."""
    if not len(given):
        return row >= 0
    fresh: Flags = (row >= 0) & (instants - given.occurred[np.maximum(row, 0)] < OVERRIDE)
    return fresh
