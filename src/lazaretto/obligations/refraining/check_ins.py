"""What must not happen in isolation: at home amid an outbreak, and check-ins kept when they have served."""

import numpy as np

from lazaretto.obligations.keeping_check_ins import kept_until
from lazaretto.obligations.outbreaks import in_outbreak
from lazaretto.obligations.refraining.custody import moved_to
from lazaretto.registers.duty import WHERE
from lazaretto.registers.events import Columns
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def isolates_at_home_in_outbreak(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff checked in from home while the county of their house had an outbreak (M27)."""
    said = standing.during("checked_in", start, end)
    said = said.where(said.value == WHERE.index("home"))
    return said.where(
        in_outbreak(standing, said.facility, said.occurred, cases=settings["cases"], days=settings["days"])
    )


def check_ins_kept_too_long(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Check-ins were still held when their time was over; one finding a person and day (M27)."""
    said = standing.events("checked_in")
    until = kept_until(standing, said, days=settings["days"])
    due = (until >= start) & (until < end)
    _, first = np.unique(np.stack([said.key[due], until[due]]), axis=1, return_index=True)
    chosen = np.zeros(len(said), np.bool_)
    chosen[np.flatnonzero(due)[first]] = True
    return moved_to(said, chosen, until)
