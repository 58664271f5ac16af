"""Findings and inspections as they go over the wire: flat, with their history."""

from datetime import datetime
from uuid import UUID

import msgspec

from lazaretto.board.findings_page import CityFindings, FindingLine, FindingsPage
from lazaretto.board.inspections_page import InspectionLine, InspectionPage, InspectionsPage, ItemLine
from lazaretto.facts.notices import Gravity, Origin
from lazaretto.obligations.extensions import Extension
from lazaretto.obligations.inspecting import Lack
from lazaretto.obligations.machine import Course
from lazaretto.protocol.document import Owner


class _Shape(msgspec.Struct, frozen=True, kw_only=True):
    """The mould of the rest."""


class StepTold(_Shape, frozen=True, kw_only=True):
    """One act: by whom, in which fact. astray: why it counts for nothing; null where it counts."""

    act: str
    at: datetime
    by: tuple[str, ...]
    fact: UUID
    astray: str | None = None


class MoreTimeTold(_Shape, frozen=True, kw_only=True):
    """One request for more time: until when it was asked for; until when it was granted, where it was."""

    extension: str
    state: str
    until: datetime
    granted_until: datetime | None
    history: tuple[StepTold, ...]


class FindingTold(_Shape, frozen=True, kw_only=True):
    """A finding as it stands: how grave by now, for the how many-th time, whose it is and until when.

    first_due: by when it was, where more time was granted since.
    """

    facility: str
    finding: str
    about: str
    seen: str
    origin: Origin
    of: str | None
    severity: Gravity
    times: int
    state: str
    due: datetime | None
    first_due: datetime | None
    overdue: bool
    role: Owner | None
    person: str | None
    notices: tuple[str, ...]
    history: tuple[StepTold, ...]
    more_time: tuple[MoreTimeTold, ...]


class FindingsTold(_Shape, frozen=True, kw_only=True):
    """The findings of a house: those that wait first, the gravest above."""

    facility: str
    at: datetime
    findings: tuple[FindingTold, ...]


class HeatTold(_Shape, frozen=True, kw_only=True):
    """How often a matter was found in a house; how many of them wait, and how many past their time."""

    about: str
    facility: str
    found: int
    waiting: int
    overdue: int


class CityFindingsTold(_Shape, frozen=True, kw_only=True):
    """Every house in scope. days: how far back a matter counts as found; asked: more time, undecided."""

    at: datetime
    days: int
    heat: tuple[HeatTold, ...]
    unsaid: tuple[FindingTold, ...]
    repeats: tuple[FindingTold, ...]
    overdue: tuple[FindingTold, ...]
    asked: tuple[FindingTold, ...]


class ItemTold(_Shape, frozen=True, kw_only=True):
    """One item. said: null where it does not apply, or is not answered (``lack``). before: last time's."""

    item: str
    said: str | None
    words: str | None
    evidence: tuple[str, ...]
    lack: Lack | None
    fails: bool | None
    before: str | None
    finding: str | None


class InspectionTold(_Shape, frozen=True, kw_only=True):
    """One inspection. score: per mille of the weight that was answered; items: where one is asked for."""

    facility: str
    inspection: str
    checklist: str
    by: str
    state: str
    opened: datetime
    done: int
    of: int
    failed: int
    score: int
    items: tuple[ItemTold, ...] = ()


class InspectionsTold(_Shape, frozen=True, kw_only=True):
    """The inspections of a house, the running ones first. offered: checklists that may be begun now."""

    facility: str
    at: datetime
    inspections: tuple[InspectionTold, ...]
    offered: tuple[str, ...]


def findings_told(page: FindingsPage) -> FindingsTold:
    """A house's page, flat."""
    lines = (*page.waiting, *page.closed)
    return FindingsTold(facility=page.house.code, at=page.at, findings=tuple(map(_finding, lines)))


def city_told(page: CityFindings) -> CityFindingsTold:
    """The city's page, flat; a matter that was found nowhere is left out, and a house without it."""
    heat = tuple(
        HeatTold(
            about=matter.id, facility=one.house.code, found=one.found, waiting=one.waiting,
            overdue=one.overdue,
        )
        for matter, cells in page.rows for one in cells if one.found
    )  # fmt: skip
    return CityFindingsTold(
        at=page.at, days=page.days, heat=heat, unsaid=tuple(map(_finding, page.unsaid)),
        repeats=tuple(map(_finding, page.repeats)), overdue=tuple(map(_finding, page.overdue)),
        asked=tuple(map(_finding, page.asked)),
    )  # fmt: skip


def inspections_told(page: InspectionsPage) -> InspectionsTold:
    """A house's inspections, flat."""
    lines = (*page.running, *page.closed)
    return InspectionsTold(
        facility=page.house.code, at=page.at,
        inspections=tuple(_inspection(page.house.code, line) for line in lines),
        offered=tuple(checklist.id for _, _, checklist in page.offered),
    )  # fmt: skip


def inspection_told(page: InspectionPage) -> InspectionTold:
    """One inspection with its items, flat."""
    told = _inspection(page.house.code, page.line)
    return msgspec.structs.replace(told, items=tuple(map(_item, page.items)))


def _finding(line: FindingLine) -> FindingTold:
    body, course = line.climbed.finding.body, line.climbed.finding.course
    return FindingTold(
        facility=line.house.code, finding=line.code, about=body.about, seen=body.seen, origin=body.origin,
        of=body.of, severity=line.climbed.severity, times=line.climbed.times, state=line.state, due=line.due,
        first_due=line.first_due, overdue=line.climbed.overdue, role=line.whose.role if line.whose else None,
        person=line.whose.person if line.whose else None,
        notices=tuple(paper.body.notice for paper in line.notices), history=history_of(course),
        more_time=tuple(map(_more_time, line.extensions)),
    )  # fmt: skip


def _more_time(one: Extension) -> MoreTimeTold:
    return MoreTimeTold(
        extension=one.code, state=one.state, until=one.body.until, history=history_of(one.course),
        granted_until=one.decided[1].until if one.decided else None,
    )  # fmt: skip


def history_of(course: Course) -> tuple[StepTold, ...]:
    """Every act of a matter in order of time; those that count for nothing with why."""
    steps = [(step, None) for step in course.taken] + [(step, why) for step, why in course.astray]
    return tuple(
        StepTold(
            act=step.act, at=step.fact.occurred, by=tuple(sorted(step.persons)), fact=step.fact.id, astray=why
        )
        for step, why in sorted(steps, key=lambda one: one[0].at)
    )


def _inspection(facility: str, line: InspectionLine) -> InspectionTold:
    body = line.inspection.body
    return InspectionTold(
        facility=facility, inspection=body.inspection, checklist=body.checklist, by=body.by,
        state=line.inspection.course.state, opened=line.inspection.fact.occurred, done=line.done, of=line.of,
        failed=line.failed, score=line.score,
    )  # fmt: skip


def _item(line: ItemLine) -> ItemTold:
    answer = line.judged.answer
    return ItemTold(
        item=line.judged.item.id, said=answer.said if answer else None,
        words=answer.words if answer else None, evidence=answer.evidence if answer else (),
        lack=line.judged.lack, fails=line.judged.fails,
        before=line.before.answer.said if line.before else None, finding=line.finding,
    )  # fmt: skip
