"""Where legs began: a restart puts a clock back to day 0 and begins no new leg (law 9)."""

import numpy as np

from lazaretto.registers.events import Ints
from lazaretto.registers.standing import Standing


def first_rows(standing: Standing) -> Ints:
    """For each row of ``standing.legs`` the row with which its leg began: the row before its restarts."""
    legs = standing.legs
    if not len(legs):
        return np.zeros(0, np.int64)
    goes_on = np.isin(legs.fact, standing.events("clock_restarted").fact)
    goes_on[0] = False
    goes_on[1:] &= (legs.key[1:] == legs.key[:-1]) & (legs.value[1:] == legs.value[:-1])
    goes_on[1:] &= legs.start[1:] == legs.end[:-1]
    rows: Ints = np.maximum.accumulate(np.where(goes_on, 0, np.arange(len(legs))))
    return rows
