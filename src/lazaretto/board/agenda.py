"""The agenda of a dispatch: it writes itself from what was missed, late, disputed, changed since the last.

A line is one rule in one facility, with how often and since when. It names nobody: whom it concerns stands on
the day sheet of that instant, for whoever may read it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from lazaretto.board.houses import House
from lazaretto.facts.dispatches import AgendaLine, LineSort
from lazaretto.facts.fact import Fact, kind_of
from lazaretto.facts.periods import instant
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.assignments import OPEN, assignments
from lazaretto.obligations.force import InForce
from lazaretto.registers.standing import Standing

# What is said of a facility, not by it, and so is no line of its own but a change to be told.
CHANGES = (
    "level_ordered", "role_assigned", "intake_suspended", "intake_resumed", "conversion_ordered",
    "directive_issued", "pattern_ordered",
)  # fmt: skip
ORDER: tuple[LineSort, ...] = ("breach", "missed", "disputed", "problem", "late", "arising", "changed")
MOST = 200  # lines that one facility can be given
Agenda = Mapping[str, tuple[AgendaLine, ...]]


class _Seen(NamedTuple):
    facility: str
    sort: LineSort
    rule: str
    document: str
    version: str
    at: datetime


def agenda(
    assessment: Assessment, *, facts: Sequence[Fact], forces: Sequence[InForce], houses: Sequence[House],
    since: int,
) -> Agenda:  # fmt: skip
    """Facility → its lines, the gravest first. since: of the last dispatch, in seconds.

    What the detachment owes about a house is its own, and no line of the house.
    """
    standing = assessment.standing
    seen = [
        *_found(assessment, forces, since), *_changed(standing, facts, since), *_arising(standing, facts),
    ]  # fmt: skip
    return {
        house.code: tuple(_lines([one for one in seen if one.facility == house.code])) for house in houses
    }


def _lines(seen: Sequence[_Seen]) -> Iterator[AgendaLine]:
    together: dict[tuple[LineSort, str, str, str], list[datetime]] = {}
    for one in seen:
        together.setdefault((one.sort, one.rule, one.document, one.version), []).append(one.at)
    ordered = sorted(together.items(), key=lambda item: (ORDER.index(item[0][0]), min(item[1]), item[0][1]))
    for number, ((sort, rule, document, version), times) in enumerate(ordered[:MOST], 1):
        yield AgendaLine(
            line=str(number), sort=sort, rule=rule, count=len(times), first=min(times),
            document=document or None, version=version or None,
        )  # fmt: skip


def _found(assessment: Assessment, forces: Sequence[InForce], since: int) -> Iterator[_Seen]:
    above = {
        (force.protocol.id, force.protocol.version, clause.id)
        for force in forces
        for clause in force.protocol.clauses
        if clause.family == "supervision" or clause.owner.startswith("detachment")
    }
    until = assessment.standing.at
    for one in assessment.findings():
        mine = (one.document, one.version, one.rule) not in above
        if mine and since <= one.at.timestamp() <= until:
            yield _Seen(one.facility, one.kind, one.rule, one.document, one.version, one.at)


def _changed(standing: Standing, facts: Sequence[Fact], since: int) -> Iterator[_Seen]:
    for name in CHANGES:
        for number in standing.during(name, since, standing.at + 1).fact.tolist():
            fact = facts[number]
            yield _Seen(fact.facility, "changed", kind_of(fact.body), "", "", fact.occurred)


def _arising(standing: Standing, facts: Sequence[Fact]) -> Iterator[_Seen]:
    for one in assignments(standing, facts):
        if one.said is not None and one.said.origin == "dispatch" and one.state in OPEN:
            first = one.course.taken[0]
            yield _Seen(one.facility, "arising", one.assignment, "", "", instant(first.at))
