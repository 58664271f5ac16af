"""An emergency of a house (H1): who is counted, who is missing, what it opened, what is still lacking."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from lazaretto.board.houses import House
from lazaretto.board.inside import Running
from lazaretto.board.sentences import sentence
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import EmergencyDeclared
from lazaretto.facts.periods import instant
from lazaretto.obligations.emergencies import Answered, roll_call, running
from lazaretto.protocol.document import Text
from lazaretto.registers.events import FOREVER
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing

SHOWN = 200  # facts of an emergency that are told one by one; the register has them all
_TOLD = ("entered", "left", "entry_refused", "placed", "unplaced", "went_out", "answered_muster")
_ORDER = ("missing", "uncounted", "present", "out")


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who was inside when it began, and how they stand now."""

    answered: Answered
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact of the emergency. paper: it was written down on a form and stated later."""

    at: datetime
    recorded: datetime
    says: Text
    by: str
    paper: bool


@dataclass(frozen=True, slots=True)
class EmergencyPage:
    """The emergency that runs, or the last one that was ended; None of a house that never had one.

    masked: the reader sees counts of those held, not who they are, because none runs.
    """

    house: House
    at: datetime
    running: Running | None
    ended: datetime | None
    lines: tuple[Line, ...]
    told: tuple[Happened, ...]
    told_in_all: int
    masked: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many stand how, the most urgent first."""
        return {state: sum(line.answered.state == state for line in self.lines) for state in _ORDER}

    @property
    def answered(self) -> int:
        """Of how many it is known where they are."""
        return self.counts["present"] + self.counts["out"]

    @property
    def open(self) -> tuple[Line, ...]:
        """Those of whom it is not known where they are, the missing first."""
        return tuple(line for line in self.lines if line.answered.state in ("missing", "uncounted"))

    @property
    def missing(self) -> tuple[Line, ...]:
        """Those who were called and were not there: they are looked for first."""
        return tuple(line for line in self.lines if line.answered.state == "missing")

    @property
    def waiting(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """Those who are not counted yet, cell by cell and zone by zone: they come out together."""
        rest = [line for line in self.lines if line.answered.state == "uncounted"]
        found: dict[str, list[Line]] = {}
        for line in rest:
            found.setdefault(line.answered.where, []).append(line)
        return tuple((where, tuple(lines)) for where, lines in found.items())

    @property
    def known(self) -> tuple[Line, ...]:
        """Those of whom it is known where they are."""
        return tuple(line for line in self.lines if line.answered.state in ("present", "out"))

    @property
    def over(self) -> bool:
        """It was ended; what is left is to make the record whole."""
        return self.ended is not None


def runs_of(standing: Standing, facts: Sequence[Fact], *, facilities: Sequence[int]) -> tuple[Running, ...]:
    """The emergencies that run now at some facilities."""
    runs = running(standing, facilities)
    return tuple(_running(facts, runs, row) for row in range(len(runs)))


def emergency_page(standing: Standing, *, facts: Sequence[Fact], house: House) -> EmergencyPage:
    """The house's emergency that runs, or its last one."""
    runs = standing.emergencies
    mine = runs.where(runs.key == house.number)
    at = instant(standing.at)
    if not len(mine):
        return EmergencyPage(house, at, None, None, (), (), 0)
    last = mine.where(np.array([len(mine) - 1]))
    start, end = int(last.start[0]), int(last.end[0])
    lines = [
        Line(one, None if one.at is None else instant(one.at))
        for one in roll_call(standing, house.number, start)
    ]
    told = _told(standing, facts, house, start, min(end, standing.at))
    return EmergencyPage(
        house=house, at=at, running=_running(facts, last, 0),
        ended=None if end == FOREVER else instant(end),
        lines=tuple(sorted(lines, key=lambda line: _ORDER.index(line.answered.state))),
        told=told[:SHOWN], told_in_all=len(told),
    )  # fmt: skip


def uncovered(page: EmergencyPage) -> EmergencyPage:
    """The page without those who are held, for a reader who may not read people's records."""
    return replace(page, lines=tuple(x for x in page.lines if not x.answered.held), told=(), masked=True)


def _running(facts: Sequence[Fact], runs: Spans, row: int) -> Running:
    fact = facts[int(runs.fact[row])]
    if not isinstance(fact.body, EmergencyDeclared):
        raise TypeError(f"{fact.id} declares no emergency")
    return Running(fact.body.emergency, fact.facility, fact.body.cause, fact.occurred, fact.body.declared_by)


def _told(
    standing: Standing, facts: Sequence[Fact], house: House, start: int, end: int
) -> tuple[Happened, ...]:
    """What happened at gate and cells while it ran, newest first."""
    numbers: set[int] = set()
    for name in _TOLD:
        rows = standing.events(name).between(start, end + 1)
        numbers.update(rows.fact[rows.facility == house.number].tolist())
    found = (facts[number] for number in numbers)
    told = [
        Happened(
            fact.occurred, fact.recorded, sentence(fact, zone=house.zone), fact.actor,
            fact.device.endswith("/paper"),
        )
        for fact in sorted(found, key=lambda fact: (fact.occurred, fact.id), reverse=True)
    ]  # fmt: skip
    return tuple(told)
