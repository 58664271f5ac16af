"""Findings as a short list for a wall: grouped, gravest and newest first. Objects only for those shown."""

from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class _Troubles:
    """The rows of one block that need a person, and how each stands."""

    part: Judged
    rows: Ints
    way: Ints


def alerts(
    assessment: Assessment, *, facts: Sequence[Fact], seen: Sequence[House], limit: int, zone: str,
    key: int | None = None,
) -> tuple[tuple[Alert, ...], int]:  # fmt: skip
    """(the first ``limit`` alerts, how many there are in all) at these facilities.

    ``key``: only those about this subject.
    """
    standing = assessment.standing
    chosen = among(seen, len(standing.facilities))
    troubled = assessment.once("troubled", lambda: [_troubled(p, standing.at) for p in assessment.judged])
    bundles = [b for troubles in troubled for b in _bundles(troubles, chosen, key)]
    bundles.sort(key=lambda b: (b.rank, -b.at))
    problems = [p for p in assessment.problems if chosen[p.facility] and key in (None, p.key)]
    problems.sort(key=lambda p: -p.occurred)
    ahead = sum(1 for b in bundles if b.rank <= _WEIGHT[DISPUTED] * 10)
    grave = [_alert(assessment, b, facts, zone) for b in bundles[: min(ahead, limit)]]
    contrary = [_contradiction(assessment, p, facts, zone) for p in problems[: limit - len(grave)]]
    room = limit - len(grave) - len(contrary)
    rest = [_alert(assessment, b, facts, zone) for b in bundles[ahead : ahead + room]]
    return (*grave, *contrary, *rest), len(bundles) + len(problems)


def _troubled(part: Judged, at: int) -> _Troubles:
    """The rows of a block that an alert may speak of, whoever reads it."""
    way = ways(part, at=at)
    rows = np.isin(way, list(_WEIGHT)).nonzero()[0]
    return _Troubles(part, rows, way[rows])


def _bundles(troubles: _Troubles, chosen: Flags, key: int | None) -> Iterator[_Bundle]:
    """One bundle for each facility, way and hour of due; each breach by itself."""
    part, block = troubles.part, troubles.part.block
    mine = chosen[block.facility[troubles.rows]]
    if key is not None:
        mine &= block.key[troubles.rows] == key
    rows, way = troubles.rows[mine], troubles.way[mine]
    if not len(rows):
        return
    clause = block.clause
    grave = -1 if clause.bottom_line else _SEVERITY[clause.severity]
    apart = rows if way[0] == BREACH else block.due[rows] // HOUR
    kinds = (block.facility[rows] * WAYS + way) * 2**34 + apart  # hours and rows stay below 2^34
    order = np.argsort(kinds, kind="stable")
    first = np.flatnonzero(np.diff(kinds[order], prepend=-1))
    for together in np.split(rows[order], first[1:]):
        kind = int(way[np.searchsorted(rows, together[0])])
        yield _Bundle(_WEIGHT[kind] * 10 + grave, int(block.due[together].max()), part, kind, together)


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
        bottom_line=clause.bottom_line is not None, rule=clause.id, document=block.force.protocol.id,
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
