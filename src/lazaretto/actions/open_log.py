"""Open the daily log: one facility's day with the record beside it, or every facility and day as a list."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.day_sheet import Group
from lazaretto.board.houses import House
from lazaretto.board.listing import list_day
from lazaretto.facts.command import LogOf
from lazaretto.facts.periods import local_day, local_days
from lazaretto.obligations.submitting import Closing, closings, counted_lines, fever_line
from lazaretto.registers.record import Record

DAYS = 7  # of the list: a week
DETACHMENT = "detachment"
_BAD = ("missing", "late", "reopened", "open")


@dataclass(frozen=True, slots=True)
class LogPage:
    """One day of a facility. lines: what the record says; blanks: what is still open or was missed today."""

    house: House
    at: datetime
    day: date
    before: date
    after: date | None
    closing: Closing
    lines: tuple[tuple[LogOf, int], ...]
    blanks: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class LoggedHouse:
    """One facility's days, the latest first. bad: days that are missing, late, reopened or still owed."""

    house: House
    days: tuple[Closing, ...]

    @property
    def bad(self) -> tuple[int, ...]:
        """How many days are in each bad state, the worst first: what the list is sorted by."""
        return tuple(sum(day.state == state for day in self.days) for state in _BAD)


@dataclass(frozen=True, slots=True)
class LogsPage:
    """Every facility in scope by day; who has sent nothing first."""

    at: datetime
    zone: str
    days: tuple[date, ...]
    lines: tuple[LoggedHouse, ...]

    def of(self, state: str) -> tuple[tuple[House, Closing], ...]:
        """Each day of each facility that is in a state."""
        return tuple((one.house, day) for one in self.lines for day in one.days if day.state == state)


def open_log(
    facility: str, *, actor: Actor, now: datetime, day: date | None = None, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> LogPage:  # fmt: skip
    """A day of a facility (None: the day of ``at``). It counts the sick: not for who reads no records.

    Raises :class:`Refused` by role, outside the scope, and of a day that has not begun: ``malformed``.
    """
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    today = local_day(seen.at, zone=house.zone)
    shown = today if day is None else day
    if shown > today:
        raise Refused("malformed", why=f"`day` is {today.isoformat()} or earlier")
    (closing,) = closings(
        seen.standing, facts=seen.record.facts, forces=seen.forces, facility=house.number, days=[shown]
    )
    lines = counted_lines(
        seen.standing, facility=house.number, zone=house.zone, day=shown,
        fever=fever_line(seen.forces, at=seen.standing.at),
    )  # fmt: skip
    return LogPage(
        house=house, at=seen.at, day=shown, before=shown - timedelta(days=1),
        after=shown + timedelta(days=1) if shown < today else None, closing=closing,
        lines=tuple(lines.items()), blanks=_blanks(seen, house, shown),
    )  # fmt: skip


def _blanks(seen: View, house: House, day: date) -> tuple[Group, ...]:
    """Groups of that day which nobody has answered yet, or never did; the log itself left out."""
    sheet = seen.keeping(
        ("sheet", house.code, None),
        lambda: list_day(seen.assessment, house=house, facts=seen.record.facts, missing=seen.missing),
    )
    of_day = local_days(day, zone=house.zone)
    groups = [*sheet.missed, *sheet.late, *sheet.owed]
    return tuple(one for one in groups if one.opens in of_day and one.family != "command")


def open_logs(
    *, actor: Actor, now: datetime, days: int = DAYS, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> LogsPage:  # fmt: skip
    """The last days of every facility in scope. Raises :class:`Refused` for a role that reads no facts."""
    actor.require("read_facts")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    houses = [house for house in seen.houses(actor.scope) if house.sort != DETACHMENT]
    zone = houses[0].zone if houses else "UTC"
    today = local_day(seen.at, zone=zone)
    shown = tuple(today - timedelta(days=number) for number in range(days))
    first = _first(seen)
    lines = [
        LoggedHouse(
            house,
            closings(
                seen.standing, facts=seen.record.facts, forces=seen.forces, facility=house.number,
                days=[day for day in shown if first is None or day >= first],
            ),
        )
        for house in houses
    ]  # fmt: skip
    lines.sort(key=lambda one: (*(-count for count in one.bad), one.house.code))
    return LogsPage(seen.at, zone, tuple(day for day in shown if first is None or day >= first), tuple(lines))


def _first(seen: View) -> date | None:
    """The day on which the first document came into force: before it nothing was asked."""
    since = min((force.since for force in seen.forces), default=None)
    if since is None:
        return None
    return date(1970, 1, 1) + timedelta(days=since // 86_400)
