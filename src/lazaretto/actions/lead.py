"""See who answers for which facility; name and relieve leaders, leave what is one's own, end it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from lazaretto.access.actor import Actor
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.board.houses import zone_of
from lazaretto.board.leaders_page import LeadersPage, leaders_page
from lazaretto.facts.gate import Approver
from lazaretto.facts.leading import ResponsibilityDelegated
from lazaretto.ledger.receipts import Receipt
from lazaretto.registers.record import Record


def open_leaders(
    *, actor: Actor, now: datetime, at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> LeadersPage:  # fmt: skip
    """Every facility in scope at ``at`` (None: now). Raises :class:`Refused` for a role without the board."""
    actor.require("read_board")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    houses = seen.houses(actor.scope)
    return leaders_page(seen.standing, facts=seen.record.facts, houses=houses, zone=zone_of(houses))


def leave_everything(
    facilities: Sequence[str], *, delegate: str, opens: datetime, closes: datetime, reason: str, actor: Actor,
    device: str, now: datetime, fact: UUID | None = None,
) -> list[Receipt]:  # fmt: skip
    """Leave all that is the actor's at these facilities to somebody between two instants: all or none.

    fact: the number that its form makes; each house has one of its own by it.
    Raises :class:`Refused` with the first reason against it.
    """
    level: Approver = "detachment" if actor.may("approve_as_detachment") else "leader"
    statements = [
        Statement(
            body=ResponsibilityDelegated(
                delegation=f"R-{facility}-{now:%y%m%d%H%M%S}-{level[0]}", delegated_by=actor.code,
                delegate=delegate, level=level, opens=opens, closes=closes, reason=reason,
            ),
            occurred=now, facility=facility, id=uuid5(fact, facility) if fact else None,
        )
        for facility in facilities
    ]  # fmt: skip
    return state_together(statements, actor=actor, device=device, now=now)


def say(statement: Statement, *, actor: Actor, device: str, now: datetime) -> Receipt:
    """Name or relieve somebody, or end a delegation. Raises :class:`Refused`."""
    return record_fact(statement, actor=actor, device=device, now=now)
