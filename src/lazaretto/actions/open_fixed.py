"""Open the three fixed of a facility: who answers for which prevention task, and who is doubtful today."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.fixed_page import FixedPage, fixed_page
from lazaretto.registers.record import Record


def open_fixed(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> FixedPage:  # fmt: skip
    """The three fixed at ``at`` (None: now). Raises :class:`Refused` outside the scope, without the act."""
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    return seen.keeping(
        ("fixed", facility),
        lambda: fixed_page(seen.standing, facts=seen.record.facts, forces=seen.forces, house=house),
    )
