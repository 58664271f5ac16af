"""What calls for an incident and has none yet: straight from what clauses owe (M20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from lazaretto.facts.periods import instant
from lazaretto.obligations.deriving import MINUTE, derive
from lazaretto.obligations.force import InForce
from lazaretto.obligations.incident_clock import owing
from lazaretto.obligations.judging import judge
from lazaretto.obligations.owed import Block, Status
from lazaretto.protocol.document import Clause, Deadline
from lazaretto.registers.standing import Standing

OPENS = ("incident_of",)  # the event that answers a clause which calls for an incident


@dataclass(frozen=True, slots=True)
class Calling:
    """A symptom or a positive that calls for an incident and has none yet."""

    person: str
    facility: str
    since: datetime
    due: datetime
    late: bool
    trigger: str  # the event: symptoms, result
    clause: Clause
    fact: int


def callings(
    standing: Standing, *, forces: Sequence[InForce], facility: str | None = None
) -> tuple[Calling, ...]:
    """What calls for an incident now and was not answered, by whoever is due first."""
    found = []
    for force, clause, duty in owing(forces, OPENS):
        reach = (duty.within or 0) + duty.grace + duty.quiet
        for block in derive(
            clause, force=force, standing=standing, start=standing.at - reach * MINUTE, end=standing.at + 1
        ):
            told = judge(block, standing=standing, doubted=np.empty(0, np.int64))
            for row in np.flatnonzero((told.answer < 0) & (told.status != Status.EXCUSED)).tolist():
                found.append(_calling(standing, clause, duty, block, row))
    mine = [one for one in found if facility in (None, one.facility)]
    return tuple(sorted(mine, key=lambda one: (one.due, one.person)))


def _calling(standing: Standing, clause: Clause, duty: Deadline, block: Block, row: int) -> Calling:
    return Calling(
        person=standing.names.name(int(block.key[row])), trigger=duty.trigger, clause=clause,
        facility=standing.facilities.name(int(block.facility[row])), since=instant(int(block.opens[row])),
        due=instant(int(block.due[row])), late=bool(block.due[row] <= standing.at),
        fact=int(block.trigger[row]),
    )  # fmt: skip
