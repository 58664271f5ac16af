"""Open the posts of a facility: its watches, as they were last set."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.posts_page import PostsPage, posts_page
from lazaretto.board.rosters import posts_set
from lazaretto.registers.record import Record


def open_posts(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None, record: Record | None = None
) -> PostsPage:
    """The posts at ``at`` (None: now). Raises :class:`Refused` outside the scope and for a house unknown."""
    actor.require("read_day_sheet", facility=facility)
    seen = view(now=now, at=at, record=record)
    house = house_of(seen, facility)
    ruling = [force.protocol for force in seen.forces if force.since <= seen.standing.at < force.until]
    known = {one.id: one for protocol in ruling for one in protocol.procedures}
    return posts_page(
        house, seen.at, posts_set(seen.standing, seen.record.facts, facility), tuple(known.values())
    )
