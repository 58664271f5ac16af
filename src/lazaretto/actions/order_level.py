"""Look at what another level would change; order it as it was shown, or not at all."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import msgspec

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_capacity import open_capacity
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.board.houses import House, zone_of
from lazaretto.board.level_page import LevelPage, level_page, preview
from lazaretto.facts.command import Level, LevelOrdered
from lazaretto.ledger.receipts import Receipt
from lazaretto.registers.record import Record

ORDERING = "state:command.level_ordered"


def open_levels(
    *, actor: Actor, now: datetime, level: Level | None = None, begins: datetime | None = None,
    facilities: Sequence[str] = (), at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> LevelPage:  # fmt: skip
    """The levels of the facilities in scope, and what another would change from an instant on (None: now).

    facilities: those it would be ordered for; empty: all in scope. Nothing is recorded. Raises
    :class:`Refused` for a role without the board or without people's records, and outside the scope.
    """
    actor.require("read_board")
    actor.require("read_person")  # who is lacking in the loop tells of health
    for code in facilities:
        actor.require("read_board", facility=code)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    houses = tuple(sorted(seen.houses(actor.scope), key=lambda one: one.code))
    page = level_page(seen.standing, facts=seen.record.facts, houses=houses, zone=zone_of(houses))
    if level is None:
        return page
    chosen = [house for house in houses if house.code in facilities or not facilities]

    def cells(house: House) -> int | None:
        need = open_capacity(house.code, actor=actor, now=now, at=at, record=record)
        return need.short if need.forecast else None

    return preview(
        page, seen.standing, assessment=seen.assessment, facts=seen.record.facts, forces=seen.forces,
        chosen=chosen, level=level, begins=begins or now, cells=cells,
    )  # fmt: skip


def order_level(
    *, level: Level, begins: datetime | None, facilities: Sequence[str], authority: str, reason: str,
    shown: str, actor: Actor, device: str, now: datetime,
) -> list[Receipt]:  # fmt: skip
    """State the order for every one of these facilities, or for none. ``shown``: :func:`seal` of the page.

    begins: None: at once. Raises :class:`Refused` where it would change something else by now.
    """
    for code in facilities:
        actor.require(ORDERING, facility=code)
    page = open_levels(actor=actor, now=now, level=level, begins=begins, facilities=facilities)
    if not facilities or seal(page) != shown:
        raise Refused("plan_changed", facility=", ".join(facilities))
    body = LevelOrdered(level=level, authority=authority, reason=reason, begins=begins)
    statements = [Statement(body=body, occurred=now, facility=code) for code in facilities]
    return state_together(statements, actor=actor, device=device, now=now)


def seal(page: LevelPage) -> str:
    """A digest by which what an order would change is known again: clauses, houses, patterns; no counts."""
    said = (
        page.level,
        [(one.document, one.clause.id, one.begins, one.houses) for one in page.changes],
        [(one.house.code, one.was, one.pattern.id if one.pattern else "") for one in page.lines],
    )
    return sha256(msgspec.json.encode(said)).hexdigest()
