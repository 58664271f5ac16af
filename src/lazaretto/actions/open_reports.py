"""Open the list of reports: every facility and city by day, signed, late or missing; a month as curves."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.looking_at_days import OFFICE, report_of, reported_house
from lazaretto.actions.viewing import view
from lazaretto.board.houses import House
from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.obligations.machine import Course, follow
from lazaretto.obligations.reports import REPORT, ReportState, courses, day_state, signed
from lazaretto.registers.record import Record
from lazaretto.reports.months import Month, days_of, month

ACT = "read_facts"
DAYS = 7
_BAD: tuple[ReportState, ...] = ("missing", "overdue", "late", "open")


@dataclass(frozen=True, slots=True)
class ReportDay:
    """How one day's report stands. number: of the version that stands; None where none was signed.

    course: drawn up, sent back, being corrected. despite: laws that the signed figures do not keep.
    """

    day: date
    state: ReportState
    due: datetime | None
    course: Course
    number: int | None
    despite: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportedHouse:
    """A facility's, or at the office its city's, last days, the latest first."""

    house: House
    city: bool
    days: tuple[ReportDay, ...]

    @property
    def bad(self) -> tuple[int, ...]:
        """How many days are in each bad state, the worst first: what the list is sorted by."""
        return tuple(sum(day.state == state for day in self.days) for state in _BAD)


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Every facility in scope by day; the city first, then who has signed nothing."""

    at: datetime
    zone: str
    days: tuple[date, ...]
    lines: tuple[ReportedHouse, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A month of a facility or city. signed: on how many of its days the version shown was a signed one."""

    house: House
    city: str | None
    at: datetime
    first: date
    before: date
    after: date | None
    month: Month
    signed: int


def open_reports(
    *, actor: Actor, now: datetime, days: int = DAYS, at: datetime | None = None,
    record: Record | None = None,
) -> ReportsPage:  # fmt: skip
    """The last days that are over, of every facility in scope. Raises :class:`Refused`."""
    actor.require(ACT)
    seen = view(now=now, at=at, record=record)
    houses = seen.houses(actor.scope)
    zone = houses[0].zone if houses else "UTC"
    today = local_day(seen.at, zone=zone)
    shown = tuple(today - timedelta(days=number) for number in range(1, days + 1))
    lines = []
    for house in houses:
        held = courses(seen.standing, seen.record.facts, house.code)
        found = []
        for day in shown:
            course = held.get(day) or follow(REPORT, ())
            state, due = day_state(
                seen.standing, seen.forces, course, facility=house.code, zone=house.zone, day=day
            )
            last = signed(course)
            found.append(
                ReportDay(
                    day, state, due, course, last.number if last else None, last.despite if last else ()
                )
            )
        lines.append(ReportedHouse(house, house.sort == OFFICE, tuple(found)))
    lines.sort(key=lambda one: (not one.city, *(-count for count in one.bad), one.house.code))
    return ReportsPage(seen.at, zone, shown, tuple(lines))


def open_review(
    facility: str, *, actor: Actor, now: datetime, first: date | None = None, at: datetime | None = None,
    record: Record | None = None,
) -> ReviewPage:  # fmt: skip
    """A month day by day: each day by its signed version, or as known at the last midnight.

    first: the month's first day; None: the month of the day before. Raises :class:`Refused` outside the scope
    and of a month that has not begun.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, record=record)
    house = reported_house(seen, facility, actor=actor)
    yesterday = local_day(seen.at, zone=house.zone) - timedelta(days=1)
    begins = (first or yesterday).replace(day=1)
    if begins > yesterday:
        raise Refused("malformed", why=f"`month` is {yesterday:%Y-%m} or earlier")
    held = courses(seen.standing, seen.record.facts, facility)
    known = {day: signed(course) for day, course in held.items()}
    since = min((seconds(one.occurred) for one in seen.record.facts[:1]), default=0)
    days = [
        day
        for day in days_of(begins.year, begins.month, until=yesterday)
        if day >= local_day(instant(since), zone=house.zone)
    ]
    midnight = local_days(yesterday + timedelta(days=1), zone=house.zone).start
    reports = []
    for day in days:
        version = known.get(day)
        moment = version.known_at if version is not None else midnight
        reports.append(report_of(seen, house, day=day, known_at=moment))
    following = (begins + timedelta(days=31)).replace(day=1)
    return ReviewPage(
        house=house, city=house.city if house.sort == OFFICE else None, at=seen.at, first=begins,
        before=(begins - timedelta(days=1)).replace(day=1),
        after=following if following <= yesterday else None,
        month=month(reports), signed=sum(known.get(day) is not None for day in days),
    )  # fmt: skip
