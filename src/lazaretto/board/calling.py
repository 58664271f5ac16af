"""Whom a finding calls: what a clause tells a role besides its owner, as lines above that role's own page."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from lazaretto.board.counting import BREACH, LATE, MISSED, ways
from lazaretto.board.rights_page import Called, LightState
from lazaretto.facts.periods import instant
from lazaretto.obligations.alarming import STANDING, Alarm
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.owed import Judged
from lazaretto.protocol.document import Refrain

_STATES: dict[int, LightState] = {BREACH: "breach", MISSED: "missed", LATE: "late"}
_RANK: dict[LightState, int] = {"standing": 0, "breach": 1, "missed": 2, "late": 3, "owed": 4}
_GRAVE = {"alarm": 0, "warning": 1, "note": 2}


def call(
    assessment: Assessment, *, alarms: Sequence[Alarm], role: str, facilities: Collection[str]
) -> tuple[Called, ...]:
    """What calls a role at these facilities, gravest first: what stands, then breaches, missed and late."""
    lines = [*_standing(alarms, role, facilities)]
    for part in assessment.judged:
        clause = part.block.clause
        goes_on = isinstance(clause.duty, Refrain) and clause.duty.condition in STANDING
        if role in clause.tell and not goes_on:
            lines += _of(assessment, part, facilities)
    return tuple(sorted(_together(lines), key=_gravest))


def _together(lines: Sequence[Called]) -> Iterator[Called]:
    """Lines of one rule, state and facility as one, since the oldest."""
    found: dict[tuple[str, str, str, str], list[Called]] = {}
    for line in sorted(lines, key=lambda one: one.since):
        found.setdefault((line.state, line.document, line.clause, line.facility), []).append(line)
    for same in found.values():
        people = dict.fromkeys(person for line in same for person in line.people)
        yield replace(same[0], people=tuple(people))


def _standing(alarms: Sequence[Alarm], role: str, facilities: Collection[str]) -> Iterator[Called]:
    for alarm in alarms:
        clause = alarm.clause
        if role in clause.tell and alarm.facility in facilities:
            yield Called(
                "standing", clause.id, alarm.document, alarm.version, clause.title, clause.remedy,
                clause.severity, alarm.facility, (alarm.person,), alarm.since, None,
            )  # fmt: skip


def _of(assessment: Assessment, part: Judged, facilities: Collection[str]) -> Iterator[Called]:
    """One line a facility and way of one judged block."""
    block, clause, standing = part.block, part.block.clause, assessment.standing
    way, protocol = ways(part, at=standing.at), block.force.protocol
    wrong = np.flatnonzero(np.isin(way, list(_STATES)))
    for number in np.unique(block.facility[wrong]).tolist():
        code = standing.facilities.name(number)
        if code not in facilities:
            continue
        for kind, state in _STATES.items():
            rows = wrong[(block.facility[wrong] == number) & (way[wrong] == kind)]
            if len(rows):
                rows = rows[np.argsort(block.due[rows], kind="stable")]
                people = (standing.names.name(key) for key in block.key[rows].tolist())
                first = int(rows[0])
                finding = assessment.breach(block, first).id if state == "breach" else None
                yield Called(
                    state, clause.id, protocol.id, protocol.version, clause.title, clause.remedy,
                    clause.severity, code, tuple(dict.fromkeys(people)), instant(int(block.due[first])),
                    finding or assessment.id_of(block, first),
                )  # fmt: skip


def _gravest(line: Called) -> tuple[int, int, str, str]:
    return _GRAVE[line.severity], _RANK[line.state], line.facility, line.clause
