"""Duty: the strength of a house, the closed loop of A, B and C, its roster, and who hands over to whom."""

from datetime import date, time
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.custody import Sex
from lazaretto.facts.fact import Body, Code, Count, Person, Words
from lazaretto.facts.gate import Zone

Phase = Literal["A", "B", "C", "ordinary"]
StaffPost = Literal["leader", "officer", "medic", "gate", "kitchen", "driver"]
Absence = Literal["sick", "injured", "isolated", "leave", "training", "other"]
Shared = Literal["meal", "room", "vehicle"]
Symptom = Literal["fever", "cough", "sore_throat", "loss_of_smell", "diarrhoea", "breathless", "other"]
Persons = Annotated[tuple[Person, ...], msgspec.Meta(min_length=1, max_length=500)]
Hours = Annotated[int, msgspec.Meta(ge=1, le=24)]


class Watch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One watch of a post: from when, for how many hours, how many people, how many of them women."""

    watch: Code
    begins: time
    hours: Hours
    need: Count
    women: Count = 0


class Turn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person in one phase of the loop, from a first day to a last one, both included."""

    person: Person
    phase: Phase
    batch: Code
    first: date
    last: date


class Stand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person on one watch of a post on a day: that on which the watch begins."""

    person: Person
    post: Code
    watch: Code
    day: date


class Fixing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of the three fixed: the task, its post, whose it is, who stands in, and what the duty is."""

    task: Code
    post: Code
    person: Person
    duty: Words
    deputy: Person | None = None


class Enrolled(Body, kw_only=True, frozen=True, tag="duty.enrolled/1"):
    """A member of staff joined a facility's strength."""

    person: Person
    sex: Sex
    post: StaffPost
    name: Words | None = None


class LeftStrength(Body, kw_only=True, frozen=True, tag="duty.left_strength/1"):
    """A member of staff left a facility's strength for good: posted elsewhere, retired, dismissed."""

    person: Person
    reason: Words


class Reinforced(Body, kw_only=True, frozen=True, tag="duty.reinforced/1"):
    """A member of staff of another house joined this facility's strength for a while."""

    person: Person
    origin: Code


class ReinforcementEnded(Body, kw_only=True, frozen=True, tag="duty.reinforcement_ended/1"):
    """A member of staff who had reinforced this facility went back to their own."""

    person: Person


class Absent(Body, kw_only=True, frozen=True, tag="duty.absent/1"):
    """A member of staff cannot serve, from a day on; ``last`` is the last such day, where it is known."""

    person: Person
    cause: Absence
    first: date
    last: date | None = None
    words: Words | None = None


class Returned(Body, kw_only=True, frozen=True, tag="duty.returned/1"):
    """A member of staff can serve again: whatever kept them away is over."""

    person: Person


class PostSet(Body, kw_only=True, frozen=True, tag="duty.post_set/1"):
    """A post of this facility: its zone, which staff may stand it, what they must know, its watches.

    Stated again it replaces what was said before; a post without a watch is stood no more.
    """

    personal = False
    post: Code
    title: Words
    zone: Zone
    staff: Annotated[tuple[StaffPost, ...], msgspec.Meta(min_length=1)]
    procedures: tuple[Code, ...] = ()  # of the protocol; asked for besides those its staff need anyway
    watches: Annotated[tuple[Watch, ...], msgspec.Meta(max_length=8)] = ()


class PatternOrdered(Body, kw_only=True, frozen=True, tag="duty.pattern_ordered/1"):
    """This facility works another pattern of the protocol from a day on, by whose order and why."""

    personal = False
    pattern: Code
    first: date
    authority: Words
    reason: Words


class PhaseStarted(Body, kw_only=True, frozen=True, tag="duty.phase_started/1"):
    """A person stepped into a phase of the loop: A inside, B on standby apart, C isolated at home."""

    person: Person
    batch: Code
    phase: Phase


class RosterDrafted(Body, kw_only=True, frozen=True, tag="duty.roster_drafted/1"):
    """Somebody worked out a roster and put it forward; it lets nobody in until it is published.

    cost, bound: what it costs by the planner's prices, and what no roster can be cheaper than.
    """

    roster: Code
    pattern: Code
    first: date
    last: date
    turns: Annotated[tuple[Turn, ...], msgspec.Meta(min_length=1, max_length=20_000)]
    stands: Annotated[tuple[Stand, ...], msgspec.Meta(max_length=100_000)] = ()
    cost: Count = 0
    bound: Count = 0


class RosterPublished(Body, kw_only=True, frozen=True, tag="duty.roster_published/1"):
    """A signed roster: who may come on duty between which days. The standing approval at the gate.

    With ``turns`` it also says who is in which phase and stands where; it then rules the days between
    ``first`` and ``last`` alone, whatever was published for them before. draft: the draft that was signed.
    despite: the rules that it breaks with open eyes, each by its name, for the reason given.
    """

    request = True
    roster: Code
    first: date
    last: date
    persons: tuple[Person, ...]
    signed_by: Code
    pattern: Code | None = None
    turns: Annotated[tuple[Turn, ...], msgspec.Meta(max_length=20_000)] = ()
    stands: Annotated[tuple[Stand, ...], msgspec.Meta(max_length=100_000)] = ()
    draft: Code | None = None
    despite: tuple[Code, ...] = ()
    reason: Words | None = None


class Fixed(Body, kw_only=True, frozen=True, tag="duty.fixed/1"):
    """The three fixed, signed: for each prevention task post, person and duty. The latest stands."""

    matrix: Code
    rows: Annotated[tuple[Fixing, ...], msgspec.Meta(min_length=1, max_length=200)]
    signed_by: Code


class SharedPlace(Body, kw_only=True, frozen=True, tag="duty.shared/1"):
    """Members of staff sat at one meal, lodged in one room, or rode in one vehicle."""

    persons: Persons
    sort: Shared
    of: Code  # which sitting, room or vehicle


class CheckedIn(Body, kw_only=True, frozen=True, tag="duty.checked_in/1"):
    """Staff in isolation stated where they are and how they feel. A statement, not tracking."""

    person: Person
    where: Literal["home", "on_site", "elsewhere"]
    well: bool = True
    symptoms: tuple[Symptom, ...] = ()
    words: Words | None = None


class HandedOver(Body, kw_only=True, frozen=True, tag="duty.handed_over/1"):
    """An outgoing shift handed its list, outstanding obligations with it, to the next.

    held: people in the house's custody. outstanding: the obligations still to be met, by their ids.
    """

    handover: Code
    outgoing: Person
    note: Words | None = None
    held: Count | None = None
    outstanding: Annotated[tuple[Code, ...], msgspec.Meta(max_length=1000)] = ()


class HandoverAcknowledged(Body, kw_only=True, frozen=True, tag="duty.handover_acknowledged/1"):
    """The incoming shift acknowledged a handover: what it counted, and what it took on."""

    handover: Code
    incoming: Person
    held: Count | None = None
    outstanding: Annotated[tuple[Code, ...], msgspec.Meta(max_length=1000)] = ()


KINDS: tuple[type[Body], ...] = (
    Enrolled, LeftStrength, Reinforced, ReinforcementEnded, Absent, Returned, PostSet, PatternOrdered,
    PhaseStarted, RosterDrafted, RosterPublished, Fixed, SharedPlace, CheckedIn, HandedOver,
    HandoverAcknowledged,
)  # fmt: skip
