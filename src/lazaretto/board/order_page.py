"""One order as a page holds it: its path leg by leg, the places it claims, and what was stated along it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from lazaretto.board.releases import ReleaseLine
from lazaretto.obligations.reckoning import LegClock
from lazaretto.obligations.swabs import Finding
from lazaretto.protocol.document import Text

Stage = Literal["ended", "running", "ahead", "dropped"]
Role = Literal["began", "zero", "stated", "ordered", "cause"]
SwabState = Literal["done", "positive", "missed", "awaited", "ahead"]


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact that something rests on, and what for. say: None where it speaks of somebody else."""

    role: Role
    at: datetime
    facility: str
    kind: str
    say: Text | None
    fact: UUID


@dataclass(frozen=True, slots=True)
class Turn:
    """A clock that the house set back: who said it, why, and the fact that it named as the cause."""

    at: datetime
    by: str
    reason: str
    cause: Ground | None
    fact: UUID


@dataclass(frozen=True, slots=True)
class Taken:
    """One single swab: on which day, and what it found."""

    on: date
    finding: Finding


@dataclass(frozen=True, slots=True)
class SwabDay:
    """A day of a leg on which ``wanted`` single negatives are required, and what was taken for it."""

    day: int
    on: date
    wanted: int
    state: SwabState
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The order was looked at again, and is to be by ``next_on``."""

    at: datetime
    by: str
    next_on: date
    fact: UUID


@dataclass(frozen=True, slots=True)
class Transfer:
    """One way from a house to another, or out of the network (``outside``: to what sort of place).

    status_document: the receiving side was told the person's status; status_read: it says that it read it.
    """

    origin: str
    to: str
    outside: Text | None
    left: datetime
    escort: tuple[str, ...]
    vehicle: str | None
    status_document: bool
    arrived: datetime | None
    received: datetime | None
    received_by: str | None
    party: Text | None
    status_read: bool
    fact: UUID


@dataclass(frozen=True, slots=True)
class Service:
    """The order was handed to the person and explained. signed: they signed for it."""

    at: datetime
    by: str
    language: str | None
    signed: bool
    fact: UUID


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a claimed place is there: the places of the layer, and the most claimed on one of the days.

    worst: the first day with that many.
    """

    places: int
    claimed: int
    worst: date

    @property
    def fits(self) -> bool | None:
        """None where no places of that layer are known there."""
        return self.claimed <= self.places if self.places else None


@dataclass(frozen=True, slots=True)
class PathLeg:
    """One leg of the order's path.

    stage: ``ended``, ``running``, ``ahead``, or ``dropped``: it never began and will not, as a later one did,
    a later order stands, or the person left. first, last: the days it is expected on, while it runs or is
    ahead (``last``: the day on which it ends). clock, why, zero, differences: of one that began; so are
    grounds (the facts it rests on), turns (each restart), swabs (the days with required tests) and unmoved
    (what later versions say that changed nothing for it). outside: where it is served outside the network.
    """

    layer: int
    title: Text | None
    facility: str
    days: int
    outside: str | None
    stage: Stage
    clock: LegClock | None
    why: Text | None
    zero: Text | None
    differences: tuple[Text, ...]
    tests_on: tuple[int, ...]
    ended: datetime | None
    outcome: str | None
    first: date | None
    last: date | None
    fit: Fit | None
    grounds: tuple[Ground, ...]
    turns: tuple[Turn, ...]
    swabs: tuple[SwabDay, ...]
    unmoved: tuple[Text, ...]

    @property
    def began(self) -> datetime | None:
        """When it first began."""
        return self.clock.began if self.clock else None


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was stated along the order: served, restarted, reviewed, sent, received, signed."""

    at: datetime
    facility: str
    kind: str
    say: Text
    fact: UUID


@dataclass(frozen=True, slots=True)
class OrderPage:
    """One order of one person. review_on: its next review; gate: the running leg before its gate.

    others: the person's other orders, the latest first. kept: the cell kept for the person now. live: it
    stands, and a leg of it runs or is still to come.
    """

    order: str
    person: str
    facility: str
    zone: str
    at: datetime
    basis: str
    cause: Text
    ordered_by: str
    ordered: datetime
    review_on: date | None
    review_overdue: bool
    served: datetime | None
    services: tuple[Service, ...]
    reviews: tuple[Review, ...]
    transfers: tuple[Transfer, ...]
    others: tuple[str, ...]
    path: tuple[PathLeg, ...]
    gate: ReleaseLine | None
    kept: str | None
    steps: tuple[Step, ...]
    fact: UUID

    @property
    def live(self) -> bool:
        """Whether a leg of it runs or is still to come."""
        return any(leg.stage in ("running", "ahead") for leg in self.path)
