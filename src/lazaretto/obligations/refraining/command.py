"""Who answers for a facility."""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.days import HOUR
from lazaretto.obligations.levels import begun
from lazaretto.obligations.refraining.custody import moved_to
from lazaretto.obligations.seeking import row_before
from lazaretto.registers.events import FOREVER, Columns, Flags, Ints
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def facility_without_leader(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Hours after a level took effect, a facility still had no responsible leader by name (M03)."""
    wait = settings["hours"] * HOUR
    ordered = begun(standing).between(start - wait, end - wait)
    due = ordered.occurred + wait
    named = _named(standing, ordered.facility, due)
    house = np.isin(ordered.facility, standing.houses)
    return moved_to(ordered, house & ~named, due, standing.facility_keys)


def _named(standing: Standing, facility: Ints, instants: Ints) -> Flags:
    """Whether each facility had a leader at an instant: named, not past their own end, not relieved since."""
    rows, gone = standing.by_facility("leader_named"), standing.events("leader_relieved")
    row = row_before(rows, facility, instants)
    if not len(rows):
        return row >= 0
    safe = np.maximum(row, 0)
    until = np.where(rows.value[safe] > 0, rows.value[safe], FOREVER)
    person = standing.events("leader_named").key[safe]
    there = replace(gone, key=gone.facility * len(standing.names) + gone.key)
    last = row_before(there, facility * len(standing.names) + person, instants)
    since = np.where(last >= 0, gone.occurred[np.maximum(last, 0)] if len(gone) else -1, -1)
    named: Flags = (row >= 0) & (instants < until) & (since < rows.occurred[safe])
    return named
