"""Reports as the API tells them: plain values, without the machine that they go through."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lazaretto.actions.open_report import ReportPage, Version
from lazaretto.actions.open_reports import ReportsPage
from lazaretto.obligations.reports import ReportState
from lazaretto.reports.comparing import Change


@dataclass(frozen=True, slots=True)
class ReportTold:
    """A day's report. course: how far it has come. report: its canonical value; digest: of its bytes."""

    facility: str
    city: str | None
    day: date
    at: datetime
    state: ReportState
    due: datetime | None
    course: str
    versions: tuple[Version, ...]
    draft: int | None
    drafter: str | None
    returned: str | None
    next: int
    shown: int | None
    held: bool | None
    against: int | None
    since: tuple[Change, ...]
    learned: int
    digest: str
    astray: tuple[str, ...]
    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReportedDay:
    """How one day's report of a facility stands."""

    facility: str
    city: str | None
    day: date
    state: ReportState
    due: datetime | None
    course: str
    number: int | None
    despite: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportsTold:
    """Each facility in scope by day."""

    at: datetime
    days: tuple[ReportedDay, ...]


def report_told(page: ReportPage) -> ReportTold:
    """A page as the API tells it."""
    return ReportTold(
        facility=page.house.code, city=page.city, day=page.day, at=page.at, state=page.state, due=page.due,
        course=page.course.state, versions=page.versions, draft=page.draft.number if page.draft else None,
        drafter=page.drafter, returned=page.returned, next=page.next, shown=page.shown, held=page.held,
        against=page.against.number if page.against else None, since=page.since, learned=page.learned,
        digest=page.report.digest, astray=page.report.astray, report=page.report.value,
    )  # fmt: skip


def reports_told(page: ReportsPage) -> ReportsTold:
    """The list as the API tells it."""
    return ReportsTold(page.at, tuple(
        ReportedDay(
            line.house.code, line.house.city if line.city else None, day.day, day.state, day.due,
            day.course.state, day.number, day.despite,
        )
        for line in page.lines
        for day in line.days
    ))  # fmt: skip
