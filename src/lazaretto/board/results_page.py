"""Tubes that wait for a result: for how long, whose they are, and which are late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.facts.testing import Purpose, ResultReported, TubesHandedOver, TubesReceived
from lazaretto.obligations.force import InForce, at_level
from lazaretto.protocol.document import Deadline
from lazaretto.registers.events import Columns
from lazaretto.registers.spans import value_at
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import PURPOSES

MINUTE = 60
_REMEMBERED = 8  # laboratories that a form offers


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A filled tube without a result. people: whose swabs are in it; due: until when a result is owed."""

    tube: str
    filled: datetime
    people: int
    purpose: Purpose | None
    cell: str | None
    handed_over: datetime | None
    due: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """The page of a house's results: what waits, the oldest first; laboratories that were named before."""

    house: House
    at: datetime
    known_at: datetime
    waiting: tuple[Awaiting, ...]
    laboratories: tuple[str, ...]
    hours: int | None

    @property
    def late(self) -> int:
        """How many results are overdue."""
        return sum(one.late for one in self.waiting)

    def find(self, scanned: str) -> Awaiting | None:
        """The waiting tube that was scanned."""
        asked = scanned.strip().casefold()
        return next((one for one in self.waiting if one.tube.casefold() == asked), None)


def results_page(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], house: House, known_at: datetime
) -> ResultsPage:
    """What a house waits for at the standing's instant."""
    within = result_within(standing, forces=forces, facility=house.number)
    return ResultsPage(
        house, instant(standing.at), known_at,
        tuple(sorted(_waiting(standing, house, within), key=lambda one: (one.filled, one.tube))),
        _laboratories(standing, facts, house), within // 3600 if within else None,
    )  # fmt: skip


def result_within(standing: Standing, *, forces: Sequence[InForce], facility: int) -> int | None:
    """Seconds within which a tube's result is owed; None where no clause in force asks."""
    where, when = np.array([facility], np.int64), np.array([standing.at], np.int64)
    found = [
        duty.within * MINUTE
        for force in forces
        if force.since <= standing.at < force.until
        for clause in force.protocol.clauses
        if isinstance(duty := clause.duty, Deadline) and duty.within is not None
        if (duty.trigger, duty.evidence) == ("sampled", "result")
        if at_level(clause, standing=standing, facility=where, instants=when)[0]
    ]
    return min(found, default=None)


def _waiting(standing: Standing, house: House, within: int | None) -> Iterator[Awaiting]:
    filled = standing.events("tube_filled")
    over = np.concatenate([standing.events("tube_result").key, standing.events("tube_voided").key])
    filled = filled.where((filled.facility == house.number) & ~np.isin(filled.key, over))
    members = standing.events("in_tube")
    members = members.where(np.isin(members.value, filled.key))
    cells = value_at(standing.in_cell, members.key, members.occurred, default=-1)
    purposes = _purposes(standing, members)
    left = _first(standing.events("tube_handed_over"))
    for row, tube in enumerate(filled.key.tolist()):
        mine = members.value == tube
        since = int(filled.occurred[row])
        found = set(cells[mine].tolist()) - {-1}
        due = None if within is None else since + within
        gone = left.get(tube)
        yield Awaiting(
            standing.names.name(tube), instant(since), int(filled.aux[row]), purposes.get(tube),
            standing.names.name(found.pop()) if len(found) == 1 else None,
            None if gone is None else instant(gone), None if due is None else instant(due),
            due is not None and standing.at >= due,
        )  # fmt: skip


def _purposes(standing: Standing, members: Columns) -> dict[int, Purpose]:
    """For what each tube was filled: its fact lowered a ``sampled`` beside every ``in_tube``."""
    sampled = standing.events("sampled")
    purpose = dict(zip(sampled.fact.tolist(), sampled.aux.tolist(), strict=True))
    pairs = zip(members.value.tolist(), members.fact.tolist(), strict=True)
    return {tube: PURPOSES[purpose[fact]] for tube, fact in pairs if fact in purpose}


def _first(rows: Columns) -> dict[int, int]:
    """When something first happened to each key."""
    return dict(zip(rows.key[::-1].tolist(), rows.occurred[::-1].tolist(), strict=True))


def _laboratories(standing: Standing, facts: Sequence[Fact], house: House) -> tuple[str, ...]:
    """Those of whom this house heard or to whom it sent tubes, the newest first."""
    found: dict[str, None] = {}
    numbers = [
        number
        for name in ("tube_result", "tube_handed_over", "tube_received")
        for number in np.unique(_of(standing.events(name), house).fact)[-200:].tolist()
    ]
    for number in sorted(numbers, reverse=True):
        body = facts[number].body
        if isinstance(body, ResultReported | TubesHandedOver | TubesReceived):
            found.setdefault(body.laboratory)
        if len(found) == _REMEMBERED:
            break
    return tuple(found)


def _of(rows: Columns, house: House) -> Columns:
    return rows.where(rows.facility == house.number)
