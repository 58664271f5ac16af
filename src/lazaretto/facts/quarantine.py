"""Quarantine: one order, several legs, several sites."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from lazaretto.facts.fact import Body, Code, Person, Words
from lazaretto.facts.places import Facility

Layer = Annotated[
    int,
    msgspec.Meta(
        ge=1, le=4, description="1 isolation point, 2 transition house, 3 transition wing, 4 general wing."
    ),
]


class PlannedLeg(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One leg of an order: which layer, at which facility, for how many days."""

    layer: Layer
    facility: Facility
    days: Annotated[int, msgspec.Meta(ge=0, le=366)]


class Ordered(Body, kw_only=True, frozen=True, tag="quarantine.ordered/1"):
    """A person was ordered into quarantine: legal basis, legs, first review. Never without an end."""

    request = True
    order: Code
    person: Person
    basis: Words
    ordered_by: Code
    legs: Annotated[tuple[PlannedLeg, ...], msgspec.Meta(min_length=1)]
    review_on: date


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


KINDS: tuple[type[Body], ...] = (Ordered, LegStarted, ClockRestarted, LegEnded, Visited, Reviewed)
