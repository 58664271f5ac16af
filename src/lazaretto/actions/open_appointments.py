"""Open the appointments of a house: what has no time yet, the days asked for, and the law's deadlines."""

from datetime import date, datetime, timedelta

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.appointments_page import AppointmentLine, AppointmentsPage, appointments_page
from lazaretto.facts.periods import local_day
from lazaretto.registers.record import Record

ACT = "read_person"
DAY, WEEK = 1, 7  # days that a page may show


def open_appointments(
    facility: str, *, actor: Actor, now: datetime, first: date | None = None, count: int = WEEK,
    at: datetime | None = None, known_at: datetime | None = None, record: Record | None = None,
) -> AppointmentsPage:  # fmt: skip
    """The appointments of one house; first: the first local day (None: of a week its Monday, else today).

    Raises :class:`Refused` outside the scope, or without the act.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    day = first or local_day(seen.at, zone=house.zone)
    if count == WEEK:
        day -= timedelta(days=day.weekday())
    return seen.keeping(
        ("appointments", facility, day, count),
        lambda: appointments_page(
            seen.standing, facts=seen.record.facts, forces=seen.forces, house=house, first=day, count=count
        ),
    )


def open_appointment(
    facility: str, appointment: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> tuple[AppointmentsPage, AppointmentLine]:  # fmt: skip
    """One appointment. Raises :class:`Refused` as above, and for one that the house does not have."""
    page = open_appointments(facility, actor=actor, now=now, at=at, known_at=known_at, record=record)
    line = next((one for one in page.every if one.code == appointment), None)
    if line is None:
        raise Refused("not_in_record", what=appointment[:64])
    return page, line
