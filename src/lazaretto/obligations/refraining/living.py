"""Daily life and the law: rights left out, needs not met, meetings that quarantine stopped."""

import numpy as np

from lazaretto.obligations.appointments import APPOINTMENT
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.walking import walk_all
from lazaretto.registers.appointments import APPOINTMENT_ACTS, NEEDS, OBSTACLES, SIDES
from lazaretto.registers.events import Columns, Ints, joined
from lazaretto.registers.regime import ACTIVITIES, HINDRANCES
from lazaretto.registers.spans import Spans, spans, value_at
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
RIGHT, NEVER = 1, 2  # how a clause marks an activity: a right; what a person lives on, suspended by nothing


def right_left_out_for_quarantine(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """What is a right was left out or suspended because of quarantine (M35)."""
    rights = [number for number, activity in enumerate(ACTIVITIES) if settings[activity] >= RIGHT]
    cause = HINDRANCES.index("quarantine")
    names = ("activity_left_out", "activity_suspended_for")
    rows = joined([standing.during(name, start, end) for name in names])
    return rows.where(np.isin(rows.value, rights) & (rows.aux == cause))


def suspended_too_long(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """An activity was suspended for longer at once than may be without being looked at again."""
    rows = standing.during("activity_suspended", start, end)
    return rows.where(rows.aux - rows.occurred > settings["hours"] * HOUR)


def need_unmet(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody's diet or language was not kept to (H4)."""
    return standing.during("need_unmet", start, end)


def legal_stopped_by_quarantine(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A hearing or a legal meeting was declined, missed or put off by the house for quarantine (H4)."""
    cause = OBSTACLES.index("quarantine")
    postponed = standing.during("appointment_postponed", start, end)
    names = ("appointment_declined", "appointment_missed")
    rows = [standing.during(name, start, end) for name in names]
    rows.append(postponed.where(postponed.aux == SIDES.index("house")))
    found = joined(rows)
    return found.where(found.value == cause)


def held_without_interpreter(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """It was held and nobody interpreted, though the person needs an interpreter (H4)."""
    held = standing.during("appointment_held", start, end)
    held = held.where(held.aux == 0)
    needing = value_at(_interpreters(standing), _person_of(standing, held), held.occurred, default=-1)
    return held.where(needing >= 0)


def appointment_astray(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Something was said of an appointment that it was not ready for."""
    rows = standing.events("appointment_act")
    walked = standing.once("appointments walked", lambda: walk_all(APPOINTMENT, APPOINTMENT_ACTS, rows))
    found = [one.row for one in walked if one.why is not None and start <= one.at < end]
    return rows.where(np.array(found, np.int64))


def _interpreters(standing: Standing) -> Spans:
    sort = NEEDS.index("interpreter")
    said, ended = standing.events("need_stated"), standing.events("need_ended")
    return spans(said.where(said.value == sort), ended.where(ended.value == sort))


def _person_of(standing: Standing, held: Columns) -> Ints:
    """Whose each appointment is, as it was set or asked for; -1 where nobody said."""
    fixed, asked = standing.events("appointment_set"), standing.events("appointment_asked")
    person = dict(zip(asked.key.tolist(), asked.aux.tolist(), strict=True))
    person |= dict(zip(fixed.key.tolist(), fixed.value.tolist(), strict=True))
    return np.array([person.get(key, -1) for key in held.key.tolist()], np.int64)
