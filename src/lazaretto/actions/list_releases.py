"""List a facility's releases: due, overdue, blocked, counting, and who is in quarantine without a leg."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.releases import Releases, releases
from lazaretto.registers.record import Record


def list_releases(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> Releases:  # fmt: skip
    """Every running leg of one facility before its gate at ``at`` (None: now), the most urgent first.

    It tells of findings about people, so it is for those who may read their records. Raises
    :class:`Refused` for others, outside the scope, and for a facility that was not established.
    """
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    return seen.keeping(
        ("releases", facility),
        lambda: releases(seen.standing, forces=seen.forces, facts=seen.record.facts, house=house),
    )
