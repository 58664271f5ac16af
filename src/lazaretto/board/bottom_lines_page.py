"""The lines that must read zero: what counts, every breach and whose it is, day by day (M02)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

import numpy as np

from lazaretto.board.city import BottomLine
from lazaretto.board.counting import BREACH, MISSED, ways
from lazaretto.board.duties import duty_in_words
from lazaretto.board.houses import House, among
from lazaretto.board.sentences import fill, sentence
from lazaretto.board.verdicts import REASONS
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import Period, instant, local_day, seconds
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.days import local_day_numbers
from lazaretto.obligations.deriving import derive
from lazaretto.obligations.force import InForce
from lazaretto.obligations.judging import judge
from lazaretto.obligations.owed import Judged
from lazaretto.obligations.whose import Whose, whose
from lazaretto.protocol.document import Clause, Refrain, Text
from lazaretto.registers.standing import Standing

MOST = 100  # breaches that one page tells; the rest is counted
DAY = 86_400
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Told:
    """A clause that counts for a line: its title, what it says in words, and what cures a breach of it."""

    id: str
    title: Text
    why: Text
    says: Text
    remedy: Text | None


@dataclass(frozen=True, slots=True)
class LineBreach:
    """One breach. subject: a number, never a name. reason: its fact as a sentence, or by when it was owed.

    fact: what broke the line; None where nothing was stated. counts: whether the figure of the line still
    holds it. look: the instant at which *why* explains it; None where no single one does.
    """

    finding: UUID
    kind: Literal["missed", "breach"]
    clause: str
    title: Text
    remedy: Text | None
    facility: str
    subject: str
    at: datetime
    reason: Text
    fact: UUID | None
    counts: bool
    look: datetime | None
    whose: Whose


@dataclass(frozen=True, slots=True)
class HouseDays:
    """How often a line was broken in one facility, a figure a day."""

    facility: str
    days: tuple[int, ...]

    @property
    def total(self) -> int:
        """All days together."""
        return sum(self.days)


@dataclass(frozen=True, slots=True)
class LineDays:
    """A line over whole weeks up to the day of the page, as known at its instant.

    line: the figure as the board counts it. days: Monday first; all, houses: a figure for each of them, and
    houses only where one of them is not zero. since: from which day on the document states the line.
    """

    line: BottomLine
    version: str
    clauses: tuple[Told, ...]
    days: tuple[date, ...]
    today: date
    since: date
    all: tuple[int, ...]
    houses: tuple[HouseDays, ...]
    at_zero: int

    @property
    def zero_days(self) -> int | None:
        """For how many whole days it has read zero; None where it did on every day shown."""
        broken = [day for day, count in zip(self.days, self.all, strict=True) if count]
        return (self.today - max(broken)).days if broken else None


@dataclass(frozen=True, slots=True)
class LinesPage:
    """Every line that the documents in force state, in their order. window: what the figures count."""

    at: datetime
    zone: str
    window: tuple[datetime, datetime]
    lines: tuple[LineDays, ...]


@dataclass(frozen=True, slots=True)
class LinePage:
    """One line with its breaches, the newest first. breaches_in_all: how many the weeks shown hold."""

    at: datetime
    zone: str
    window: tuple[datetime, datetime]
    of: LineDays
    breaches: tuple[LineBreach, ...]
    breaches_in_all: int


@dataclass(slots=True)
class Counted:
    """The broken rows of one line in some facilities: (judged part, row, local day number)."""

    rows: list[tuple[Judged, int, int]] = field(default_factory=list)


def lines_page(
    assessment: Assessment, *, forces: Sequence[InForce], lines: Sequence[BottomLine], seen: Sequence[House],
    zone: str, window: Period, weeks: int,
) -> LinesPage:  # fmt: skip
    """The page of all of them. lines: the board's figures for the same facilities."""
    standing = assessment.standing
    told = tuple(
        _days(standing, _counted(standing, forces, one, seen, zone, weeks), forces, one, seen, zone, weeks)
        for one in lines
    )
    at = instant(standing.at)
    return LinesPage(at, zone, (window.start, window.end or at), told)


def line_page(
    assessment: Assessment, *, facts: Sequence[Fact], forces: Sequence[InForce], line: BottomLine,
    seen: Sequence[House], zone: str, window: Period, weeks: int,
) -> LinePage:  # fmt: skip
    """The page of one line."""
    standing, at = assessment.standing, instant(assessment.standing.at)
    counted = _counted(standing, forces, line, seen, zone, weeks)
    ordered = sorted(counted.rows, key=lambda one: -_moment(one[0], one[1]))
    breaches = tuple(
        _breach(assessment, part, row, facts, zone, window) for part, row, _day in ordered[:MOST]
    )
    return LinePage(
        at=at, zone=zone, window=(window.start, window.end or at),
        of=_days(standing, counted, forces, line, seen, zone, weeks), breaches=breaches,
        breaches_in_all=len(ordered),
    )  # fmt: skip


def _first_day(at: datetime, zone: str, weeks: int) -> date:
    """The Monday with which so many weeks begin, the running one included."""
    today = local_day(at, zone=zone)
    return today - timedelta(days=today.weekday(), weeks=weeks - 1)


def _clauses(forces: Sequence[InForce], line: BottomLine) -> list[tuple[InForce, Clause]]:
    return [
        (force, clause)
        for force in forces
        if force.protocol.id == line.document
        for clause in force.protocol.clauses
        if clause.bottom_line == line.id
    ]


def _counted(
    standing: Standing, forces: Sequence[InForce], line: BottomLine, seen: Sequence[House], zone: str,
    weeks: int,
) -> Counted:  # fmt: skip
    """What broke the line in these weeks, by every version of its document, each while it was in force.

    A breach is of the day on which it came about, what was missed of the day on which it was due.
    """
    first = (_first_day(instant(standing.at), zone, weeks) - _EPOCH).days
    start, end = (first - 1) * DAY, standing.at + 1  # a local day may begin before the day of Greenwich
    chosen, none, found = among(seen, len(standing.facilities)), np.empty(0, np.int64), Counted()
    for force, clause in _clauses(forces, line):
        for block in derive(clause, force=force, standing=standing, start=start, end=end):
            part = judge(block, standing=standing, doubted=none)
            wrong = np.isin(ways(part, at=standing.at), (MISSED, BREACH)) & chosen[block.facility]
            rows = np.flatnonzero(wrong)
            numbers = local_day_numbers(standing, block.facility[rows], block.due[rows])
            mine = (numbers >= first) & (block.missed_at[rows] <= standing.at)
            found.rows += [
                (part, row, number)
                for row, number in zip(rows[mine].tolist(), numbers[mine].tolist(), strict=True)
            ]
    return found


def _moment(part: Judged, row: int) -> int:
    """When a row broke the line: as it happened, or when it could no longer be answered."""
    return int(part.block.missed_at[row])


def _days(
    standing: Standing, counted: Counted, forces: Sequence[InForce], line: BottomLine, seen: Sequence[House],
    zone: str, weeks: int,
) -> LineDays:  # fmt: skip
    at = instant(standing.at)
    first, today = _first_day(at, zone, weeks), local_day(at, zone=zone)
    days = tuple(first + timedelta(days=n) for n in range(7 * weeks))
    tally = Counter((int(part.block.facility[row]), day) for part, row, day in counted.rows)
    numbers = [(day - _EPOCH).days for day in days]
    every = tuple(
        HouseDays(house.code, tuple(tally[house.number, number] for number in numbers)) for house in seen
    )
    broken = tuple(sorted((one for one in every if one.total), key=lambda one: (-one.total, one.facility)))
    mine = [force for force in forces if force.protocol.id == line.document]
    stating = [force for force, _clause in _clauses(forces, line)] or mine
    holds = next(force for force in reversed(mine) if force.since <= standing.at < force.until)
    return LineDays(
        line=line, version=holds.protocol.version, clauses=_told(holds, line), days=days, today=today,
        since=local_day(instant(min(force.since for force in stating)), zone=zone),
        all=tuple(sum(one.days[n] for one in broken) for n in range(len(days))), houses=broken,
        at_zero=len(every) - len(broken),
    )  # fmt: skip


def _told(force: InForce, line: BottomLine) -> tuple[Told, ...]:
    return tuple(
        Told(clause.id, clause.title, clause.why, duty_in_words(clause), clause.remedy)
        for clause in force.protocol.clauses
        if clause.bottom_line == line.id
    )


def _breach(
    assessment: Assessment, part: Judged, row: int, facts: Sequence[Fact], zone: str, window: Period
) -> LineBreach:
    standing, block, clause = assessment.standing, part.block, part.block.clause
    moment, trigger = _moment(part, row), int(block.trigger[row])
    refrain = isinstance(clause.duty, Refrain)
    facility = standing.facilities.name(int(block.facility[row]))
    subject = standing.names.name(int(block.key[row]))
    due = instant(int(block.due[row]))
    if refrain and trigger >= 0:
        reason = sentence(facts[trigger], zone=zone)
    else:
        reason = fill(REASONS["missed"], zone=zone, due=due, subjects=(subject,))
    counts = seconds(window.start) <= moment
    return LineBreach(
        finding=assessment.breach(block, row).id if refrain else assessment.id_of(block, row),
        kind="breach" if refrain else "missed", clause=clause.id, title=clause.title, remedy=clause.remedy,
        facility=facility, subject=subject, at=instant(moment), reason=reason,
        fact=facts[trigger].id if trigger >= 0 else None, counts=counts,
        look=_look(standing, facts, trigger, moment, counts),
        whose=whose(standing, facts=facts, facility=facility, role=clause.owner),
    )  # fmt: skip


def _look(
    standing: Standing, facts: Sequence[Fact], trigger: int, moment: int, counts: bool
) -> datetime | None:
    """An instant at which the breach stands on a board as known then: now, or within a day of it."""
    if counts:
        return instant(standing.at)
    recorded = seconds(facts[trigger].recorded) if trigger >= 0 else moment
    found = max(moment, recorded) + 60  # a look at the past is rounded down to its minute
    return instant(found) if found < moment + DAY else None
