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
from lazaretto.registers.events import Flags, Ints


def bottom_lines(
    assessment: Assessment, *, forces: Sequence[InForce], seen: Sequence[House]
) -> tuple[BottomLine, ...]:
    """The indicators that must read zero, in the document's order; clauses in force only."""
    standing = assessment.standing
    chosen = among(seen, len(standing.facilities))
    lines = []
    for force in forces:
        if not force.since <= standing.at < force.until:
            continue
        for line in force.protocol.bottom_lines:
            parts = [
                p
                for p in assessment.judged
                if p.block.force is force and p.block.clause.bottom_line == line.id
            ]
            wrong = [(p, _wrong(p, standing.at, chosen)) for p in parts]
            ids = [_id(assessment, p, int(row)) for p, rows in wrong for row in rows[:SHOWN]]
            count = sum(len(rows) for _, rows in wrong)
            lines.append(BottomLine(line.id, force.protocol.id, line.title, count, tuple(ids[:SHOWN])))
    return tuple(lines)


def _wrong(part: Judged, at: int, chosen: Flags) -> Ints:
    return np.flatnonzero(np.isin(ways(part, at=at), (MISSED, BREACH)) & chosen[part.block.facility])


def _id(assessment: Assessment, part: Judged, row: int) -> UUID:
    if ways(part, at=assessment.standing.at)[row] == BREACH:
        return assessment.breach(part.block, row).id
    return assessment.obligation(part, row).id
