"""The face of the room: assess a network over a stretch of time, then ask.

>>> assessment = assess(forces=in_force(standing, shelf=shelf), standing=standing, window=day)
>>> assessment.findings()                                                       # doctest: +SKIP
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

import numpy as np

from lazaretto.facts.periods import Period, instant, seconds
from lazaretto.obligations.deriving import derive
from lazaretto.obligations.force import InForce
from lazaretto.obligations.judging import judge
from lazaretto.obligations.owed import Block, Finding, FindingKind, Judged, Obligation, Status, identity
from lazaretto.protocol.document import Refrain
from lazaretto.registers.events import FOREVER, Ints
from lazaretto.registers.problems import Problem
from lazaretto.registers.standing import Standing

FactId = Callable[[int], UUID]
_T = TypeVar("_T")
_KINDS: dict[Status, FindingKind] = {
    Status.MISSED: "missed",
    Status.LATE: "late",
    Status.DISPUTED: "disputed",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many obligations of one clause stand how, in one facility."""

    facility: str
    document: str
    clause: str
    status: Status
    count: int


def assess(*, forces: Sequence[InForce], standing: Standing, window: Period, fact_id: FactId) -> "Assessment":
    """Derive and judge everything that is alive in a window, as the standing knows it.

    ``window`` needs an end. ``fact_id`` turns a fact's number into its id (``Record.facts[n].id``).
    """
    if window.end is None:
        raise ValueError("an assessment needs a window with an end")
    start, end = seconds(window.start), seconds(window.end)
    problems = [p for p in standing.problems if start <= p.occurred < end]
    doubted = np.array([p.fact for p in problems], np.int64)
    judged = [
        judge(block, standing=standing, doubted=doubted)
        for force in forces
        if force.since < end
        for clause in force.protocol.clauses
        for block in derive(clause, force=force, standing=standing, start=start, end=end)
    ]
    return Assessment(judged, standing, problems, fact_id)


class Assessment:
    """What was owed in a window and how it stood. Rows become objects only when they are asked for."""

    def __init__(
        self, judged: list[Judged], standing: Standing, problems: list[Problem], fact_id: FactId
    ) -> None:
        self.judged = judged
        self.standing = standing
        self.problems = problems
        self._fact_id = fact_id
        self._counted: dict[Hashable, Any] = {}

    def once(self, name: Hashable, count: Callable[[], _T]) -> _T:
        """What a reader counts once for everyone who asks: an assessment never changes.

        Two threads may both count; they count the same.
        """
        if name not in self._counted:
            self._counted[name] = count()
        found: _T = self._counted[name]
        return found

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """Counts by facility, clause and status; nothing for a zero."""
        facilities = self.standing.facilities
        found: dict[tuple[str, str], Ints] = {}
        for part in self.judged:
            key = (part.block.force.protocol.id, part.block.clause.id)
            cell = part.block.facility * len(Status) + part.status
            counts = np.bincount(cell, minlength=len(facilities) * len(Status))
            found[key] = found[key] + counts if key in found else counts
        return tuple(
            Tally(facilities.name(int(n) // len(Status)), *key, Status(int(n) % len(Status)), int(counts[n]))
            for key, counts in found.items()
            for n in np.flatnonzero(counts)
        )

    def count(self, *statuses: Status, facility: str | None = None) -> int:
        """How many obligations stand so, in one facility or in all."""
        return sum(
            tally.count
            for tally in self.tallies
            if (not statuses or tally.status in statuses) and facility in (None, tally.facility)
        )

    def obligations(
        self, *, facility: str | None = None, clause: str | None = None, subject: str | None = None,
        statuses: Collection[Status] | None = None,
    ) -> Iterator[Obligation]:  # fmt: skip
        """The chosen obligations, one by one, clause by clause in the document's order."""
        place = self.standing.facilities.find(facility) if facility else None
        key = self.standing.names.find(subject) if subject else None
        for part in self.judged:
            if clause is not None and part.block.clause.id != clause:
                continue
            if isinstance(part.block.clause.duty, Refrain):
                continue
            chosen = np.ones(len(part.block), np.bool_)
            if place is not None:
                chosen &= part.block.facility == place
            if key is not None:
                chosen &= part.block.key == key
            if statuses is not None:
                chosen &= np.isin(part.status, list(statuses))
            for row in np.flatnonzero(chosen):
                yield self.obligation(part, int(row))

    def findings(self, *, facility: str | None = None) -> list[Finding]:
        """Everything that needs a person: missed, late, disputed, breached, contradicting; by time."""
        found = [*self._missed(), *self._breaches(), *self.contradictions()]
        return sorted(
            (f for f in found if facility in (None, f.facility)), key=lambda f: (f.at, f.rule, f.subject)
        )

    def next_change(self) -> int | None:
        """The next instant (seconds) at which some status changes by the clock alone; None if never."""
        return self.once("next change", self._next_change)

    def _next_change(self) -> int | None:
        at, soonest = self.standing.at, FOREVER
        for part in self.judged:
            waiting = np.isin(part.status, (Status.OPEN, Status.LATE))
            for column in (part.block.opens, part.block.due, part.block.missed_at):
                ahead = column[waiting]
                ahead = ahead[ahead > at]
                soonest = min(soonest, int(ahead.min(initial=FOREVER)))
        return None if soonest == FOREVER else soonest

    def obligation(self, part: Judged, row: int) -> Obligation:
        """One row of a judged block as an object."""
        block = part.block
        return Obligation(
            id=self.id_of(block, row), clause=block.clause.id, document=block.force.protocol.id,
            version=block.force.protocol.version,
            facility=self.standing.facilities.name(int(block.facility[row])),
            subject=self.standing.names.name(int(block.key[row])), slot=block.slot.id if block.slot else None,
            opens=instant(int(block.opens[row])), due=instant(int(block.due[row])),
            missed_at=instant(int(block.missed_at[row])), status=Status(int(part.status[row])),
            trigger=self.fact_id(int(block.trigger[row])), answer=self.fact_id(int(part.answer[row])),
        )  # fmt: skip

    def id_of(self, block: Block, row: int) -> UUID:
        """The lasting id of one row of a block that owes something; cheaper than the whole object."""
        names, scope = self.standing.names, int(block.scope[row])
        period = names.name(scope) if scope >= 0 else instant(int(block.opens[row])).isoformat()
        trigger = self.fact_id(int(block.trigger[row]))
        return identity(block.clause.id, names.name(int(block.key[row])), str(trigger), period)

    def breach(self, block: Block, row: int) -> Finding:
        """One row of a refrain's block as a finding."""
        subject = self.standing.names.name(int(block.key[row]))
        fact = self._fact_id(int(block.trigger[row]))
        return Finding(
            identity(block.clause.id, subject, str(fact)), "breach", block.clause.id,
            self.standing.facilities.name(int(block.facility[row])), subject,
            instant(int(block.opens[row])), (fact,), None,
            block.force.protocol.id, block.force.protocol.version,
        )  # fmt: skip

    def _missed(self) -> Iterator[Finding]:
        for part in self.judged:
            if isinstance(part.block.clause.duty, Refrain):
                continue
            for row in np.flatnonzero(np.isin(part.status, list(_KINDS))):
                owed = self.obligation(part, int(row))
                facts = tuple(f for f in (owed.trigger, owed.answer) if f is not None)
                yield Finding(
                    owed.id, _KINDS[owed.status], owed.clause, owed.facility, owed.subject, owed.due, facts,
                    owed.slot, owed.document, owed.version,
                )  # fmt: skip

    def _breaches(self) -> Iterator[Finding]:
        for part in self.judged:
            if isinstance(part.block.clause.duty, Refrain):
                for row in range(len(part.block)):
                    yield self.breach(part.block, row)

    def contradictions(self) -> Iterator[Finding]:
        """Facts of the window that contradict others, as findings."""
        for problem in self.problems:
            fact = self._fact_id(problem.fact)
            subject = self.standing.names.name(problem.key)
            yield Finding(
                identity(problem.rule, subject, str(fact)), "problem", problem.rule,
                self.standing.facilities.name(problem.facility), subject, instant(problem.occurred), (fact,),
            )  # fmt: skip

    def fact_id(self, number: int) -> UUID | None:
        """The id of a fact by its number; None for -1, which stands for none."""
        return None if number < 0 else self._fact_id(number)
