"""The board as a value: one city by facility, or several by city. ``charting.chart_city`` makes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from lazaretto.board.counts import Counts, Gravity, Severity
from lazaretto.board.rights_page import Called
from lazaretto.board.silence import Silence
from lazaretto.facts.command import FacilityKind, Level, Role
from lazaretto.obligations.owed import FindingKind
from lazaretto.obligations.whose import Whose
from lazaretto.protocol.document import Owner, Text


@dataclass(frozen=True, slots=True)
class Alert:
    """Findings of one rule, facility and hour-of-due as one line: newest and gravest come first.

    finding: the id that *why* leads to (the first of ``findings``). subjects: custody or staff numbers,
    places, consignments: never names. family: the clause's, or the fact's. reason: one sentence, with
    what to do as ``remedy``. whose: whose it is at the board's instant; None of a contradiction.
    """

    finding: UUID
    findings: tuple[UUID, ...]
    kind: FindingKind
    severity: Severity
    bottom_line: bool
    rule: str
    document: str | None
    family: str
    title: Text
    reason: Text
    remedy: Text | None
    facility: str
    subjects: tuple[str, ...]
    at: datetime
    owner: Owner | None
    whose: Whose | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """Counts per hour for a sparkline: 24 whole hours up to and with the hour of ``at``, oldest first.

    Obligations are counted in the hour they came due. ``largest`` scales the drawing.
    """

    met: tuple[int, ...]
    late: tuple[int, ...]
    missed: tuple[int, ...]
    largest: int


@dataclass(frozen=True, slots=True)
class Cells:
    """Transition and isolation cells of a facility: how many there are, in use, and people in them."""

    cells: int
    occupied: int
    places: int
    people: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """One testing round at one facility. ``outcomes`` ÷ ``muster`` is its coverage.

    left: of the muster, those who left custody before they had an outcome. uncovered: the numbers of
    all others without one.
    """

    facility: str
    round: str
    stratum: Literal["detainees", "staff"]
    opened: datetime
    closes: datetime
    closed: bool
    muster: int
    outcomes: int
    left: int
    uncovered: tuple[str, ...]

    @property
    def share(self) -> float:
        """Coverage, 0 to 1; an empty muster is covered."""
        return self.outcomes / self.muster if self.muster else 1.0


@dataclass(frozen=True, slots=True)
class Shifts:
    """Staff by phase of closed duty: A inside, B on standby, C isolating; ``ordinary`` else."""

    inside: int
    standby: int
    isolating: int
    ordinary: int

    @property
    def strength(self) -> int:
        """Everyone on the strength."""
        return self.inside + self.standby + self.isolating + self.ordinary


@dataclass(frozen=True, slots=True)
class Tile:
    """One facility. heads: people present; layers: of them in leg 1, 2, 3 and in the general wings.

    ``layers`` sums to ``heads``. heard: when its latest fact was recorded (data age); None: not within
    two days. silence: what it has left unanswered since.
    links: ``code`` is the facility of the day sheet.
    """

    code: str
    name: str
    sort: FacilityKind
    county: str
    level: Level
    role: Role
    intake_suspended: bool
    leader: str | None
    heads: int
    layers: tuple[int, int, int, int]
    away: int
    cells: Cells
    shifts: Shifts
    counts: Counts
    gravity: Gravity
    strip: Strip
    coverage: tuple[Coverage, ...]
    heard: datetime | None
    silence: Silence


@dataclass(frozen=True, slots=True)
class County:
    """The facilities of one county or district, gravest first, ties as established."""

    code: str
    tiles: tuple[Tile, ...]
    heads: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class CityLine:
    """The facilities of one city together, on a board of several. ``code`` opens the city's own board.

    level: the gravest of its facilities. silent: facilities that said nothing since a duty of
    theirs was missed. muster and outcomes: of all its rounds that run or closed within the window.
    """

    code: str
    facilities: int
    silent: int
    level: Level
    heads: int
    layers: tuple[int, int, int, int]
    shifts: Shifts
    counts: Counts
    gravity: Gravity
    strip: Strip
    muster: int
    outcomes: int


@dataclass(frozen=True, slots=True)
class BottomLine:
    """One of the indicators that must read zero, over the window of the board: all its clauses together."""

    id: str
    document: str
    title: Text
    count: int
    findings: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One layer of the quarantine path on the day of the board.

    people = those in it at ``at``; arrived and left are counted since local midnight.
    ending: whose last day is today. facilities: (code, people) where it is served, most first; the
    codes are those of cities on a board of several.
    """

    layer: int
    title: Text | None
    days: int | None
    people: int
    arrived: int
    left: int
    restarted: int
    ending: int
    facilities: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class InForceLine:
    """A protocol version in force at the board's instant."""

    document: str
    version: str
    title: Text
    since: datetime
    issued_by: UUID


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that changed for everyone: a version came into force, a level was ordered."""

    at: datetime
    text: Text


@dataclass(frozen=True, slots=True)
class CityBoard:
    """Everything on the wall screen at ``at``, as known at ``known_at``, for the facilities in scope.

    counties: of one city; cities: where the facilities lie in more than one, gravest first, and then
    without counties, and with only the least covered of the ``rounds_in_all`` as coverage.
    window: (start, end) of what was assessed. next_change: when the clock alone will change
    something. missing: versions issued that are not on the shelf; nothing is owed by them.
    called: what calls the reader's role, besides what it owns. awaiting: requests for entry that are the
    reader's own to decide now. families: the counts of each family of clauses, gravest first.
    facts: how many the record held.
    """

    at: datetime
    known_at: datetime
    zone: str
    window: tuple[datetime, datetime]
    level: Level | None
    counties: tuple[County, ...]
    counts: Counts
    heads: int
    shifts: Shifts
    strip: Strip
    bottom_lines: tuple[BottomLine, ...]
    stages: tuple[Stage, ...]
    alerts: tuple[Alert, ...]
    alerts_in_all: int
    coverage: tuple[Coverage, ...]
    in_force: tuple[InForceLine, ...]
    missing: tuple[tuple[str, str], ...]
    next_change: datetime | None
    first: datetime | None
    last: datetime | None
    turns: tuple[Turn, ...] = ()
    cities: tuple[CityLine, ...] = ()
    rounds_in_all: int = 0
    called: tuple[Called, ...] = ()
    awaiting: int = 0
    families: tuple[tuple[str, Counts], ...] = ()
    facts: int = 0
