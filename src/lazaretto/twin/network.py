"""A network of closed houses and a policy for it, as values: what the engine is asked about.

Nothing here says what a policy achieves. ``building`` turns these values and the assumptions into arrays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

import msgspec

Phase = Literal["inside", "standby", "home", "open"]
Count = Annotated[int, msgspec.Meta(ge=0)]


class Stand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """People of a house's staff who stand in one phase when the horizon begins.

    day: the day of the phase that day 0 is, from 0. days: how long it lasts by the pattern under which it
    began; another pattern may lengthen it, and never shortens it.
    """

    phase: Phase
    day: Count
    days: Annotated[int, msgspec.Meta(ge=1)]
    people: Count


class Running(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A leg of a cohort that did not begin with the path: it runs already, or it is the first one seen here.

    leg: which one, from 1. days, tests_on: of that leg as they were when it began (no other order shortens
    it); 0 days: those of the policy. before: days of quarantine before this leg. negative: days since they
    came into quarantine on which everybody of them was swabbed and nobody found.
    """

    leg: Annotated[int, msgspec.Meta(ge=1)]
    days: Count = 0
    tests_on: tuple[Count, ...] = ()
    before: Count = 0
    negative: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A house. wings: people in each cell of its general wings, wing by wing; staff: who work there.

    stands: in which phase they stand when the horizon begins; none: spread evenly over the pattern.
    housing: the pair hazard of its cells beside the reference (solid doors 1; open dormitories more).
    """

    code: str
    wings: tuple[tuple[int, ...], ...]
    staff: int
    housing: float = 1.0
    stands: tuple[Stand, ...] = ()


@dataclass(frozen=True, slots=True)
class Cohort:
    """People who arrive together and share a cell. day: of the horizon (below zero: they are in quarantine
    already).

    path: the houses of all legs, where they are not those of everybody of that home. running: they are on
    their way already; ``day`` is then the day on which that leg began, or begins.
    """

    home: str
    day: int
    size: int
    infected: float = 0.0  # the chance of each member, when they came into quarantine
    path: tuple[str, ...] = ()
    running: Running | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """Houses; for each home and leg the house in which that leg is served; who arrives; what presses from
    outside.

    pressure: by house, infections a person and a day among people who live outside, day by day of the
    horizon.
    """

    sites: tuple[Site, ...]
    path: Mapping[str, tuple[str, ...]]
    arrivals: tuple[Cohort, ...]
    pressure: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class LegPlan:
    """One leg: its days and the days of the leg on which everybody is swabbed."""

    days: int
    tests_on: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """How staff serve. cycle: phases and their days, in order; tests_on: by place in the cycle, days of that
    phase.

    every: besides, everybody who serves inside is swabbed each so many days (0: not).
    """

    cycle: tuple[tuple[Phase, int], ...]
    tests_on: tuple[tuple[int, ...], ...] = ()
    every: int = 0
    groups: int = 3


@dataclass(frozen=True, slots=True)
class Policy:
    """What is ordered, and may be compared with another order.

    stages: which leg of the path (from 0) each of ``legs`` is, where some are left out; empty: in order.

    cohort: the most people in one cell of quarantine. rounds_every: days between rounds of the general wings
    (0: none). answer: days after a find in a general wing or among staff inside on which a round is held.
    """

    name: str
    legs: tuple[LegPlan, ...]
    duty: Duty
    cohort: int = 8
    test: str = "pcr"
    rounds_every: int = 0
    answer: tuple[int, ...] = ()
    freeze_days: int = 0
    watched: bool = True
    stages: tuple[int, ...] = ()
    source: Mapping[str, str] = field(default_factory=dict)  # which clause or parameter each part came from

    @property
    def staged(self) -> tuple[int, ...]:
        """Which leg of the path each leg is, from 0."""
        return self.stages or tuple(range(len(self.legs)))

    @property
    def days(self) -> int:
        """Days of quarantine of one arrival whom nothing restarts."""
        return sum(leg.days for leg in self.legs)
