"""Quarantine: one order, several legs, several sites."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from lazaretto.facts.fact import Body, Code, Person, Words
from lazaretto.facts.places import Facility, Place

Cause = Literal["arrival", "contact", "case", "return", "other"]  # why a person is kept apart
Layer = Annotated[
    int,
    msgspec.Meta(
        ge=1, le=4, description="1 isolation point, 2 transition house, 3 transition wing, 4 general wing."
    ),
]


class PlannedLeg(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One leg of an order: which layer, at which facility, for how many days."""

    layer: Layer
    facility: Facility
    days: Annotated[int, msgspec.Meta(ge=0, le=366)]
    outside: Words | None = (
        None  # served outside the network (a hospital, a hotel); the facility answers for it
    )


class Ordered(Body, kw_only=True, frozen=True, tag="quarantine.ordered/1"):
    """A person was ordered into quarantine: legal basis, legs, first review. Never without an end."""

    request = True
    order: Code
    person: Person
    basis: Words
    ordered_by: Code
    legs: Annotated[tuple[PlannedLeg, ...], msgspec.Meta(min_length=1)]
    review_on: date
    cause: Cause = "arrival"


class Served(Body, kw_only=True, frozen=True, tag="quarantine.served/1"):
    """An order was handed to the person and explained: what, why, until when, how to object."""

    order: Code
    person: Person
    served_by: Code
    language: Code | None = None
    signed: bool = True  # false: the person would not sign


class CohortClosed(Body, kw_only=True, frozen=True, tag="quarantine.cohort_closed/1"):
    """A cohort closed: from now on nobody may join those who share this cell."""

    personal = False
    cohort: Code
    cell: Place


class EndOrdered(Body, kw_only=True, frozen=True, tag="quarantine.end_ordered/1"):
    """Another last day was ordered for a leg than the protocol computes: longer or shorter, and why."""

    request = True
    order: Code
    person: Person
    layer: Layer
    ends_on: date
    decided_by: Code
    reason: Words
    because: UUID | None = None


class Cleared(Body, kw_only=True, frozen=True, tag="quarantine.cleared/1"):
    """A leg's end was signed: refused while a condition of the release gate is open."""

    request = True
    order: Code
    person: Person
    layer: Layer
    signed_by: Code


class LegStarted(Body, kw_only=True, frozen=True, tag="quarantine.leg_started/1"):
    """A leg's clock began for a person, in a cohort: those who share cell and day of arrival."""

    order: Code
    person: Person
    layer: Layer
    cohort: Code


class ClockRestarted(Body, kw_only=True, frozen=True, tag="quarantine.clock_restarted/1"):
    """A leg's clock went back to day 0, because of another fact."""

    order: Code
    person: Person
    layer: Layer
    cohort: Code
    because: UUID
    reason: Words


class LegEnded(Body, kw_only=True, frozen=True, tag="quarantine.leg_ended/1"):
    """A leg ended: completed, cut short or broken off, signed by a person."""

    order: Code
    person: Person
    layer: Layer
    outcome: Literal["completed", "cut_short", "released_by_law", "hospital"]
    signed_by: Code
    reason: Words | None = None


class Visited(Body, kw_only=True, frozen=True, tag="quarantine.visited/1"):
    """A health worker saw people in quarantine, spoke with them and said why and how long."""

    persons: tuple[Person, ...]
    by: Person
    explained: bool = True


class Reviewed(Body, kw_only=True, frozen=True, tag="quarantine.reviewed/1"):
    """Someone other than the one who ordered it looked at an order again and set the next review."""

    order: Code
    person: Person
    reviewed_by: Code
    next_on: date


class IsolationOrdered(Body, kw_only=True, frozen=True, tag="quarantine.isolation_ordered/1"):
    """A person was ordered into a room alone, under a live order: with basis, end and review date."""

    request = True
    order: Code
    person: Person
    cell: Place
    basis: Words
    ends_on: date
    review_on: date
    ordered_by: Code
    visits: Code | None = None  # the clause that owes the daily visit; who states it need not know


class IsolationEnded(Body, kw_only=True, frozen=True, tag="quarantine.isolation_ended/1"):
    """A person is no longer kept in a room alone."""

    order: Code
    person: Person
    signed_by: Code
    reason: Words | None = None


KINDS: tuple[type[Body], ...] = (
    Ordered, Served, LegStarted, CohortClosed, ClockRestarted, EndOrdered, Cleared, LegEnded, Visited,
    Reviewed, IsolationOrdered, IsolationEnded,
)  # fmt: skip
