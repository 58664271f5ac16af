"""Open a day's report of a facility or a city: a version with what it breaks, or what it would say now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.looking_at_days import OFFICE, city_of, report_of, reported_house
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day, seconds
from lazaretto.facts.reports import ReportDrawn
from lazaretto.obligations.machine import Course
from lazaretto.obligations.reports import (
    ReportState,
    course_of,
    day_state,
    drawn,
    next_number,
    signatures,
)
from lazaretto.registers.record import Record
from lazaretto.reports.comparing import Change, changes, learned_between
from lazaretto.reports.report import Report

ACT = "read_facts"
BEFORE = timedelta(seconds=1)  # a report says what was known in the second before it is drawn up


@dataclass(frozen=True, slots=True)
class Version:
    """A signed version. digest: None of one that was signed on paper. by: who signed."""

    number: int
    known_at: datetime
    at: datetime
    by: str
    digest: str | None
    reason: str | None
    despite: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A day's report. shown: the number of the version that ``report`` is; None: as known at the view.

    held: whether the version's digest is what the record gives today; None where there is none to compare.
    since: what is another figure than in ``against``, the signed version before it. learned: facts recorded
    between the two. draft: what waits to be signed, or was sent back.
    """

    house: House
    city: str | None
    at: datetime
    day: date
    before: date
    after: date | None
    state: ReportState
    due: datetime | None
    course: Course
    versions: tuple[Version, ...]
    draft: ReportDrawn | None
    drafter: str | None
    returned: str | None
    next: int
    report: Report
    shown: int | None
    held: bool | None
    against: Version | None
    since: tuple[Change, ...]
    learned: int
    over: bool
    names: dict[str, str]

    @property
    def waits(self) -> bool:
        """Whether a draft waits to be signed."""
        return self.course.state in ("drawn", "correcting")

    @property
    def version(self) -> Version | None:
        """The version that is shown."""
        return next((one for one in self.versions if one.number == self.shown), None)


def open_report(
    facility: str, *, actor: Actor, now: datetime, day: date | None = None, number: int | None = None,
    against: int | None = None, at: datetime | None = None, record: Record | None = None,
) -> ReportPage:  # fmt: skip
    """A day's report; day: None is the day before the one of the view. number: a signed version of it.

    against: the version that it is compared with; None: the one before it, else the last one signed. Raises
    :class:`Refused` outside the scope, of a day that has not begun, and of a version that is not there.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, record=record)
    house = reported_house(seen, facility, actor=actor)
    today = local_day(seen.at, zone=house.zone)
    shown = day if day is not None else today - timedelta(days=1)
    if shown > today:
        raise Refused("malformed", why=f"`day` is {today.isoformat()} or earlier")
    course = course_of(seen.standing, seen.record.facts, facility, shown)
    versions = tuple(_version(step.fact, body) for step, body in signatures(course))
    version = _chosen(versions, number)
    draft = drawn(course) if course.state not in ("unwritten", "signed") else None
    report = report_of(seen, house, day=shown, known_at=_known(seen, version, draft))
    earlier = _earlier(versions, version, against)
    state, due = day_state(seen.standing, seen.forces, course, facility=facility, zone=house.zone, day=shown)
    back, drew = course.last("send_back"), course.last("draw")
    since, learned = _since(seen, house, shown, earlier, report)
    return ReportPage(
        house=house, city=house.city if house.sort == OFFICE else None, at=seen.at, day=shown,
        before=shown - timedelta(days=1), after=shown + timedelta(days=1) if shown < today else None,
        state=state, due=due, course=course, versions=versions, draft=draft,
        drafter=drew.fact.actor if drew is not None and draft is not None else None,
        returned=_reason(back.fact) if back is not None and course.state.endswith("returned") else None,
        next=next_number(course), report=report, shown=version.number if version else None,
        held=_held(report, version, draft), against=earlier, since=since, learned=learned,
        over=shown < today, names={one.code: one.name for one in city_of(seen, house)},
    )  # fmt: skip


def _chosen(versions: tuple[Version, ...], number: int | None) -> Version | None:
    if number is None:
        return None
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        raise Refused("not_in_record", what=str(number))
    return found


def _known(seen: View, version: Version | None, draft: ReportDrawn | None) -> datetime:
    """As known when the version was signed, or when the draft was drawn up; else in the second before now."""
    if version is not None:
        return version.known_at
    return draft.known_at if draft is not None else instant(seconds(seen.at)) - BEFORE


def _earlier(versions: tuple[Version, ...], version: Version | None, against: int | None) -> Version | None:
    if against is not None:
        return _chosen(versions, against)
    found = [one for one in versions if version is None or one.number < version.number]
    return found[-1] if found else None


def _held(report: Report, version: Version | None, draft: ReportDrawn | None) -> bool | None:
    said = version.digest if version is not None else draft.digest if draft is not None else None
    return None if said is None else said == report.digest


def _since(
    seen: View, house: House, day: date, earlier: Version | None, report: Report
) -> tuple[tuple[Change, ...], int]:
    if earlier is None or earlier.known_at >= report.known_at:
        return (), 0
    before = report_of(seen, house, day=day, known_at=earlier.known_at)
    codes = [one.of for one in report.sheet.houses] or [house.code]
    learned = learned_between(seen.record, after=earlier.known_at, until=report.known_at, codes=codes)
    mine = [fact for fact in learned if seconds(fact.occurred) <= seconds(report.at)]
    return changes(before, report, learned=mine), len(mine)


def _version(fact: Fact, body: object) -> Version:
    found = {name: getattr(body, name) for name in ("number", "known_at", "digest", "reason", "despite")}
    return Version(**found, at=fact.occurred, by=getattr(body, "signed_by", fact.actor))


def _reason(fact: Fact) -> str | None:
    return getattr(fact.body, "reason", None)
