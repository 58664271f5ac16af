"""Open the register of partners over every house in scope, or the hand-overs of one house."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.partners_page import HouseHandOvers, PartnersPage, house_hand_overs, partners_page
from lazaretto.registers.record import Record


def open_partners(
    *, actor: Actor, now: datetime, at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> PartnersPage:  # fmt: skip
    """The partners of the houses in scope, and what each lacks. Raises :class:`Refused` without the act."""
    actor.require("read_facts")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    scope = seen.houses(actor.scope)
    return seen.keeping(
        ("partners", actor.scope),
        lambda: partners_page(seen.standing, facts=seen.record.facts, forces=seen.forces, scope=scope),
    )


def open_house_partners(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> HouseHandOvers:  # fmt: skip
    """What a house handed over and what waits. Raises :class:`Refused` outside the scope."""
    actor.require("read_day_sheet", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    return seen.keeping(
        ("hand-overs", facility),
        lambda: house_hand_overs(seen.standing, facts=seen.record.facts, forces=seen.forces, house=house),
    )
