"""Appointments with the law and the family: hearings, lawyers, consular officers; and what people need."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Instant, Person, Words

# The order is the record's: a new one goes to the end.
Legal = Literal["hearing", "lawyer", "consular", "prosecutor", "questioning", "family"]
Mode = Literal["video", "in_person", "telephone"]
Side = Literal["court", "lawyer", "person", "house", "other"]
Obstacle = Literal["person_wish", "other_side", "health", "equipment", "staff_short", "quarantine", "other"]
NeedSort = Literal["diet", "language", "interpreter", "religion", "aid"]
Length = Annotated[int, msgspec.Meta(ge=1, le=1440)]


class AppointmentAsked(Body, kw_only=True, frozen=True, tag="regime.appointment_asked/1"):
    """A lawyer, a consular officer or the person asked for a meeting: from here the law's hours run."""

    appointment: Code
    person: Person
    sort: Legal
    asked_by: Words
    words: Words | None = None


class AppointmentSet(Body, kw_only=True, frozen=True, tag="regime.appointment_set/1"):
    """A hearing or a meeting was fixed: when, for how long, how, and in which language.

    language: the code of the language that is spoken, e.g. ``bo``; None: the common one. interpreter: who
    interprets, where somebody must. room: where it is held, or from which room the line runs.
    """

    appointment: Code
    person: Person
    sort: Legal
    starts: Instant
    minutes: Length
    mode: Mode
    party: Words | None = None  # court, law firm, consulate
    language: Code | None = None
    interpreter: Words | None = None
    room: Code | None = None


class AppointmentPostponed(Body, kw_only=True, frozen=True, tag="regime.appointment_postponed/1"):
    """It was put off. The new time is said by setting it again."""

    appointment: Code
    by: Side
    cause: Obstacle
    words: Words


class AppointmentHeld(Body, kw_only=True, frozen=True, tag="regime.appointment_held/1"):
    """It took place. interpreted: whether somebody interpreted."""

    appointment: Code
    minutes: Length
    mode: Mode
    interpreted: bool = False


class AppointmentMissed(Body, kw_only=True, frozen=True, tag="regime.appointment_missed/1"):
    """It was due and did not take place, and why."""

    appointment: Code
    cause: Obstacle
    words: Words


class AppointmentDeclined(Body, kw_only=True, frozen=True, tag="regime.appointment_declined/1"):
    """The house did not allow it, and why. Quarantine is no reason: said all the same, it is an alarm."""

    appointment: Code
    cause: Obstacle
    words: Words
    declined_by: Code


class AppointmentCancelled(Body, kw_only=True, frozen=True, tag="regime.appointment_cancelled/1"):
    """Whoever had asked for it, or the court, wants it no longer."""

    appointment: Code
    by: Side
    words: Words | None = None


class NeedStated(Body, kw_only=True, frozen=True, tag="regime.need_stated/1"):
    """What a person needs to eat, to be understood, to live by their faith, or to get about.

    need: ``halal`` …; the code of a language; ``prayer`` …; ``glasses`` … (aids and what medicine needs).
    """

    person: Person
    sort: NeedSort
    need: Code
    until: date | None = None


class NeedEnded(Body, kw_only=True, frozen=True, tag="regime.need_ended/1"):
    """A person needs it no longer."""

    person: Person
    sort: NeedSort


KINDS: tuple[type[Body], ...] = (
    AppointmentAsked, AppointmentSet, AppointmentPostponed, AppointmentHeld, AppointmentMissed,
    AppointmentDeclined, AppointmentCancelled, NeedStated, NeedEnded,
)  # fmt: skip
