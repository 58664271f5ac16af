"""The bottom lines: named indicators that must read zero (M02)."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np

from lazaretto.board.alerting import SHOWN
from lazaretto.board.city import BottomLine
from lazaretto.board.counting import BREACH, MISSED, ways
from lazaretto.board.houses import House, among
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.force import InForce
from lazaretto.obligations.owed import Judged
from lazaretto.protocol.document import BottomLine as Line
from lazaretto.protocol.document import Refrain
from lazaretto.registers.events import Ints

_Wrong = tuple[InForce, Line, list[tuple[Judged, Ints]]]


def bottom_lines(
    assessment: Assessment, *, forces: Sequence[InForce], seen: Sequence[House]
) -> tuple[BottomLine, ...]:
    """The indicators that must read zero, in the document's order; clauses in force only."""
    chosen = among(seen, len(assessment.standing.facilities))
    lines = []
    for force, line, wrong in assessment.once("bottom lines", lambda: _wrong(assessment, forces)):
        mine = [(part, rows[chosen[part.block.facility[rows]]]) for part, rows in wrong]
        ids = [_id(assessment, part, int(row)) for part, rows in mine for row in rows[:SHOWN]]
        count = sum(len(rows) for _, rows in mine)
        lines.append(BottomLine(line.id, force.protocol.id, line.title, count, tuple(ids[:SHOWN])))
    return tuple(lines)


def _wrong(assessment: Assessment, forces: Sequence[InForce]) -> list[_Wrong]:
    """Each indicator with the rows of the whole network that count against it."""
    at = assessment.standing.at
    return [
        (force, line, [
            (part, np.flatnonzero(np.isin(ways(part, at=at), (MISSED, BREACH))))
            for part in assessment.judged
            if part.block.force is force and part.block.clause.bottom_line == line.id
        ])
        for force in forces
        if force.since <= at < force.until
        for line in force.protocol.bottom_lines
    ]  # fmt: skip


def _id(assessment: Assessment, part: Judged, row: int) -> UUID:
    if isinstance(part.block.clause.duty, Refrain):
        return assessment.breach(part.block, row).id
    return assessment.id_of(part.block, row)
