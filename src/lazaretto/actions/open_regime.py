"""Open the day of a house: what is owed wing by wing, rights first."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.regime_page import RegimePage, regime_page
from lazaretto.registers.record import Record


def open_regime(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> RegimePage:  # fmt: skip
    """The day's regime at an instant. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require("read_day_sheet", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    return seen.keeping(
        ("regime", house.code), lambda: regime_page(seen.assessment, house=house, record=seen.record)
    )
