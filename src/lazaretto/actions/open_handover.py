"""Open the handover of a facility: the list that the next shift takes on, and how the last ones went."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.handover_page import HandoverPage, handover_page
from lazaretto.board.listing import list_day
from lazaretto.registers.record import Record


def open_handover(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> HandoverPage:  # fmt: skip
    """The handover at ``at`` (None: now). Raises :class:`Refused` outside the scope, or without the act."""
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house, facts = house_of(seen, facility), seen.record.facts
    sheet = seen.keeping(
        ("sheet", facility),
        lambda: list_day(seen.assessment, house=house, facts=facts, missing=seen.missing),
    )
    return seen.keeping(
        ("handover", facility),
        lambda: handover_page(seen.assessment, facts=facts, forces=seen.forces, house=house, sheet=sheet),
    )
