"""Open the cascade of directives: over every facility in scope, one in full, or those of one house."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.directives_page import (
    DirectivePage,
    DirectivesPage,
    HouseDirectives,
    directive_page,
    directives_page,
    house_directives,
)
from lazaretto.registers.record import Record

ACT = "read_facts"


def open_directives(
    *, actor: Actor, now: datetime, at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> DirectivesPage:  # fmt: skip
    """Every directive that a facility in scope got. Raises :class:`Refused` without the act."""
    actor.require(ACT)
    return _page(view(now=now, at=at, known_at=known_at, record=record), actor)


def open_directive(
    directive: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> DirectivePage:  # fmt: skip
    """One directive. Raises :class:`Refused` as above, and for one that no facility in scope got."""
    actor.require(ACT)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    found = directive_page(_page(seen, actor), directive, forces=seen.forces)
    if found is None:
        raise Refused("not_in_record", what=directive[:64])
    return found


def open_house_directives(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> HouseDirectives:  # fmt: skip
    """What came down to one house, and its assignments. Raises :class:`Refused` outside the scope."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    return seen.keeping(
        ("directives of", facility),
        lambda: house_directives(seen.standing, facts=seen.record.facts, forces=seen.forces, house=house),
    )


def _page(seen: View, actor: Actor) -> DirectivesPage:
    houses = seen.houses(actor.scope)
    return seen.keeping(
        ("directives", actor.scope),
        lambda: directives_page(seen.standing, facts=seen.record.facts, forces=seen.forces, houses=houses),
    )
