"""The day's regime of a house as a value: wing by wing, what the day holds, rights first (M35)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import numpy as np

from lazaretto.board.houses import House
from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.facts.regime import ActivityDone, ActivityLeftOut
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.owed import Block, Judged, Status
from lazaretto.obligations.suspending import suspended, wings_of
from lazaretto.protocol.document import Recurring, Refrain, Text
from lazaretto.registers.record import Record
from lazaretto.registers.regime import ACTIVITIES, HINDRANCES
from lazaretto.registers.standing import Standing

SquareState = Literal["upcoming", "owed", "late", "missed", "done", "left_out"]
_MARKS: dict[SquareState, str] = {"done": "met", "left_out": "excused", "upcoming": "none"}


@dataclass(frozen=True, slots=True)
class RegimeSquare:
    """One activity of one wing in one slot. took_part: None where nobody said; cause: why it was left out."""

    wing: str
    activity: str
    label: Text
    opens: datetime
    due: datetime
    state: SquareState
    item: UUID
    took_part: int | None = None
    cause: str | None = None

    @property
    def mark(self) -> str:
        """The mark of its state on a page."""
        return _MARKS.get(self.state, self.state)

    @property
    def stated(self) -> bool:
        """Whether it can still be said that it was done."""
        return self.state in ("owed", "late")

    @property
    def unexplained(self) -> bool:
        """Whether it was missed and nobody has said why: that can still be said."""
        return self.state == "missed" and self.cause is None

    @property
    def ticks(self) -> bool:
        """Whether something can be said of it in the grid."""
        return self.stated or self.unexplained

    @property
    def key(self) -> str:
        """What a tick names: the wing and the activity, and the slot too where its time is over."""
        return f"{self.wing} {self.activity}{f' {self.opens.isoformat()}' if self.unexplained else ''}"


@dataclass(frozen=True, slots=True)
class RegimeRow:
    """What the day holds of one activity. right: quarantine does not suspend it."""

    activity: str
    title: Text
    right: bool
    squares: tuple[RegimeSquare, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """An activity that is suspended now, in which wing, and until when."""

    wing: str
    activity: str
    until: datetime


@dataclass(frozen=True, slots=True)
class RegimeColumn:
    """One activity in one slot: a column of the grid."""

    activity: str
    label: Text
    opens: datetime
    right: bool


@dataclass(frozen=True, slots=True)
class WingDay:
    """The day of one wing: a square a column, None where nothing is owed there. people: who is in it now."""

    wing: str
    people: int
    squares: tuple[RegimeSquare | None, ...]

    @property
    def mark(self) -> str | None:
        """The mark of what presses most in it: what was not done and nobody said why, late, or waiting."""
        states = {square.state for square in self.squares if square and square.ticks}
        return next((state for state in ("missed", "late", "owed") if state in states), None)


@dataclass(frozen=True, slots=True)
class RegimePage:
    """The day of a house: rights first, then the rest; and what is suspended."""

    house: House
    at: datetime
    rows: tuple[RegimeRow, ...]
    stopped: tuple[Stopped, ...]
    people: tuple[tuple[str, int], ...] = ()

    @property
    def now(self) -> tuple[RegimeSquare, ...]:
        """What can be stated now, what presses most first."""
        found = [square for row in self.rows for square in row.squares if square.stated]
        return tuple(sorted(found, key=lambda square: (square.due, square.wing)))

    @property
    def unexplained(self) -> dict[str, RegimeSquare]:
        """What was missed without a word, by what a tick of it names."""
        return {square.key: square for row in self.rows for square in row.squares if square.unexplained}

    @property
    def astray(self) -> tuple[RegimeSquare, ...]:
        """What is late, and what was not done and nobody said why: rights first, then the oldest."""
        rights = {row.activity for row in self.rows if row.right}
        found = [s for row in self.rows for s in row.squares if s.state in ("late", "missed")]
        return tuple(
            sorted(found, key=lambda square: (square.activity not in rights, square.due, square.wing))
        )

    @property
    def columns(self) -> tuple[RegimeColumn, ...]:
        """The columns of the grid, rights first, each activity's slots in their order."""
        found = {
            (row.activity, square.opens): RegimeColumn(row.activity, square.label, square.opens, row.right)
            for row in self.rows for square in sorted(row.squares, key=lambda square: square.opens)
        }  # fmt: skip
        return tuple(found.values())

    @property
    def wings(self) -> tuple[WingDay, ...]:
        """The lines of the grid: each wing with its squares in the order of the columns."""
        squares = {(s.wing, s.activity, s.opens): s for row in self.rows for s in row.squares}
        many, columns = dict(self.people), self.columns
        return tuple(
            WingDay(
                wing,
                many.get(wing, 0),
                tuple(squares.get((wing, one.activity, one.opens)) for one in columns),
            )
            for wing in sorted({square.wing for square in squares.values()})
        )

    @property
    def pressing(self) -> str | None:
        """The wing to begin with: of what is owed first; None where there is no wing."""
        due = next(iter((*self.astray, *self.now)), None)
        return due.wing if due else next((line.wing for line in self.wings), None)


def regime_page(assessment: Assessment, *, house: House, record: Record) -> RegimePage:
    """The local day of the assessment's instant, as far as the documents in force owe it."""
    standing = assessment.standing
    at = instant(standing.at)
    today = local_days(local_day(at, zone=house.zone), zone=house.zone)
    rights = _rights(assessment)
    rows = []
    for part in assessment.judged:
        duty, block = part.block.clause.duty, part.block
        if not isinstance(duty, Recurring) or duty.who != "wings" or block.slot is None:
            continue
        mine = (block.facility == house.number) & (block.due > seconds(today.start))
        if today.end is not None:
            mine &= block.opens < seconds(today.end)
        activity = ACTIVITIES[duty.evidence_values[0]]
        squares = [_square(assessment, record, part, int(row), activity) for row in np.flatnonzero(mine)]
        if squares:
            rows.append(RegimeRow(activity, block.clause.title, rights.get(activity, 0) > 0, tuple(squares)))
    return RegimePage(house, at, _together(rows), _stopped(assessment, house), _people(standing, house))


def _people(standing: Standing, house: House) -> tuple[tuple[str, int], ...]:
    """How many people are in each wing now; who is out for a while takes part in nothing here."""
    present = standing.present.at(standing.at).key
    beds = standing.in_cell.at(standing.at)
    beds = beds.where((beds.facility == house.number) & np.isin(beds.key, present))
    wings, counts = np.unique(wings_of(standing, beds.value), return_counts=True)
    return tuple(
        (standing.names.name(wing), count)
        for wing, count in zip(wings.tolist(), counts.tolist(), strict=True) if wing >= 0
    )  # fmt: skip


def _together(rows: list[RegimeRow]) -> tuple[RegimeRow, ...]:
    """The slots of one activity in one row; rights first, in the order of the vocabulary."""
    found: dict[str, RegimeRow] = {}
    for row in rows:
        before = found[row.activity].squares if row.activity in found else ()
        squares = sorted((*before, *row.squares), key=lambda square: (square.wing, square.opens))
        found[row.activity] = RegimeRow(row.activity, row.title, row.right, tuple(squares))
    return tuple(sorted(found.values(), key=lambda row: (not row.right, ACTIVITIES.index(row.activity))))


def _rights(assessment: Assessment) -> dict[str, int]:
    """Which activities the documents in force mark as rights."""
    clauses = [c for p in {id(b.block.force): b.block.force for b in assessment.judged}.values()
               for c in p.protocol.clauses]  # fmt: skip
    for clause in clauses:
        if isinstance(clause.duty, Refrain) and clause.duty.condition == "right_left_out_for_quarantine":
            return dict(clause.duty.settings)
    return {}


def _square(assessment: Assessment, record: Record, part: Judged, row: int, activity: str) -> RegimeSquare:
    block, standing = part.block, assessment.standing
    wing = standing.names.name(int(block.key[row]))
    status, answer = Status(int(part.status[row])), int(part.answer[row])
    body = record.facts[answer].body if answer >= 0 else None
    took = None
    if isinstance(body, ActivityDone):
        took = next((p.took_part for p in body.parts if (p.wing, p.activity) == (wing, activity)), None)
    cause = _left_out(standing, record, block, row, activity) if took is None else None
    label = block.slot.label if block.slot else block.clause.title
    opens, due = int(block.opens[row]), int(block.due[row])
    return RegimeSquare(
        wing, activity, label, instant(opens), instant(due), _state(status, opens, standing.at),
        assessment.id_of(block, row), took, cause,
    )  # fmt: skip


def _state(status: Status, opens: int, at: int) -> SquareState:
    if status is Status.OPEN:
        return "upcoming" if at < opens else "owed"
    if status is Status.LATE:
        return "late"
    if status is Status.EXCUSED:
        return "left_out"
    return "done" if status is Status.MET else "missed"


def _left_out(standing: Standing, record: Record, block: Block, row: int, activity: str) -> str | None:
    said = standing.during("activity_left_out", int(block.opens[row]), int(block.missed_at[row]))
    said = said.where((said.key == block.key[row]) & (said.value == ACTIVITIES.index(activity)))
    if not len(said):
        return None
    body = record.facts[int(said.fact[-1])].body
    return body.cause if isinstance(body, ActivityLeftOut) else HINDRANCES[int(said.aux[-1])]


def _stopped(assessment: Assessment, house: House) -> tuple[Stopped, ...]:
    standing, found = assessment.standing, []
    for number, activity in enumerate(ACTIVITIES):
        spans = suspended(standing, number).at(standing.at)
        spans = spans.where(spans.facility == house.number)
        found += [
            Stopped(standing.names.name(wing), activity, instant(end))
            for wing, end in zip(spans.key.tolist(), spans.end.tolist(), strict=True)
        ]
    return tuple(found)
