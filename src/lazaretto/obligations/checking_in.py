"""Check-ins of a day: which slots each one in isolation owes, how they stand, and where they are (M27)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from lazaretto.facts.periods import instant
from lazaretto.obligations.deriving import derive
from lazaretto.obligations.force import InForce
from lazaretto.obligations.judging import judge
from lazaretto.obligations.owed import Judged, Status
from lazaretto.protocol.document import Clause, Recurring, Text
from lazaretto.registers.standing import Standing

EVIDENCE = "checked_in"


@dataclass(frozen=True, slots=True)
class CheckInSlot:
    """One slot in which somebody is to check in. ahead: not open yet. remedy: what to do if missed."""

    person: str
    label: Text
    opens: datetime
    due: datetime
    status: Status
    ahead: bool
    remedy: Text | None


def slots(
    standing: Standing, *, forces: Sequence[InForce], facility: int, start: int, end: int
) -> tuple[CheckInSlot, ...]:
    """What is owed in a house in the slots that touch ``[start, end)``, by person and time."""
    found: list[CheckInSlot] = []
    for force, clause in _asking(forces):
        for block in derive(clause, force=force, standing=standing, start=start, end=end):
            found += _slots(standing, clause, judge(block, standing=standing, doubted=_NOBODY), facility)
    return tuple(sorted(found, key=lambda one: (one.person, one.opens)))


def _asking(forces: Sequence[InForce]) -> Iterator[tuple[InForce, Clause]]:
    """The clauses that ask for check-ins."""
    for force in forces:
        for clause in force.protocol.clauses:
            if isinstance(clause.duty, Recurring) and clause.duty.evidence == EVIDENCE:
                yield force, clause


def _slots(standing: Standing, clause: Clause, told: Judged, facility: int) -> Iterator[CheckInSlot]:
    block = told.block
    for row in np.flatnonzero(block.facility == facility).tolist():
        opens = int(block.opens[row])
        if block.slot is not None:
            yield CheckInSlot(
                person=standing.names.name(int(block.key[row])), label=block.slot.label, opens=instant(opens),
                due=instant(int(block.due[row])), status=Status(int(told.status[row])),
                ahead=opens > standing.at, remedy=clause.remedy,
            )  # fmt: skip


_NOBODY = np.empty(0, np.int64)
