"""An appointment with the law as one machine: asked for, set, held; put off, missed, cancelled (H4)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.facts import appointments as facts_of
from lazaretto.facts.appointments import AppointmentAsked, AppointmentSet
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.registers.standing import Standing

APPOINTMENT = Machine(
    name="appointment",
    start="unknown",
    states=("unknown", "asked", "set", "postponed", "held", "missed", "declined", "cancelled"),
    acts={
        "ask": AppointmentAsked, "set": AppointmentSet, "postpone": facts_of.AppointmentPostponed,
        "hold": facts_of.AppointmentHeld, "miss": facts_of.AppointmentMissed,
        "decline": facts_of.AppointmentDeclined, "cancel": facts_of.AppointmentCancelled,
    },
    moves={
        ("unknown", "ask"): "asked",
        ("unknown", "set"): "set",
        ("asked", "set"): "set",
        ("asked", "hold"): "held",  # whoever asked stood at the door, and was let in at once
        ("asked", "decline"): "declined",
        ("asked", "cancel"): "cancelled",
        ("set", "set"): "set",
        ("set", "postpone"): "postponed",
        ("set", "hold"): "held",
        ("set", "miss"): "missed",
        ("set", "decline"): "declined",
        ("set", "cancel"): "cancelled",
        ("postponed", "set"): "set",
        ("postponed", "decline"): "declined",
        ("postponed", "cancel"): "cancelled",
        ("missed", "set"): "set",
        ("missed", "cancel"): "cancelled",
        ("declined", "set"): "set",  # the refusal was taken back
    },
)  # fmt: skip
AWAITED = frozenset({"asked", "set", "postponed", "missed"})  # something is still to come of it


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment with everything that was said of it. asked, fixed: as it was asked for, and last set."""

    code: str
    facility: str
    course: Course
    asked: AppointmentAsked | None
    fixed: AppointmentSet | None

    @property
    def person(self) -> str:
        """Whose it is."""
        return self._said.person

    @property
    def sort(self) -> facts_of.Legal:
        """Of what sort it is."""
        return self._said.sort

    @property
    def _said(self) -> AppointmentAsked | AppointmentSet:
        said = self.fixed or self.asked
        if said is None:
            raise ValueError(f"appointment {self.code} was neither asked for nor set")
        return said

    @property
    def latest(self) -> Fact:
        """What was last said of it and counted."""
        return self.course.taken[-1].fact


def act_of(body: Body) -> str:
    """The act that a body states."""
    return next(act for act, kind in APPOINTMENT.acts.items() if isinstance(body, kind))


def appointments(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[Appointment, ...]:
    """Every appointment of which something was said in a house, in the order of their numbers."""
    rows = standing.events("appointment_act")
    mine = np.unique(rows.key[rows.facility == standing.facilities.find(facility)])
    rows = rows.where(np.isin(rows.key, mine))
    numbers: dict[str, dict[int, None]] = {}
    for key, number in zip(rows.key.tolist(), rows.fact.tolist(), strict=True):
        numbers.setdefault(standing.names.name(key), {})[number] = None
    found = (_appointment(code, [facts[n] for n in said]) for code, said in sorted(numbers.items()))
    return tuple(one for one in found if one is not None and one.facility == facility)


def _appointment(code: str, said: Sequence[Fact]) -> Appointment | None:
    course = follow(APPOINTMENT, [Step(act_of(one.body), frozenset({one.actor}), one) for one in said])
    asked, fixed = course.last("ask"), course.last("set")
    first = asked.fact.body if asked else None
    last = fixed.fact.body if fixed else None
    if first is None and last is None:
        return None  # something was said of what nobody had asked for or set; a condition finds it
    return Appointment(
        code, course.taken[-1].fact.facility, course,
        first if isinstance(first, AppointmentAsked) else None,
        last if isinstance(last, AppointmentSet) else None,
    )  # fmt: skip
