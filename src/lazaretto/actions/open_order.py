"""Open a person's order: never without a reason, and logged as a read of the person."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.reading_log import NOWHERE, log_read
from lazaretto.actions.viewing import View, view
from lazaretto.board.order_page import OrderPage
from lazaretto.board.orders import tell_order
from lazaretto.registers.record import Record


def open_order(
    order: str | None, *, person: str, actor: Actor, reason: str, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> OrderPage:  # fmt: skip
    """The order with its legs, clocks, path, claims, and what was stated along it; the latest without a code.

    It is for whoever reads records at the house that made it, at a house on its path, or at the one that
    holds the person; each sees the whole path, as whoever receives a person must. Raises :class:`Refused`
    without a reason, and for an order that is not in the record or not in scope: that refusal is the same.
    A refused attempt is logged too.
    """
    actor.require("read_person")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    page = tell_order(seen.standing, forces=seen.forces, facts=seen.record.facts, order=order, person=person)
    facility = _in_scope(page, seen, actor) if page is not None else None
    if page is None or facility is None:
        log_read(
            actor=actor, subject=person[:64], facility=NOWHERE, reason=reason, at=now, whole=True,
            outcome="refused",
        )  # fmt: skip
        raise Refused("not_in_record", what=order or person)
    log_read(actor=actor, subject=person, facility=facility, reason=reason, at=now, whole=True)
    return page


def _in_scope(page: OrderPage, seen: View, actor: Actor) -> str | None:
    """The house for whose sake the actor may read the order; None where there is none."""
    standing = seen.standing
    roll = standing.on_roll.at(standing.at)
    holding = roll.facility[roll.key == standing.names.find(page.person)].tolist()
    houses = [
        *(standing.facilities.name(number) for number in holding),
        page.facility,
        *(leg.facility for leg in page.path),
    ]
    return next((house for house in houses if house in actor.scope), None)
