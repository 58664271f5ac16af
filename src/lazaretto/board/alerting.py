"""Findings as a short list for a wall: grouped, gravest and newest first. Objects only for those shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from lazaretto.board.city import Alert
from lazaretto.board.counting import ANSWERED_LATE, BREACH, DISPUTED, HOUR, LATE, MISSED, ways
from lazaretto.board.counts import Severity
from lazaretto.board.houses import House, among
from lazaretto.board.sentences import fill, sentence
from lazaretto.board.verdicts import REASONS, RULES, UNNAMED
from lazaretto.facts.fact import Fact, family_of
from lazaretto.facts.periods import instant
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.owed import FindingKind, Judged, identity
from lazaretto.registers.events import Flags, Ints
from lazaretto.registers.problems import Problem

SHOWN = 20  # so many subjects and ids of one alert become objects; the rest is counted
_FINDING: dict[int, FindingKind] = {
    MISSED: "missed", LATE: "late", ANSWERED_LATE: "late", DISPUTED: "disputed", BREACH: "breach",
}  # fmt: skip
_REASON = {MISSED: "missed", LATE: "late", ANSWERED_LATE: "answered_late", DISPUTED: "disputed"}
_WEIGHT = {BREACH: 0, DISPUTED: 2, MISSED: 3, LATE: 5, ANSWERED_LATE: 7}
_SEVERITY: dict[Severity, int] = {"alarm": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Rows that make one alert, before any object is made."""

    rank: int
    at: int
    part: Judged
    way: int
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
    bundles = [b for part in assessment.judged for b in _bundles(part, standing.at, chosen, key)]
    bundles.sort(key=lambda b: (b.rank, -b.at))
    problems = [p for p in assessment.problems if chosen[p.facility] and key in (None, p.key)]
    problems.sort(key=lambda p: -p.occurred)
    ahead = sum(1 for b in bundles if b.rank <= _WEIGHT[DISPUTED] * 10)
    grave = [_alert(assessment, b, facts, zone) for b in bundles[: min(ahead, limit)]]
    contrary = [_contradiction(assessment, p, facts, zone) for p in problems[: limit - len(grave)]]
    room = limit - len(grave) - len(contrary)
    rest = [_alert(assessment, b, facts, zone) for b in bundles[ahead : ahead + room]]
    return (*grave, *contrary, *rest), len(bundles) + len(problems)


def _bundles(part: Judged, at: int, chosen: Flags, key: int | None) -> Iterator[_Bundle]:
    """One bundle for each facility, way and hour of due; each breach by itself."""
    block = part.block
    way = ways(part, at=at)
    wanted = np.isin(way, list(_WEIGHT)) & chosen[block.facility]
    rows = np.flatnonzero(wanted if key is None else wanted & (block.key == key))
    if not len(rows):
        return
    clause = block.clause
    grave = -1 if clause.bottom_line else _SEVERITY[clause.severity]
    kinds = np.stack([block.facility[rows], way[rows], block.due[rows] // HOUR])
    if way[rows[0]] == BREACH:
        kinds[2] = rows
    unique, which = np.unique(kinds, axis=1, return_inverse=True)
    for number in range(unique.shape[1]):
        mine = rows[which == number]
        kind = int(unique[1, number])
        yield _Bundle(_WEIGHT[kind] * 10 + grave, int(block.due[mine].max()), part, kind, mine)


def _alert(assessment: Assessment, bundle: _Bundle, facts: Sequence[Fact], zone: str) -> Alert:
    block, clause = bundle.part.block, bundle.part.block.clause
    names, first = assessment.standing.names, int(bundle.rows[0])
    subjects = tuple(names.name(int(block.key[row])) for row in bundle.rows)
    if bundle.way == BREACH:
        finding = assessment.breach(block, first)
        ids: tuple[UUID, ...] = (finding.id,)
        reason = sentence(facts[int(block.trigger[first])], zone=zone)
    else:
        ids = tuple(assessment.obligation(bundle.part, int(row)).id for row in bundle.rows[:SHOWN])
        reason = fill(
            REASONS[_REASON[bundle.way]], zone=zone, due=instant(int(block.due[first])), subjects=subjects
        )
    return Alert(
        finding=ids[0], findings=ids, kind=_FINDING[bundle.way], severity=clause.severity,
        bottom_line=clause.bottom_line, rule=clause.id, document=block.force.protocol.id,
        family=clause.family, title=clause.title,
        reason=reason, remedy=clause.remedy,
        facility=assessment.standing.facilities.name(int(block.facility[first])), subjects=subjects,
        at=instant(bundle.at), owner=clause.owner,
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
