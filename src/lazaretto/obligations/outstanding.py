"""What calls somebody now: each rule of a house that is broken or left lying, with how often, by role.

A line is one rule of one house at one instant, for one role. It names nobody: whom it concerns stands on the
pages of the house, for whoever may read them. Its id depends on rule, house, role and instant alone, so the
same line is the same line whenever somebody looks (law 6).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal
from uuid import UUID

import numpy as np

from lazaretto.facts.periods import seconds
from lazaretto.obligations.alarming import standing_alarms
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.force import InForce
from lazaretto.obligations.owed import Judged, Status, identity
from lazaretto.protocol.document import Clause, Owner, Refrain
from lazaretto.registers.events import Flags
from lazaretto.registers.standing import Standing

Sort = Literal["alarm", "breach", "overdue", "problem"]
_OVERDUE = (Status.LATE, Status.MISSED)


@dataclass(frozen=True, slots=True)
class Line:
    """One rule of one house that calls one role. at: since when, seconds; count: how many it concerns.

    document: empty for a contradiction, whose rule is one of the record. urgent: see :func:`is_urgent`.
    kept_from: persons who must not learn of it, because it is a complaint about them (H5).
    """

    id: UUID
    sort: Sort
    rule: str
    document: str
    facility: str
    role: Owner
    at: int
    count: int
    urgent: bool
    kept_from: frozenset[str] = frozenset()


def is_urgent(clause: Clause) -> bool:
    """Whether a broken clause wakes people: an alarm by its document, or one of the bottom lines.

    The only place where this is said. Reason: of these the document itself says that they must not be (M02,
    law 15), and harm to a person or to the city goes on while nobody reads. Everything else is work of the
    next watch, and a night's sleep is part of the loop (M30).
    """
    return clause.severity == "alarm" or clause.bottom_line is not None


def outstanding(assessment: Assessment, *, forces: Sequence[InForce]) -> tuple[Line, ...]:
    """Every line that stands at the assessment's instant, the oldest first.

    Alarms stand until a fact cures them, however old; breaches, contradictions and what was left without an
    answer are those of the assessment's window.
    """
    found = chain(
        _alarms(assessment, forces),
        chain.from_iterable(_of(assessment, part) for part in assessment.judged),
        _contradictions(assessment),
    )
    once: dict[UUID, Line] = {}
    for line in found:  # an alarm comes before the breach that began it
        once.setdefault(line.id, line)
    return tuple(sorted(once.values(), key=lambda one: (one.at, one.facility, one.rule, one.role)))


def _alarms(assessment: Assessment, forces: Sequence[InForce]) -> Iterator[Line]:
    counted: dict[tuple[str, str, int], tuple[Clause, str, int]] = {}
    for alarm in standing_alarms(assessment.standing, forces=forces):
        key = (alarm.clause.id, alarm.facility, seconds(alarm.since))
        _, _, before = counted.get(key, (alarm.clause, alarm.document, 0))
        counted[key] = alarm.clause, alarm.document, before + 1
    for (_, facility, at), (clause, document, count) in counted.items():
        yield from _lines("alarm", clause, document, facility, at, count)


def _of(assessment: Assessment, part: Judged) -> Iterator[Line]:
    """The lines of one judged block: what has begun and was broken, or fell due and has no answer."""
    block, at = part.block, assessment.standing.at
    refrain = isinstance(block.clause.duty, Refrain)
    column = block.opens if refrain else block.due
    chosen: Flags = column <= at
    if not refrain:
        chosen = chosen & (part.answer < 0) & np.isin(part.status, _OVERDUE)
    about = _accused(assessment.standing)
    apart = np.where(np.isin(block.key, list(about)), block.key, -1)  # a complaint is a line of its own
    each, counts = np.unique(
        np.stack([block.facility[chosen], column[chosen], apart[chosen]]), axis=1, return_counts=True
    )
    for (facility, moment, key), count in zip(each.T.tolist(), counts.tolist(), strict=True):
        for line in _lines(
            "breach" if refrain else "overdue", block.clause, block.force.protocol.id,
            assessment.standing.facilities.name(facility), moment, count,
        ):  # fmt: skip
            yield line if key < 0 else _kept_from(line, assessment.standing.names.name(key), about[key])


def _accused(standing: Standing) -> dict[int, frozenset[str]]:
    """Complaints that are about somebody, by key: whom they are about."""

    def read() -> dict[int, frozenset[str]]:
        rows, found = standing.events("complaint_against"), dict[int, frozenset[str]]()
        for key, person in zip(rows.key.tolist(), rows.value.tolist(), strict=True):
            found[key] = found.get(key, frozenset()) | {standing.names.name(person)}
        return found

    return standing.once("complaints about", read)


def _kept_from(line: Line, complaint: str, persons: frozenset[str]) -> Line:
    return replace(line, id=identity(str(line.id), complaint), kept_from=persons)


def _contradictions(assessment: Assessment) -> Iterator[Line]:
    """What contradicts the record is the house's leader's to settle; it can wait for the morning."""
    counted: dict[tuple[str, str, int], int] = {}
    for one in assessment.problems:
        if one.occurred <= assessment.standing.at:
            key = (one.rule, assessment.standing.facilities.name(one.facility), one.occurred)
            counted[key] = counted.get(key, 0) + 1
    for (rule, facility, at), count in counted.items():
        yield _line("problem", rule, "", facility, "leader", at, count, urgent=False)


def _lines(sort: Sort, clause: Clause, document: str, facility: str, at: int, count: int) -> Iterator[Line]:
    """One for each role that the clause tells."""
    for role in roles_of(clause):
        yield _line(sort, clause.id, document, facility, role, at, count, urgent=is_urgent(clause))


def roles_of(clause: Clause) -> Iterable[Owner]:
    """Whom a broken clause calls, its owner first; an inspector is told by the board alone."""
    told = [role for role in clause.tell if role != "inspector"]
    return dict.fromkeys((clause.owner, *told))


def _line(
    sort: Sort, rule: str, document: str, facility: str, role: Owner, at: int, count: int, *, urgent: bool
) -> Line:
    made = identity("line", rule, facility, role, str(at))
    return Line(made, sort, rule, document, facility, role, at, count, urgent)
