"""A facility's day sheet as a value. ``listing.list_day`` makes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from lazaretto.board.city import Alert
from lazaretto.board.counts import Counts, Severity
from lazaretto.board.rights_page import Called
from lazaretto.facts.command import FacilityKind, Level, Role
from lazaretto.obligations.owed import Status
from lazaretto.obligations.whose import Whose
from lazaretto.protocol.document import Owner, Text

State = Literal["owed", "late", "missed", "disputed", "upcoming", "done"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The fact that would answer a group, so that a hand needs two taps.

    values: the body as the form starts (JSON values; ``kind`` included, persons filled in).
    asks: names of the fields a person must still fill, e.g. ``("readings.celsius_tenths",)``.
    each: True when the kind speaks of one person, so that one fact a person is stated (``person`` is
    then not in ``values``).
    """

    kind: str
    place: str | None
    persons: tuple[str, ...]
    values: dict[str, Any]
    asks: tuple[str, ...]
    each: bool = False


@dataclass(frozen=True, slots=True)
class Owing:
    """One obligation of a group. ``id`` is what *why* leads to; ``answer`` is the fact that met it."""

    id: UUID
    subject: str
    status: Status
    answer: UUID | None


@dataclass(frozen=True, slots=True)
class Group:
    """Obligations of one clause, one stretch and one place, stated together.

    key: stable while the group lives (an anchor). seconds_left: until due; negative when overdue.
    place: the cell of the subjects, or the key area itself, or None for the facility as a whole.
    carried: when one of them was first handed from shift to shift.
    """

    key: str
    state: State
    clause: str
    document: str
    family: str
    title: Text
    remedy: Text | None
    slot: Text | None
    place: str | None
    opens: datetime
    due: datetime
    missed_at: datetime
    seconds_left: int
    owner: Owner
    severity: Severity
    items: tuple[Owing, ...]
    suggestion: Suggestion | None
    carried: datetime | None = None

    @property
    def subjects(self) -> tuple[str, ...]:
        """Numbers of those concerned, never names."""
        return tuple(item.subject for item in self.items)


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One line the outgoing shift hands over: what stands open, and until when."""

    title: Text
    place: str | None
    count: int
    due: datetime
    state: State


@dataclass(frozen=True, slots=True)
class Handover:
    """The latest handover of the facility, and what would be on the list of the next one."""

    last: str | None
    last_at: datetime | None
    acknowledged: bool
    lines: tuple[HandoverLine, ...]


@dataclass(frozen=True, slots=True)
class DaySheet:
    """What a facility owes at ``at``, as known at ``known_at``: now, late, missed, upcoming, done.

    ``done`` is grouped like the rest; ``alerts`` are the facility's breaches and contradictions.
    missing: versions issued that are not on the shelf; nothing is owed by them, so a zero says nothing.
    called: what calls the reader's role here, besides what it owns. awaiting: requests for entry that are
    the reader's own to decide now. whose: whose the duties of each role are at ``at``, for the roles that
    something is owed by.
    """

    facility: str
    name: str
    county: str
    sort: FacilityKind
    at: datetime
    known_at: datetime
    zone: str
    level: Level
    role: Role
    counts: Counts
    owed: tuple[Group, ...]
    late: tuple[Group, ...]
    missed: tuple[Group, ...]
    disputed: tuple[Group, ...]
    upcoming: tuple[Group, ...]
    done: tuple[Group, ...]
    alerts: tuple[Alert, ...]
    handover: Handover
    missing: tuple[tuple[str, str], ...]
    next_change: datetime | None
    called: tuple[Called, ...] = ()
    awaiting: int = 0
    whose: tuple[tuple[Owner, Whose], ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every group in reading order."""
        return self.owed + self.late + self.missed + self.disputed + self.upcoming + self.done
