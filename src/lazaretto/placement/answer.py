"""What is answered: codes and values, no words; whoever shows an answer says it in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from lazaretto.facts.command import Use
from lazaretto.facts.fact import Code, Person
from lazaretto.facts.places import Facility, Place
from lazaretto.placement.allowing import Rule
from lazaretto.placement.pricing import Costs

ReasonCode = Literal[
    "joins_cohort", "opens_room", "stays", "kept_promise", "alone_unknown_sex", "alone_unknown_minority",
    "alone_unknown_health", "alone_health", "alone_left_over", "restarts_clocks", "clock_put_back",
    "case_group_elsewhere", "cheapest", "as_cheap_as",
    "kept_as_given", "only_room",
]  # fmt: skip
ReliefCode = Literal[
    "more_rooms", "disinfect", "repair", "transfer", "lift_same_day", "wait_until",
]  # fmt: skip
Values = Mapping[str, str]


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why somebody goes where they are sent: a code and what fills its sentence."""

    code: ReasonCode
    values: Values = {}


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """Another room for one person, everybody else as proposed.

    Either the rule that forbids it, with whom it is at odds (none: the room itself), or how many
    person-days more it costs than the proposal.
    """

    place: Place
    more: int | None = None
    rule: Rule | None = None
    at_odds_with: Person | None = None


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """Who goes where, why, and what each other room would mean. cohort: the one that is joined."""

    person: Person
    place: Place
    cohort: Code | None
    reasons: tuple[Reason, ...]
    alternatives: tuple[Alternative, ...]


class Unplaced(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody for whom there is no room, and why each room is none."""

    person: Person
    alternatives: tuple[Alternative, ...]


class Relief(msgspec.Struct, frozen=True, kw_only=True):
    """Something that would let more people be placed, by solving the question with it done.

    placed: how many more find a room. everybody: whether all do. costs: of the placement it leads to,
    in person-days. place: the room it is about. use: of the rooms. count: how many rooms, or how many
    people to be sent elsewhere. day: when it would be.
    """

    code: ReliefCode
    placed: int
    everybody: bool
    costs: Costs
    place: Place | None = None
    use: Use | None = None
    count: int | None = None
    day: date | None = None


class Separation(msgspec.Struct, frozen=True, kw_only=True):
    """New rooms that this day needs at least, were there enough of them: as ruled, and ruled otherwise."""

    rooms: int
    with_same_day: int
    with_window: int
    without_case_groups: int

    @property
    def same_day(self) -> int:
        """What it costs in rooms that only people of one day share one."""
        return self.with_same_day - self.with_window

    @property
    def case_groups(self) -> int:
        """What keeping co-defendants apart costs in rooms."""
        return self.rooms - self.without_case_groups


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal for a person to decide on.

    costs: its price in person-days, by parts; total: their sum. optimal: proved that nobody more can
    be placed, nor these for less; else ``gap`` is the most that could be saved. work: the solver's own
    measure of its effort, the same on every machine.
    """

    facility: Facility
    day: date
    assignments: tuple[Assignment, ...]
    unplaced: tuple[Unplaced, ...]
    costs: Costs
    total: int
    optimal: bool
    gap: int
    separation: Separation
    relief: tuple[Relief, ...]
    work: float

    @property
    def places(self) -> dict[str, str]:
        """Person → place."""
        return {each.person: each.place for each in self.assignments}
