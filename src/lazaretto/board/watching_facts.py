"""The half of the system's own list that is read off the record, by facility (G9)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.board.directives_page import DirectivesPage
from lazaretto.board.leaders_page import LeadersPage
from lazaretto.board.watching import WatchLine, line


@dataclass(frozen=True, slots=True)
class GateStation:
    """A station as it was last heard. waiting: rows in its queue when it last spoke; None: it never said."""

    device: str
    facility: str
    enrolled: datetime
    last: datetime | None
    waiting: int | None


@dataclass(frozen=True, slots=True)
class Off:
    """A device whose clock was off by so many seconds."""

    device: str
    facility: str
    seconds: int
    since: datetime
    facts: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something of a facility that is kept too long: how many, since when the oldest. rule: which says so."""

    facility: str
    count: int
    oldest: datetime
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """Until which day draws of a facility are promised."""

    facility: str
    until: date
    today: date


def of_stations(
    stations: Iterable[GateStation], *, hours: int, at: datetime, zone: str
) -> Iterable[WatchLine]:
    """Stations not heard for as long as a list holds (hours; 0: no document says), and rows that wait."""
    for one in stations:
        last = one.last or one.enrolled
        if hours and last + timedelta(hours=hours) < at:
            yield line(
                "station_silent", "red", since=last, facility=one.facility, zone=zone, device=one.device,
                last=last, hours=hours,
            )  # fmt: skip
        elif one.waiting:
            yield line(
                "station_waiting", "amber", since=last, facility=one.facility, count=one.waiting, zone=zone,
                device=one.device, last=last,
            )  # fmt: skip


def of_directives(page: DirectivesPage, *, zone: str) -> Iterable[WatchLine]:
    """Copies that nobody acknowledged in time, by facility; contradictions that nobody has settled."""
    late: dict[str, list[datetime]] = {}
    for row in page.lines:
        for code, copy in row.copies.items():
            if copy.state == "overdue" and copy.due is not None:
                late.setdefault(code, []).append(copy.due)
    for code, dues in sorted(late.items()):
        yield line(
            "directives_unread",
            "red",
            since=min(dues),
            facility=code,
            count=len(dues),
            zone=zone,
            due=min(dues),
        )
    if page.unsettled:
        yield line("directives_contradict", "amber", count=page.unsettled)


def of_disputes(found: Iterable[tuple[str, datetime]]) -> Iterable[WatchLine]:
    """Disputed facts by facility; found: (facility, when it occurred) each."""
    together: dict[str, list[datetime]] = {}
    for facility, occurred in found:
        together.setdefault(facility, []).append(occurred)
    for facility, times in sorted(together.items()):
        yield line("facts_disputed", "amber", since=min(times), facility=facility, count=len(times))


def of_clocks(devices: Iterable[Off], *, limit: int) -> Iterable[WatchLine]:
    """Devices whose clock is off by more than a limit (seconds)."""
    for one in devices:
        yield line(
            "clock_off", "amber", since=one.since, facility=one.facility, count=one.facts, device=one.device,
            off=f"{one.seconds:+d}", limit=limit,
        )  # fmt: skip


def of_draws(promised: Iterable[Promised]) -> Iterable[WatchLine]:
    """Draws whose promise covers neither tomorrow (amber) nor today (red)."""
    for one in promised:
        if one.until <= one.today:
            over = one.until < one.today
            yield line("draws_end", "red" if over else "amber", facility=one.facility, until=one.until)


def of_keeping(
    check_ins: Iterable[Overdue], pictures: Iterable[Overdue], *, zone: str
) -> Iterable[WatchLine]:
    """What is kept longer than a rule allows."""
    for one in check_ins:
        yield line(
            "check_ins_due", "red", since=one.oldest, facility=one.facility, count=one.count, law=one.rule
        )
    for one in pictures:
        yield line(
            "pictures_due", "red", facility=one.facility, count=one.count, oldest=one.oldest, zone=zone
        )


def of_delegations(page: LeadersPage, *, since: datetime) -> Iterable[WatchLine]:
    """What was left to somebody and lapsed since an instant: for a day it may not have been meant to."""
    for house, one in page.lapsed:
        if one.until >= since:
            yield line(
                "delegation_lapsed", "amber", since=one.until, facility=house.code, delegate=one.delegate,
                by=one.by,
            )  # fmt: skip


def together(check_ins: Iterable[tuple[str, datetime]], *, rule: str) -> list[Overdue]:
    """Check-ins that are overdue, by facility; each with since when."""
    found: dict[str, list[datetime]] = {}
    for facility, since in check_ins:
        found.setdefault(facility, []).append(since)
    return [Overdue(facility, len(times), min(times), rule) for facility, times in sorted(found.items())]


def pictures_of(found: Mapping[str, tuple[int, datetime]]) -> list[Overdue]:
    """Pictures that are overdue, by facility."""
    return [Overdue(facility, count, oldest) for facility, (count, oldest) in sorted(found.items())]
