"""Pools that hold people: who is in which, what was done for each, until when the single re-tests are due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal
from uuid import UUID

import numpy as np

from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.facts.testing import Party, Result, ResultReported, ResultTold
from lazaretto.obligations.force import InForce, at_level
from lazaretto.obligations.pools import every_hold
from lazaretto.protocol.document import Deadline
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

MINUTE, DAY = 60, 86_400
WATCHED_DAYS = 14  # for how long a pool that was cleared stays on the page
State = Literal["owed", "swabbed", "clear", "found", "gone"]  # found: a single positive, which opens a case
Course = Literal["running", "found", "released"]


@dataclass(frozen=True, slots=True)
class Member:
    """Whose swab lay in the pool. tube: of the single re-test; due: until when its result is owed."""

    person: str
    cell: str | None
    state: State
    tube: str | None
    swabbed: datetime | None
    cleared: datetime | None
    due: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class Pool:
    """One pool that came out positive or grey. cells: its members by cell, as they are walked to."""

    tube: str
    result: Result
    people: int
    filled: datetime
    reported: datetime
    laboratory: str
    due: datetime | None
    state: Course
    cells: tuple[tuple[str | None, tuple[Member, ...]], ...]
    told: tuple[Party, ...]
    told_at: datetime | None
    tell_by: datetime | None
    fact: UUID

    @property
    def members(self) -> tuple[Member, ...]:
        """All of them."""
        return tuple(member for _, members in self.cells for member in members)

    @property
    def held(self) -> int:
        """How many are held still."""
        return sum(member.state in ("owed", "swabbed") for member in self.members)


@dataclass(frozen=True, slots=True)
class PoolsPage:
    """The pools of a house: those that hold, the most pressing first; those that were cleared lately."""

    house: House
    at: datetime
    known_at: datetime
    running: tuple[Pool, ...]
    over: tuple[Pool, ...]

    @property
    def held(self) -> int:
        """How many people are held now."""
        return len(
            {m.person for pool in self.running for m in pool.members if m.state in ("owed", "swabbed")}
        )


def pools_page(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], house: House, known_at: datetime
) -> PoolsPage:
    """The page at the standing's instant."""
    again = _within(standing, forces, house.number, ("result", "retest_result"))
    tell = _within(standing, forces, house.number, ("tube_result", "result_told"))
    holds = every_hold(standing)
    holds = holds.where(holds.facility == house.number)
    pools = [
        _pool(standing, facts, holds.where(holds.value == tube), again=again, tell=tell)
        for tube in np.unique(holds.value).tolist()
    ]
    running = sorted((p for p in pools if p.state == "running"), key=lambda p: (p.due or p.reported, p.tube))
    since = instant(standing.at - WATCHED_DAYS * DAY)
    over = [p for p in pools if p.state != "running" and p.reported >= since]
    over.sort(key=lambda p: (p.state != "found", -p.reported.timestamp()))
    return PoolsPage(house, instant(standing.at), known_at, tuple(running), tuple(over))


def _within(
    standing: Standing, forces: Sequence[InForce], facility: int, duty_of: tuple[str, str]
) -> int | None:
    """Seconds that a clause in force leaves between a trigger and its evidence."""
    where, when = np.array([facility], np.int64), np.array([standing.at], np.int64)
    found = [
        duty.within * MINUTE
        for force in forces
        if force.since <= standing.at < force.until
        for clause in force.protocol.clauses
        if isinstance(duty := clause.duty, Deadline) and duty.within is not None
        if (duty.trigger, duty.evidence) == duty_of
        if at_level(clause, standing=standing, facility=where, instants=when)[0]
    ]
    return min(found, default=None)


def _pool(
    standing: Standing, facts: Sequence[Fact], holds: Spans, *, again: int | None, tell: int | None
) -> Pool:
    tube, said = int(holds.value[0]), int(holds.start[0])
    report = facts[int(holds.fact[0])]
    body = report.body
    assert isinstance(body, ResultReported)  # noqa: S101 — a hold begins with a report
    rows = standing.events("in_tube")
    filled = rows.occurred[rows.value == tube]
    found = [
        _member(standing, holds, row, due=None if again is None else said + again)
        for row in range(len(holds))
    ]
    found.sort(key=lambda member: (member.cell or "~", member.person))
    held = any(member.state in ("owed", "swabbed") for member in found)
    positive = any(member.state == "found" for member in found)
    told_at, told = _told(standing, facts, tube)
    return Pool(
        standing.names.name(tube), body.result, len(found), instant(int(filled.min())), instant(said),
        body.laboratory, None if again is None else instant(said + again),
        "running" if held else "found" if positive else "released",
        tuple((cell, tuple(members)) for cell, members in groupby(found, key=lambda m: m.cell)),
        told, told_at, None if tell is None else instant(said + tell), report.id,
    )  # fmt: skip


def _member(standing: Standing, holds: Spans, row: int, *, due: int | None) -> Member:
    person, end = int(holds.key[row]), int(holds.end[row])
    beds = standing.in_cell.at(standing.at)
    cells = beds.value[beds.key == person].tolist()
    swab = _single(standing, person, since=int(holds.start[row]))
    over = end <= standing.at
    state: State = "swabbed" if swab is not None else "owed"
    if over:
        state = "found" if swab is not None and swab[2] == "positive" else "clear"
    elif not cells and _left(standing, person, since=int(holds.start[row])):
        state = "gone"
    return Member(
        standing.names.name(person), standing.names.name(cells[-1]) if cells else None, state,
        standing.names.name(swab[0]) if swab else None, instant(swab[1]) if swab else None,
        instant(end) if over else None, None if due is None else instant(due),
        not over and due is not None and standing.at >= due and state != "gone",
    )  # fmt: skip


def _single(standing: Standing, person: int, *, since: int) -> tuple[int, int, Result | None] | None:
    """The single swab that answers a hold, the first clear one or the newest: tube, instant, result."""
    rows = standing.events("in_tube")
    again = np.isin(rows.fact, standing.events("in_retest").fact)
    rows = rows.where((rows.key == person) & (rows.aux == 1) & ((rows.occurred >= since) | again))
    results = standing.events("tube_result")
    found: tuple[int, int, Result | None] | None = None
    for tube, at in zip(rows.value.tolist(), rows.occurred.tolist(), strict=True):
        said = results.value[results.key == tube].tolist()
        found = (tube, at, RESULTS[said[-1]] if said else None)
        if found[2] in ("negative", "positive"):
            break
    return found


def _left(standing: Standing, person: int, *, since: int) -> bool:
    gone = standing.events("unplaced")
    return bool(np.any((gone.key == person) & (gone.occurred >= since)))


def _told(standing: Standing, facts: Sequence[Fact], tube: int) -> tuple[datetime | None, tuple[Party, ...]]:
    """When somebody was first told of a tube, and everybody who was."""
    rows = standing.events("result_told")
    numbers: list[int] = rows.fact[rows.key == tube].tolist()
    parties = dict.fromkeys(party for party in _parties(facts, numbers))
    return (facts[numbers[0]].occurred if numbers else None), tuple(parties)


def _parties(facts: Sequence[Fact], numbers: Sequence[int]) -> Iterator[Party]:
    for number in numbers:
        body = facts[number].body
        if isinstance(body, ResultTold):
            yield from body.parties
