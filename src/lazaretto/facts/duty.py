"""Duty: the closed loop of A, B and C; who stands on which post."""

from datetime import date
from typing import Literal

from lazaretto.facts.custody import Sex
from lazaretto.facts.fact import Body, Code, Person, Words

Phase = Literal["A", "B", "C", "ordinary"]


class Enrolled(Body, kw_only=True, frozen=True, tag="duty.enrolled/1"):
    """A member of staff joined a facility's strength."""

    person: Person
    sex: Sex
    post: Literal["leader", "officer", "medic", "gate", "kitchen", "driver"]
    name: Words | None = None


class Reinforced(Body, kw_only=True, frozen=True, tag="duty.reinforced/1"):
    """A member of staff of another house joined this facility's strength for a while."""

    person: Person
    origin: Code


class PhaseStarted(Body, kw_only=True, frozen=True, tag="duty.phase_started/1"):
    """A person stepped into a phase of the loop: A inside, B on standby apart, C isolated at home."""

    person: Person
    batch: Code
    phase: Phase


class RosterPublished(Body, kw_only=True, frozen=True, tag="duty.roster_published/1"):
    """A signed roster: who may come on duty between which days. The standing approval at the gate."""

    roster: Code
    first: date
    last: date
    persons: tuple[Person, ...]
    signed_by: Code


class CheckedIn(Body, kw_only=True, frozen=True, tag="duty.checked_in/1"):
    """Staff in isolation stated where they are and how they feel. A statement, not tracking."""

    person: Person
    where: Literal["home", "on_site", "elsewhere"]
    well: bool = True


class HandedOver(Body, kw_only=True, frozen=True, tag="duty.handed_over/1"):
    """An outgoing shift handed its list, outstanding obligations with it, to the next."""

    handover: Code
    outgoing: Person
    note: Words | None = None


class HandoverAcknowledged(Body, kw_only=True, frozen=True, tag="duty.handover_acknowledged/1"):
    """The incoming shift acknowledged a handover."""

    handover: Code
    incoming: Person


KINDS: tuple[type[Body], ...] = (
    Enrolled, Reinforced, PhaseStarted, RosterPublished, CheckedIn, HandedOver, HandoverAcknowledged,
)  # fmt: skip
