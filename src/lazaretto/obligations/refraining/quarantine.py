"""Orders, legs, cohorts: what must not happen between the gate and the general wing."""

from datetime import time

import numpy as np

from lazaretto.obligations.beginning import first_rows
from lazaretto.obligations.days import HOUR, counted, local_day_numbers
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.mingling import strangers
from lazaretto.obligations.refraining.custody import serving
from lazaretto.obligations.seeking import last_before, row_before
from lazaretto.registers.command import ROLES, USES
from lazaretto.registers.custody import ADMITTED
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.quarantine import OUTCOMES
from lazaretto.registers.spans import moment, span_at, value_at
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

Settings = dict[str, int]


def stranger_in_cohort(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Someone was put into a quarantine cell with people of another day (M18)."""
    return strangers(standing, start, end)


def mixed_before_clearance(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Someone came into a general wing straight from outside, or with a leg still running (M02)."""
    placed = standing.during("placed", start, end)
    use = value_at(standing.places, placed.value, placed.occurred, default=-1)
    row = span_at(standing.legs, placed.key, placed.occurred)
    running = row >= 0
    if len(standing.legs):
        running &= standing.legs.value[np.maximum(row, 0)] <= LAST
    general = (use == USES.index("general")) & ~serving(standing, placed.facility, placed.occurred)
    return placed.where(general & (running | (placed.aux == ADMITTED)))


def infection_in_general_wing(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Someone living in a general wing tested positive, singly: the first bottom line (M02)."""
    results = standing.during("result", start, end)
    positive = results.where((results.value == RESULTS.index("positive")) & (results.aux == 1))
    cell = value_at(standing.in_cell, positive.key, positive.occurred, default=-1)
    use = value_at(standing.places, np.maximum(cell, 0), positive.occurred, default=-1)
    apart = serving(standing, positive.facility, positive.occurred)
    return positive.where((cell >= 0) & (use == USES.index("general")) & ~apart)


def leg_without_order(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A leg began for somebody whom no order had put into quarantine (M15)."""
    began = standing.during("leg_started", start, end)
    return began.where(last_before(standing.events("ordered"), began) < 0)


def leg_at_wrong_site(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A leg began at a facility, or in a cell, that does not serve its layer (M15, M16)."""
    began = standing.during("leg_started", start, end)
    role = value_at(standing.roles, began.facility, began.occurred, default=ROLES.index("ordinary"))
    cell = value_at(standing.in_cell, began.key, began.occurred, default=-1)
    use = value_at(standing.places, np.maximum(cell, 0), began.occurred, default=-1)
    elsewhere = (began.value == LAST) & (cell >= 0) & (use >= 0) & (use != USES.index("transition"))
    for layer, needed in ((1, "isolation_point"), (2, "transition_house")):
        elsewhere |= (began.value == layer) & (role != ROLES.index(needed))
    return began.where(elsewhere)


def leg_ended_early(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A leg was called completed before its days were full or its single tests were negative (M19).

    settings: ``days_N`` and ``tests_N`` for layer N; a layer without them asks nothing. The last day is
    full at ``release``, seconds after midnight (without it: as the day begins).
    """
    ended = _completed(standing, start, end)
    row = leg_of(standing, ended)
    ended, row = ended.where(row >= 0), row[row >= 0]
    began = standing.legs.start[row] if len(row) else row
    results = standing.events("result")
    negative = results.where((results.value == RESULTS.index("negative")) & (results.aux == 1))
    moments = np.sort(moment(negative.key, negative.occurred))
    tests = np.searchsorted(moments, moment(ended.key, ended.occurred), side="right") - np.searchsorted(
        moments, moment(ended.key, began), side="left"
    )
    tests_owed = np.array([settings.get(f"tests_{layer}", 0) for layer in range(5)], np.int64)[ended.value]
    return ended.where((ended.occurred < _full(standing, ended, began, settings)) | (tests < tests_owed))


def _full(standing: Standing, ended: Columns, began: Ints, settings: Settings) -> Ints:
    """When the days of each leg that ended were full: its last day, at the hour of release."""
    minutes, seconds = divmod(settings.get("release", 0), 60)
    full = began.copy()
    for layer in np.unique(ended.value).tolist():
        mine, days = ended.value == layer, settings.get(f"days_{layer}", 0)
        if days:
            hour = time(*divmod(minutes, 60), seconds)
            full[mine] = counted(standing, ended.facility[mine], began[mine], day=days, hour=hour)
    return full


def leg_began(standing: Standing, ended: Columns) -> Ints:
    """When the legs first began that these ends ended, whatever was restarted since; else the end itself."""
    row = leg_of(standing, ended)
    if not len(standing.legs):
        return ended.occurred
    first = first_rows(standing)[np.maximum(row, 0)]
    return np.where(row >= 0, standing.legs.start[first], ended.occurred)


def leg_ended_unwell(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A leg was called completed although fever or symptoms were not yet long enough past (M19)."""
    ended = _completed(standing, start, end)
    clear = settings["hours"] * HOUR
    temperatures = standing.during("temperature", start - clear, end)
    fever = temperatures.where(temperatures.value >= settings["tenths"])
    sick = np.maximum(last_before(fever, ended), last_before(standing.events("symptoms"), ended))
    return ended.where((sick >= 0) & (ended.occurred - sick < clear))


def review_set_late(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """An order sets its first review later than it may (G1)."""
    ordered = standing.during("ordered", start, end)
    today = local_day_numbers(standing, ordered.facility, ordered.occurred)
    return ordered.where(ordered.value - today > settings["days"])


def review_not_independent(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """An order was reviewed by the person who had made it (G1)."""
    reviewed, made = standing.during("reviewed_by", start, end), standing.events("ordered_by")
    row = row_before(made, reviewed.key, reviewed.occurred)
    same = row >= 0
    if len(made):
        safe = np.maximum(row, 0)
        same &= (made.value[safe] == reviewed.value) & (made.aux[safe] == reviewed.aux)
    return reviewed.where(same)


def transferred_without_status(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was sent to another house without the status document (M06)."""
    sent = standing.during("transferred_out", start, end)
    return sent.where(sent.aux == 0)


def released_unhanded(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was released out of a running leg, and nobody of the health authority took over (M06)."""
    released = standing.during("released", start, end)
    row = span_at(standing.legs, released.key, released.occurred - 1)
    running = row >= 0
    if len(standing.legs):
        running &= standing.legs.value[np.maximum(row, 0)] <= LAST
    return released.where(running & (released.value == 0))


def _completed(standing: Standing, start: int, end: int) -> Columns:
    ended = standing.during("leg_ended", start, end)
    return ended.where(ended.aux == OUTCOMES.index("completed"))


def leg_of(standing: Standing, ended: Columns) -> Ints:
    """The row of the leg that each end ended; -1 where none of that layer was running."""
    legs = standing.legs
    row = span_at(legs, ended.key, ended.occurred - 1)
    if not len(legs):
        return row
    fits: Flags = legs.value[np.maximum(row, 0)] == ended.value
    return np.where(fits, row, -1)
