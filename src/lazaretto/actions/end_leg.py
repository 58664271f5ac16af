"""End a leg: sign its clearance and state its end, both or neither."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.facts.fact import Fact
from lazaretto.facts.quarantine import Cleared, EndOrdered, LegEnded
from lazaretto.ledger.receipts import Receipt
from lazaretto.obligations.clearing import Clearance, clearance


def end_leg(
    facility: str, *, person: str, actor: Actor, device: str, now: datetime, occurred: datetime | None = None
) -> list[Receipt]:
    """Sign the end of the person's running leg and end it, in one transaction: two receipts.

    A leg whose end was ordered before its days were full is *cut short*, for the reason of that order;
    every other is *completed*. Raises :class:`Refused`: ``conditions_open`` with the names of what the
    release gate still lacks, ``no_leg_here`` where none runs at this facility.
    """
    actor.require("state:quarantine.cleared", facility=facility)
    seen = view(now=now)
    stands = clearance(seen.standing, forces=seen.forces, facts=seen.record.facts, person=person)
    if stands is None or stands.clock.facility != facility or stands.clock.order is None:
        raise Refused("no_leg_here", person=person, facility=facility)
    order, layer = stands.clock.order, stands.clock.layer
    reason = _reason(stands, seen.record.facts)
    cleared = Cleared(order=order, person=person, layer=layer, signed_by=actor.code)
    ended = LegEnded(
        order=order, person=person, layer=layer, signed_by=actor.code, reason=reason,
        outcome="cut_short" if stands.clock.cut_short else "completed",
    )  # fmt: skip
    when = occurred or now
    statements = [Statement(body=body, occurred=when, facility=facility) for body in (cleared, ended)]
    return state_together(statements, actor=actor, device=device, now=now)


def _reason(stands: Clearance, facts: list[Fact]) -> str | None:
    """Why the leg ends otherwise than computed, in the words of the order that says so."""
    number = stands.clock.ordered_by
    body = facts[number].body if number is not None else None
    return body.reason if isinstance(body, EndOrdered) else None
