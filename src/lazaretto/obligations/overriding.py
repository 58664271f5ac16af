"""Named overrides: how long one stands (M08). Every reader of them asks here."""

import numpy as np

from lazaretto.obligations.days import HOUR
from lazaretto.obligations.seeking import row_before
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.gate import PURPOSES
from lazaretto.registers.standing import Standing

OVERRIDE = 24 * HOUR  # an override is of its day; the document has no number for it


def stands(given: Columns, row: Ints, instants: Ints) -> Flags:
    """Whether the override in each row (-1: none) was given less than its span before an instant each."""
    if not len(given):
        return row >= 0
    fresh: Flags = (row >= 0) & (instants - given.occurred[np.maximum(row, 0)] < OVERRIDE)
    return fresh


def let_out(standing: Standing, left: Columns) -> Flags:
    """Whether each was asked out to a hospital, or let out by name, less than a day before."""
    asked, named = standing.events("exit_requested"), standing.events("overridden")
    asked = asked.where(asked.value == PURPOSES.index("hospital"))
    named = _by_subject(named)
    found: Flags = np.zeros(len(left), np.bool_)
    for rows in (asked, named):
        found |= stands(rows, row_before(rows, left.key, left.occurred), left.occurred)
    return found


def _by_subject(named: Columns) -> Columns:
    return Columns(
        named.value, named.facility, named.occurred, named.recorded, named.gone, named.key, named.aux,
        named.fact,
    )  # fmt: skip
