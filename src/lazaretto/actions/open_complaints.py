"""Open the complaints of a house, one of them, or those of every house in scope, as one reader sees them."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.reading_log import log_read
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.actions.withholding import may_open
from lazaretto.board.complaints_page import CityComplaints, ComplaintLine, ComplaintsPage, complaints_page
from lazaretto.board.houses import House
from lazaretto.registers.record import Record

ACT = "read_facts"  # that a complaint is there, by its number


@dataclass(frozen=True, slots=True)
class ComplaintOpened:
    """One complaint as its reader sees it."""

    house: House
    at: datetime
    line: ComplaintLine


def open_complaints(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> ComplaintsPage:  # fmt: skip
    """The complaints of one house. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    return _page(seen, house_of(seen, facility), actor)


def open_complaint(
    facility: str, complaint: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> ComplaintOpened:  # fmt: skip
    """One complaint; reading who complained leaves a line under its number, which names nobody.

    Raises :class:`Refused` as above, and for one that the house does not have or that is about the reader.
    """
    page = open_complaints(facility, actor=actor, now=now, at=at, known_at=known_at, record=record)
    line = next((one for one in (*page.waiting, *page.closed) if one.code == complaint), None)
    if line is None:
        raise Refused("not_in_record", what=complaint[:64])
    if line.opened is not None:
        log_read(actor=actor, subject=complaint, facility=facility, reason=f"complaint {complaint}", at=now)
    return ComplaintOpened(page.house, page.at, line)


def open_complaints_everywhere(
    *, actor: Actor, now: datetime, at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> CityComplaints:  # fmt: skip
    """Those of every house of the actor's scope. Raises :class:`Refused` without the act."""
    actor.require("read_complaints")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    holding = seen.standing.houses.tolist()
    houses = (house for house in seen.houses(actor.scope) if house.number in holding)
    return CityComplaints(seen.at, tuple(_page(seen, house, actor) for house in houses))


def _page(seen: View, house: House, actor: Actor) -> ComplaintsPage:
    return complaints_page(
        seen.standing, facts=seen.record.facts, forces=seen.forces, house=house,
        hidden=lambda one: actor.code in one.lodged.against, opens=lambda one: may_open(one, actor=actor),
    )  # fmt: skip
