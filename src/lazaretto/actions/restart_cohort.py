"""Restart the clocks of everybody whom a contamination set back, in one stroke, because of one fact."""

from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import View, view
from lazaretto.facts.periods import local_day
from lazaretto.facts.quarantine import ClockRestarted
from lazaretto.ledger.receipts import Receipt
from lazaretto.obligations.contaminating import Contamination, contaminations
from lazaretto.obligations.reckoning import clocks


def restart_cohort(
    facility: str, *, because: UUID, reason: str, actor: Actor, device: str, now: datetime
) -> list[Receipt]:
    """State the restart of everybody here whose clock a fact set back, and who was not restarted since.

    Those of one cell become one cohort, named after cell and day. Raises :class:`Refused` where nobody waits.
    """
    actor.require("state:quarantine.clock_restarted", facility=facility)
    seen = view(now=now)
    mixed = _contaminations(seen, facility, because)
    running = {
        clock.person: clock
        for clock in clocks(seen.standing, forces=seen.forces, facts=seen.record.facts, facility=facility)
    }
    cells = {person: one for one in mixed for person in one.waiting if person in running}
    if not cells:
        raise Refused("nobody_to_restart", facility=facility)
    statements = [
        Statement(
            body=ClockRestarted(
                order=order, person=person, layer=running[person].layer,
                cohort=_cohort(one, running[person].zone),
                because=because, reason=reason,
            ),
            occurred=now, facility=facility,
        )
        for person, one in sorted(cells.items())
        if (order := running[person].order) is not None  # a leg names its order
    ]  # fmt: skip
    return state_together(statements, actor=actor, device=device, now=now)


def _cohort(one: Contamination, zone: str) -> str:
    """The name of those who were set back together: the cell and the day."""
    return f"{one.cell.replace('/', '-')}-{local_day(one.at, zone=zone):%m%d}"


def _contaminations(seen: View, facility: str, because: UUID) -> list[Contamination]:
    """The contaminations at a facility that a fact is the cause of; a positive who was moved has several."""
    found = contaminations(seen.standing, start=0, end=seen.standing.at + 1)
    return [c for c in found if c.facility == facility and seen.record.facts[c.fact].id == because]
