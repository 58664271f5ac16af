"""Appointments with the law lowered: asked for, set, held, put off or missed; and what people need."""

from typing import Any, get_args

from lazaretto.facts import appointments
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

SORTS = get_args(appointments.Legal)
SIDES = get_args(appointments.Side)
OBSTACLES = get_args(appointments.Obstacle)
NEEDS = get_args(appointments.NeedSort)
APPOINTMENT_ACTS = ("ask", "set", "postpone", "hold", "miss", "decline", "cancel")
_MINUTE = 60


def _act(appointment: str, act: str, persons: tuple[str, ...], keys: Names) -> Rows:
    """One row a person: whoever did it, and whoever said so."""
    for person in dict.fromkeys(persons):
        yield "appointment_act", keys.number(appointment), APPOINTMENT_ACTS.index(act), keys.number(person)


def _asked(body: appointments.AppointmentAsked, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "appointment_asked", keys.number(body.appointment), SORTS.index(body.sort), keys.number(body.person)
    yield from _act(body.appointment, "ask", (fact.actor,), keys)


def _set(body: appointments.AppointmentSet, fact: Fact, keys: Names, facilities: Names) -> Rows:
    code, starts = keys.number(body.appointment), seconds(body.starts)
    yield "appointment_set", code, keys.number(body.person), starts + body.minutes * _MINUTE
    yield "appointment_sort", code, SORTS.index(body.sort), starts
    yield from _act(body.appointment, "set", (fact.actor,), keys)


def _postponed(body: appointments.AppointmentPostponed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    code, by = keys.number(body.appointment), SIDES.index(body.by)
    yield "appointment_postponed", code, OBSTACLES.index(body.cause), by
    yield from _act(body.appointment, "postpone", (fact.actor,), keys)


def _held(body: appointments.AppointmentHeld, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "appointment_held", keys.number(body.appointment), body.minutes, int(body.interpreted)
    yield from _act(body.appointment, "hold", (fact.actor,), keys)


def _missed(body: appointments.AppointmentMissed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "appointment_missed", keys.number(body.appointment), OBSTACLES.index(body.cause), 0
    yield from _act(body.appointment, "miss", (fact.actor,), keys)


def _declined(body: appointments.AppointmentDeclined, fact: Fact, keys: Names, facilities: Names) -> Rows:
    code, who = keys.number(body.appointment), keys.number(body.declined_by)
    yield "appointment_declined", code, OBSTACLES.index(body.cause), who
    yield from _act(body.appointment, "decline", (body.declined_by, fact.actor), keys)


def _cancelled(body: appointments.AppointmentCancelled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "appointment_cancelled", keys.number(body.appointment), SIDES.index(body.by), 0
    yield from _act(body.appointment, "cancel", (fact.actor,), keys)


def _need_stated(body: appointments.NeedStated, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "need_stated", keys.number(body.person), NEEDS.index(body.sort), keys.number(body.need)


def _need_ended(body: appointments.NeedEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "need_ended", keys.number(body.person), NEEDS.index(body.sort), 0


LOWERING: dict[type, Any] = {
    appointments.AppointmentAsked: _asked,
    appointments.AppointmentSet: _set,
    appointments.AppointmentPostponed: _postponed,
    appointments.AppointmentHeld: _held,
    appointments.AppointmentMissed: _missed,
    appointments.AppointmentDeclined: _declined,
    appointments.AppointmentCancelled: _cancelled,
    appointments.NeedStated: _need_stated,
    appointments.NeedEnded: _need_ended,
}
