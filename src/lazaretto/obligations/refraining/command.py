"""Who answers for a facility."""

import numpy as np

from lazaretto.obligations.days import HOUR
from lazaretto.obligations.refraining.custody import moved_to
from lazaretto.obligations.seeking import row_before
from lazaretto.registers.events import Columns
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def facility_without_leader(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Hours after a level was ordered, a facility still had no responsible leader by name (M03)."""
    wait = settings["hours"] * HOUR
    ordered = standing.by_facility("level_ordered").between(start - wait, end - wait)
    due = ordered.occurred + wait
    named = row_before(standing.by_facility("leader_named"), ordered.facility, due) >= 0
    house = np.isin(ordered.facility, standing.houses)
    return moved_to(ordered, house & ~named, due, standing.facility_keys)
