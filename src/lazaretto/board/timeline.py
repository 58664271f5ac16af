"""A person's timeline as a value. ``recounting.recount`` makes it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from lazaretto.board.city import Alert
from lazaretto.board.day_sheet import Group
from lazaretto.board.immunity import ImmunityLine
from lazaretto.facts.testing import Purpose, Result
from lazaretto.protocol.document import Text

Mark = Literal["stands", "corrected", "retracted", "disputed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the person's history. ``corrected`` and ``retracted`` are shown struck through.

    replaced_by: the fact that corrected or withdrew it; reason: why it was withdrawn.
    recorded_late: seconds between happening and recording. node: the node that it came from, received: when;
    empty where it was first held here.
    """

    fact: UUID
    kind: str
    family: str
    occurred: datetime
    recorded: datetime
    facility: str
    place: str | None
    sentence: Text
    mark: Mark
    replaced_by: UUID | None
    reason: str | None
    actor: str
    device: str
    recorded_late: int
    node: str = ""
    received: datetime | None = None


@dataclass(frozen=True, slots=True)
class LegLine:
    """One leg of quarantine. ``day`` of ``days``; the day on which the clock starts is day 0.

    ends: day N at the release hour, computed; why: the sentence that says how. ended: when it really
    ended, None while it runs. ordered_days: what the order said, which may differ from the protocol.
    """

    layer: int
    title: Text | None
    facility: str
    cohort: str
    started: datetime
    restarted: bool
    day: int
    days: int | None
    ordered_days: int | None
    ends: datetime | None
    why: Text
    ended: datetime | None
    outcome: str | None
    tests_on: tuple[int, ...]
    fact: UUID

    @property
    def left(self) -> int:
        """Days still to serve; 0 once it ended, is over its end, or has none."""
        return max((self.days or 0) - self.day, 0) if self.ended is None else 0


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A quarantine order: basis, who ordered it, its next review, who reviewed it."""

    order: str
    basis: str
    ordered_by: str
    ordered: datetime
    review_on: date
    reviewed: datetime | None
    overdue: bool
    fact: UUID


@dataclass(frozen=True, slots=True)
class TestLine:
    """One swab. ``pool`` above 1: the result is the tube's, never this person's.

    hold: what a positive or grey pool means for the person, whose result stays empty: they are held, or were.
    """

    sampled: datetime
    tube: str
    pool: int
    purpose: Purpose
    round: str | None
    result: Result | None
    reported: datetime | None
    fact: UUID
    hold: Literal["held", "released"] | None = None


@dataclass(frozen=True, slots=True)
class Temperature:
    """One reading, in tenths of a degree Celsius; ``fever`` by the protocol's threshold, if it has one."""

    at: datetime
    tenths: int
    fever: bool
    fact: UUID


@dataclass(frozen=True, slots=True)
class FeverLimit:
    """From which temperature on, in tenths of a degree, a protocol in force asks for an answer.

    label: what the document calls the number. clause: the clause that asks.
    """

    tenths: int
    label: Text
    clause: str


@dataclass(frozen=True, slots=True)
class AheadLine:
    """A leg that an order names and that has not begun: which layer, where, for how many days."""

    order: str
    layer: int
    facility: str
    days: int


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One health visit: by whom, and whether the reason was explained."""

    at: datetime
    by: str
    explained: bool
    fact: UUID


@dataclass(frozen=True, slots=True)
class Company:
    """Alone or in company, read from the cells.

    companions: how many share the cell now. alone_since: None when in company or not held.
    days_alone: local days alone in a row. contact_minutes: of human contact today, as stated.
    last_contact: the latest contact or health visit. days_isolated: since the first of the legs that
    follow each other began; None outside quarantine.
    """

    companions: int
    alone_since: datetime | None
    days_alone: int
    contact_minutes: int
    last_contact: datetime | None
    days_isolated: int | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the record holds about one person, as far as the reader's scope goes.

    name: None unless it was asked for with a reason. elsewhere: True when facts outside the reader's
    scope exist and are left out. held_here: the facility in scope that holds the person or to which they
    are on the way, so that the whole path may be asked for. whole: the path through other facilities is
    in it, the numbers of others masked. ahead: the legs ordered and not begun. fever: the limit in force.
    contacts: how many people have shared a cell with the person. pool: the tube by which they are held.
    """

    person: str
    name: str | None
    sort: Literal["detainee", "staff"]
    at: datetime
    known_at: datetime
    zone: str
    facility: str | None
    place: str | None
    held_since: datetime | None
    away: bool
    legal_deadline: date | None
    phase: str | None
    leg: LegLine | None
    legs: tuple[LegLine, ...]
    ahead: tuple[AheadLine, ...]
    orders: tuple[OrderLine, ...]
    tests: tuple[TestLine, ...]
    temperatures: tuple[Temperature, ...]
    fever: FeverLimit | None
    visits: tuple[VisitLine, ...]
    contacts: int
    company: Company
    owed: tuple[Group, ...]
    alerts: tuple[Alert, ...]
    entries: tuple[Entry, ...]
    elsewhere: bool
    held_here: str | None
    whole: bool
    pool: str | None = None
    immunity: tuple[ImmunityLine, ...] = ()  # where a document in force asks for it
    incidents: tuple[tuple[str, str, bool], ...] = ()  # code, facility, runs: about them, or listing them
