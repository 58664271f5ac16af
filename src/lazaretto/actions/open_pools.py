"""Open the pools of a facility: whom they hold, and what was done."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.pools import PoolsPage, pools_page
from lazaretto.facts.periods import instant
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record


def open_pools(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> PoolsPage:  # fmt: skip
    """The pools of a facility. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    known = seen.at if seen.standing.known_at >= FOREVER else instant(seen.standing.known_at)
    return seen.keeping(
        ("pools", facility),
        lambda: pools_page(
            seen.standing, forces=seen.forces, facts=seen.record.facts, house=house, known_at=known
        ),
    )
