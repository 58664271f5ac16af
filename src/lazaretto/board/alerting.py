"""Findings as a short list for a wall: grouped, gravest and newest first. Objects only for those shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from lazaretto.board.city import Alert
from lazaretto.board.counting import ANSWERED_LATE, BREACH, DISPUTED, HOUR, LATE, MISSED, WAYS, ways
from lazaretto.board.counts import Severity
from lazaretto.board.houses import House, among
from lazaretto.board.sentences import fill, sentence
from lazaretto.board.verdicts import REASONS, RULES, UNNAMED
from lazaretto.facts.fact import Fact, family_of
from lazaretto.facts.periods import instant
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.owed import FindingKind, Judged, identity
from lazaretto.obligations.whose import whose
from lazaretto.registers.events import Flags, Ints
from lazaretto.registers.problems import Problem

SHOWN = 20  # so many subjects and ids of one alert become objects; the rest is counted
_FINDING: dict[int, FindingKind] = {
    MISSED: "missed", LATE: "late", ANSWERED_LATE: "late", DISPUTED: "disputed", BREACH: "breach",
}  # fmt: skip
_REASON = {MISSED: "missed", LATE: "late", ANSWERED_LATE: "answered_late", DISPUTED: "disputed"}
_WEIGHT = {BREACH: 0, DISPUTED: 2, MISSED: 3, LATE: 5, ANSWERED_LATE: 7}
_RANK = np.array([_WEIGHT.get(way, 9) for way in range(WAYS)], np.int64)
_SEVERITY: dict[Severity, int] = {"alarm": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class _Bundles:
    """The rows that make one alert each, as columns, gravest and newest first; no object is made yet.

    part: the number of the judged block; its rows, in ``rows``, are ``first`` to ``after``.
    """

    rank: Ints
    at: Ints
    facility: Ints
    part: Ints
    way: Ints
    first: Ints
    after: Ints
    rows: Ints


def alerts(
    assessment: Assessment, *, facts: Sequence[Fact], seen: Sequence[House], limit: int, zone: str,
    key: int | None = None,
) -> tuple[tuple[Alert, ...], int]:  # fmt: skip
    """(the first ``limit`` alerts, how many there are in all) at these facilities.

    ``key``: only those about this subject.
    """
    standing = assessment.standing
    chosen = among(seen, len(standing.facilities))
    held = _bundled(assessment, key) if key is not None else assessment.once(
        "bundles", lambda: _bundled(assessment, None)
    )  # fmt: skip
    mine = np.flatnonzero(chosen[held.facility])
    problems = [p for p in assessment.problems if chosen[p.facility] and key in (None, p.key)]
    problems.sort(key=lambda p: -p.occurred)
    ahead = int(np.searchsorted(held.rank[mine], _WEIGHT[DISPUTED] * 10, side="right"))
    grave = [_alert(assessment, held, n, facts, zone) for n in mine[: min(ahead, limit)].tolist()]
    contrary = [_contradiction(assessment, p, facts, zone) for p in problems[: limit - len(grave)]]
    room = limit - len(grave) - len(contrary)
    rest = [_alert(assessment, held, n, facts, zone) for n in mine[ahead : ahead + room].tolist()]
    return (*grave, *contrary, *rest), len(mine) + len(problems)


def _bundled(assessment: Assessment, key: int | None) -> _Bundles:
    """Everything an alert may speak of, whoever reads it; of one subject where ``key`` is given."""
    at, rows, found, before = assessment.standing.at, [], [], 0
    for number, part in enumerate(assessment.judged):
        way = ways(part, at=at)
        mine = np.isin(way, list(_WEIGHT)) if key is None else _of(part, way, key)
        chosen = mine.nonzero()[0]
        if len(chosen):
            ordered, columns = _bundles(part, chosen, way[chosen])
            columns[-2:] += before
            found.append(np.concatenate([np.full((1, columns.shape[1]), number), columns]))
            rows.append(ordered)
            before += len(ordered)
    if not found:
        return _Bundles(*np.empty((8, 0), np.int64))
    number, rank, due, facility, way, first, after = np.concatenate(found, axis=1)
    order = np.lexsort((-due, rank))
    return _Bundles(
        rank[order], due[order], facility[order], number[order], way[order], first[order], after[order],
        np.concatenate(rows),
    )  # fmt: skip


def _of(part: Judged, way: Ints, key: int) -> Flags:
    mine: Flags = np.isin(way, list(_WEIGHT)) & (part.block.key == key)
    return mine


def _bundles(part: Judged, rows: Ints, way: Ints) -> tuple[Ints, Ints]:
    """Rows in their bundles, and of each bundle its rank, latest due, facility, way, first and end.

    One bundle for each facility, way and hour of due; each breach by itself.
    """
    block, clause = part.block, part.block.clause
    apart = rows if way[0] == BREACH else block.due[rows] // HOUR
    kinds = (block.facility[rows] * WAYS + way) * 2**34 + apart  # hours and rows stay below 2^34
    order = np.argsort(kinds, kind="stable")
    first = np.flatnonzero(np.diff(kinds[order], prepend=-1))
    rows, way = rows[order], way[order][first]
    rank = _RANK[way] * 10 + (-1 if clause.bottom_line else _SEVERITY[clause.severity])
    latest = np.maximum.reduceat(block.due[rows], first)
    after = np.append(first[1:], len(rows))
    return rows, np.stack([rank, latest, block.facility[rows[first]], way, first, after])


def _alert(assessment: Assessment, held: _Bundles, number: int, facts: Sequence[Fact], zone: str) -> Alert:
    part, way = assessment.judged[int(held.part[number])], int(held.way[number])
    rows = held.rows[held.first[number] : held.after[number]].tolist()
    block, clause = part.block, part.block.clause
    names, first = assessment.standing.names, rows[0]
    facility = assessment.standing.facilities.name(int(block.facility[first]))
    subjects = tuple(names.name(int(block.key[row])) for row in rows)
    if way == BREACH:
        finding = assessment.breach(block, first)
        ids: tuple[UUID, ...] = (finding.id,)
        reason = sentence(facts[int(block.trigger[first])], zone=zone)
    else:
        ids = tuple(assessment.id_of(block, row) for row in rows[:SHOWN])
        reason = fill(REASONS[_REASON[way]], zone=zone, due=instant(int(block.due[first])), subjects=subjects)
    return Alert(
        finding=ids[0], findings=ids, kind=_FINDING[way], severity=clause.severity,
        bottom_line=clause.bottom_line is not None, rule=clause.id, document=block.force.protocol.id,
        family=clause.family, title=clause.title,
        reason=reason, remedy=clause.remedy,
        facility=facility, subjects=subjects, at=instant(int(held.at[number])), owner=clause.owner,
        whose=whose(assessment.standing, facts=facts, facility=facility, role=clause.owner),
    )  # fmt: skip


def _contradiction(assessment: Assessment, problem: Problem, facts: Sequence[Fact], zone: str) -> Alert:
    standing, fact = assessment.standing, facts[problem.fact]
    subject = standing.names.name(problem.key)
    title, _, remedy = RULES.get(problem.rule, UNNAMED)
    finding = identity(problem.rule, subject, str(fact.id))
    return Alert(
        finding=finding, findings=(finding,), kind="problem", severity="warning", bottom_line=False,
        rule=problem.rule, document=None, family=family_of(fact.body), title=title,
        reason=sentence(fact, zone=zone), remedy=remedy,
        facility=standing.facilities.name(problem.facility), subjects=(subject,),
        at=instant(problem.occurred), owner=None,
    )  # fmt: skip
