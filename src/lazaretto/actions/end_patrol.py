"""End a walk: every stop was looked at, or passed over for a reason; the record counts them (M32)."""

from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor
from lazaretto.actions.open_patrols import open_patrol
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.patrols import PatrolEnded
from lazaretto.ledger.receipts import Receipt


def end_patrol(
    facility: str, patrol: str, *, fact: UUID, actor: Actor, device: str, now: datetime
) -> Receipt:
    """Record that it was walked to its end. Raises :class:`Refused` while stops are left, and twice."""
    walk = open_patrol(facility, patrol, actor=actor, now=now).walk
    body = PatrolEnded(
        patrol=patrol, tour=walk.tour, turn=walk.turn, stops_looked=walk.looked, stops_skipped=walk.skipped,
        ended_by=actor.code,
    )  # fmt: skip
    return record_fact(
        Statement(body=body, occurred=now, facility=facility, id=fact), actor=actor, device=device, now=now
    )
