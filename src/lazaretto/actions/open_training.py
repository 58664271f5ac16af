"""Open the training of a facility: who may do what until when, and whom it keeps off a post."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.training_page import TrainingPage, training_page
from lazaretto.registers.record import Record


def open_training(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> TrainingPage:  # fmt: skip
    """Training at ``at`` (None: now). Raises :class:`Refused` outside the scope, or without the act."""
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    return seen.keeping(
        ("training", facility),
        lambda: training_page(seen.standing, facts=seen.record.facts, forces=seen.forces, house=house),
    )
