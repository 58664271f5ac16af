"""Command: facilities and their roles, levels, protocols, the day's submission."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Count, Instant, Person, Words
from lazaretto.facts.places import Facility, Place

Level = Literal["routine", "heightened", "closed", "outbreak"]
Role = Literal["ordinary", "isolation_point", "transition_house", "emptied"]
FacilityKind = Literal["detention_house", "lock_up", "detachment"]
People = Literal["any", "women", "men", "minors"]  # whom a cell is meant for
LogOf = Literal[
    "held", "admitted", "left", "temperatures", "fevers", "symptoms", "swabbed", "positives",
    "disinfections", "isolated", "incidents",
]  # fmt: skip
Use = Literal["transition", "general", "isolation", "key_area", "administration"]


class FacilityEstablished(Body, kw_only=True, frozen=True, tag="command.facility_established/1"):
    """A facility of the network: what it is, where it stands, by which clock it lives."""

    personal = False
    name: Words
    sort: FacilityKind
    county: Code
    city: Code
    zone: Annotated[str, msgspec.Meta(description="IANA time zone, e.g. Asia/Shanghai.")]


class PlaceEstablished(Body, kw_only=True, frozen=True, tag="command.place_established/1"):
    """A zone, cell or key area of a facility, its use and how many people it holds (0: none)."""

    personal = False
    established: Place
    use: Use
    capacity: Count = 0
    neighbours: tuple[Place, ...] = ()  # whose air or corridor it shares
    people: People = "any"


class LevelOrdered(Body, kw_only=True, frozen=True, tag="command.level_ordered/1"):
    """The response level of this facility was set, by whom and why.

    begins: from when on, where that is later than the order. Of the orders that have begun the one given
    last holds.
    """

    personal = False
    level: Level
    authority: Words
    reason: Words
    begins: Instant | None = None


class ProtocolIssued(Body, kw_only=True, frozen=True, tag="command.protocol_issued/1"):
    """A protocol version came into force for the whole network; stated at the detachment."""

    personal = False
    document: Code
    version: Code
    digest: Annotated[
        str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)", description="SHA-256 of the document's bytes.")
    ]
    authority: Words


class RoleAssigned(Body, kw_only=True, frozen=True, tag="command.role_assigned/1"):
    """A facility took on a role: isolation point, transition house, emptied, or its ordinary one."""

    personal = False
    role: Role
    basis: Words


class IntakeSuspended(Body, kw_only=True, frozen=True, tag="command.intake_suspended/1"):
    """A facility stopped taking people in."""

    personal = False
    basis: Words


class IntakeResumed(Body, kw_only=True, frozen=True, tag="command.intake_resumed/1"):
    """A facility takes people in again."""

    personal = False
    basis: Words


class LeaderNamed(Body, kw_only=True, frozen=True, tag="command.leader_named/1"):
    """A facility's responsible leader was named, or a deputy who stands in for them, the earlier first.

    until: when it is theirs no longer, where that was said at once.
    """

    person: Person
    title: Words
    rank: Literal["responsible", "deputy"] = "responsible"
    until: Instant | None = None


class LogLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of a day's log, as the person who closed it read it. Nought is said, not left out.

    because: why it is another number than the record's own.
    """

    of: LogOf
    count: Count
    because: Words | None = None


class LogSubmitted(Body, kw_only=True, frozen=True, tag="command.log_submitted/1"):
    """A person closed a facility's day. ``incidents=0`` is an explicit zero, unlike silence.

    number: 1 at first; one more each time that the day was reopened (M24).
    """

    personal = False
    day: date
    incidents: Count
    number: Annotated[int, msgspec.Meta(ge=1, le=999)] = 1
    lines: Annotated[tuple[LogLine, ...], msgspec.Meta(max_length=20)] = ()


class LogReopened(Body, kw_only=True, frozen=True, tag="command.log_reopened/1"):
    """A day that had been closed was opened again for a correction; the next submission is numbered."""

    personal = False
    day: date
    number: Annotated[int, msgspec.Meta(ge=1, le=999)]  # the submission that stands no longer
    reason: Words


class PressureReported(Body, kw_only=True, frozen=True, tag="command.pressure_reported/1"):
    """New cases in the community around, as published."""

    personal = False
    region: Code
    day: date
    new_cases: Annotated[int, msgspec.Meta(ge=-(10**9), le=10**9)]  # below zero: a count taken back
    source: Words


class VehicleListed(Body, kw_only=True, frozen=True, tag="command.vehicle_listed/1"):
    """A vehicle of this facility and how many people it seats besides its escort (0: not in use)."""

    personal = False
    vehicle: Code
    seats: Count


class PlannedMove(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person's move in a conversion: into which cell, in which vehicle, on which of its trips."""

    person: Person
    to: Place
    vehicle: Code
    trip: Annotated[int, msgspec.Meta(ge=1, le=99)]


class PlannedFollow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One officer who follows the people to another facility."""

    person: Person
    to: Facility


class ConversionOrdered(Body, kw_only=True, frozen=True, tag="command.conversion_ordered/1"):
    """This facility was ordered to change its role: who goes where and how, who follows, what stays open."""

    request = True
    conversion: Code
    role: Role
    authority: Words
    reason: Words
    begins: Instant
    moves: tuple[PlannedMove, ...] = ()
    officers: tuple[PlannedFollow, ...] = ()
    stays_open: tuple[Place, ...] = ()


class ConversionEnded(Body, kw_only=True, frozen=True, tag="command.conversion_ended/1"):
    """An ordered change of role came to its end: carried out, reversed or given up."""

    personal = False
    conversion: Code
    outcome: Literal["carried_out", "reversed", "abandoned"]
    reason: Words | None = None


KINDS: tuple[type[Body], ...] = (
    FacilityEstablished, PlaceEstablished, LevelOrdered, ProtocolIssued, RoleAssigned, IntakeSuspended,
    IntakeResumed, LeaderNamed, LogSubmitted, LogReopened,
    PressureReported, VehicleListed, ConversionOrdered, ConversionEnded,
)  # fmt: skip
