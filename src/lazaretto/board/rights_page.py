"""The rights guard's page as a value: who is kept apart, worst off first, and what would cure what is red."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from lazaretto.board.counts import Severity
from lazaretto.facts.command import FacilityKind
from lazaretto.obligations.chronicling import DayHeld, Measure
from lazaretto.obligations.guarding import Guarded
from lazaretto.protocol.document import Text

LightState = Literal["standing", "breach", "missed", "late", "owed"]
Warned = Literal["over", "second", "first", "calm"]


@dataclass(frozen=True, slots=True)
class Cure:
    """The fact that would cure a light: its kind, and what the form starts with besides the person."""

    kind: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Light:
    """One thing that is wrong, or still owed today. since: from when, or when it was due.

    item: what *why* leads to; None for what stands on, where the clause itself says why.
    """

    state: LightState
    clause: str
    document: str
    version: str
    title: Text
    remedy: Text | None
    severity: Severity
    since: datetime
    item: UUID | None
    cure: Cure | None


@dataclass(frozen=True, slots=True)
class RightsRow:
    """One person kept apart. warned: how near the limit the run is; ends: the end of the running leg."""

    held: Guarded
    warned: Warned
    lights: tuple[Light, ...]
    ends: datetime | None

    @property
    def red(self) -> int:
        """How many things are wrong, without what is only still owed today."""
        return sum(light.state != "owed" for light in self.lights)

    @property
    def owed(self) -> tuple[Light, ...]:
        """What is still owed, in time."""
        return tuple(light for light in self.lights if light.state == "owed")

    @property
    def today(self) -> DayHeld:
        """The day that still runs."""
        return self.held.days[-1]

    @property
    def yesterday(self) -> DayHeld:
        """The last whole day."""
        return self.held.days[-2]


@dataclass(frozen=True, slots=True)
class HouseRights:
    """One facility in numbers: kept apart; of them alone now, with a run, near the limit, with a red."""

    facility: str
    name: str
    county: str
    sort: FacilityKind
    apart: int
    alone: int
    running: int
    warned: int
    red: int


@dataclass(frozen=True, slots=True)
class RightsPage:
    """Everybody kept apart in a scope, worst off first. facility: of the page of one; None: of several.

    measure: what the documents in force say of being alone; None: nothing is in force that says it.
    masked: the reader may count people but not see who they are; then ``rows`` is empty.
    """

    at: datetime
    known_at: datetime
    zone: str
    facility: str | None
    measure: Measure | None
    houses: tuple[HouseRights, ...]
    rows: tuple[RightsRow, ...]
    masked: bool
    missing: tuple[tuple[str, str], ...]

    @property
    def worst(self) -> tuple[RightsRow, ...]:
        """Those who are alone, have a run of days, a warning or something red; the others are at the foot."""
        return tuple(row for row in self.rows if _needs_an_eye(row))

    @property
    def calm(self) -> tuple[RightsRow, ...]:
        """The rest: in company, with nothing red."""
        return tuple(row for row in self.rows if not _needs_an_eye(row))


@dataclass(frozen=True, slots=True)
class Called:
    """One rule that calls somebody at one facility: what is so, of whom, and since when (the oldest).

    people: custody numbers, oldest first; item: what *why* leads to, as of a light.
    """

    state: LightState
    clause: str
    document: str
    version: str
    title: Text
    remedy: Text | None
    severity: Severity
    facility: str
    people: tuple[str, ...]
    since: datetime
    item: UUID | None


@dataclass(frozen=True, slots=True)
class RightsSheet:
    """What is held about one person kept apart, for paper. row: None where nobody keeps the person apart."""

    person: str
    at: datetime
    known_at: datetime
    zone: str
    facility: str
    place: str | None
    measure: Measure | None
    row: RightsRow | None


def _needs_an_eye(row: RightsRow) -> bool:
    held = row.held
    apart = held.apart == "isolation" and not held.away
    past = any(days is not None and days < 0 for days in (held.review_days, held.deadline_days))
    return bool(row.red or held.alone_now or held.run or past or held.review.independent is False) or apart
