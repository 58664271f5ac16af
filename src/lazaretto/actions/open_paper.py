"""Open a house's paper: a form to be entered, the lines nobody could read, blank forms, the day's list."""

from datetime import datetime, time, timedelta

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.paper import (
    DayList,
    Form,
    PaperPage,
    Sort,
    new_forms,
    read_form,
    states_of,
    unread_lines,
)
from lazaretto.facts.periods import at_local, instant, local_day, seconds
from lazaretto.obligations.inside import inside
from lazaretto.registers.record import Record

ACT = "state:gate.line_unread"


def open_paper(
    facility: str, *, form: str, actor: Actor, now: datetime, record: Record | None = None
) -> PaperPage:
    """The form of this number with what is entered of it; without a number, what is still unread.

    Raises :class:`Refused` for a role that enters no forms, outside the scope, and for a number that is no
    form's of this facility.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now, record=record)
    house = house_of(seen, facility)
    asked = form_of(facility, form) if form else None
    lines = states_of(asked, seen.record, house=house) if asked else ()
    return PaperPage(house, seen.at, asked, lines, unread_lines(seen.standing, seen.record, house=house))


def print_forms(
    facility: str, *, sort: Sort, count: int, actor: Actor, now: datetime, record: Record | None = None
) -> tuple[PaperPage, tuple[Form, ...]]:
    """Blank forms. Nothing is recorded: a form exists once a line of it is entered."""
    page = open_paper(facility, form="", actor=actor, now=now, record=record)
    return page, new_forms(facility, sort=sort, count=count, now=now)


def open_day_list(facility: str, *, actor: Actor, now: datetime, record: Record | None = None) -> DayList:
    """Who is expected until the end of the local day, and who is inside now: a day on paper starts there."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, record=record)
    house = house_of(seen, facility)
    tomorrow = local_day(seen.at, zone=house.zone) + timedelta(days=1)
    until = seconds(at_local(tomorrow, time(), zone=house.zone)) - 1
    found = inside(
        seen.standing, facts=seen.record.facts, forces=seen.forces, facility=house.number, until=until
    )
    return DayList(house, seen.at, instant(until), found.awaited, found.here)


def form_of(facility: str, text: str) -> Form:
    """The form that was read. Raises :class:`Refused`."""
    found = read_form(text)
    if found is None or found[0].facility != facility:
        raise Refused("form_unknown", form=text[:64])
    return found[0]
