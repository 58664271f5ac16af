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

    They become one cohort, named after the cell and the day. Raises :class:`Refused` where nobody waits.
    """
    actor.require("state:quarantine.clock_restarted", facility=facility)
    seen = view(now=now)
    mixed = _contamination(seen, facility, because)
    running = {
        clock.person: clock
        for clock in clocks(seen.standing, forces=seen.forces, facts=seen.record.facts, facility=facility)
    }
    waiting = [running[person] for person in (mixed.waiting if mixed else ()) if person in running]
    if mixed is None or not waiting:
        raise Refused("nobody_to_restart", facility=facility)
    day = local_day(mixed.at, zone=waiting[0].zone)
    cohort = f"{mixed.cell.replace('/', '-')}-{day:%m%d}"
    statements = [
        Statement(
            body=ClockRestarted(
                order=clock.order or "—", person=clock.person, layer=clock.layer, cohort=cohort,
                because=because, reason=reason,
            ),
            occurred=now, facility=facility,
        )
        for clock in waiting
    ]  # fmt: skip
    return state_together(statements, actor=actor, device=device, now=now)


def _contamination(seen: View, facility: str, because: UUID) -> Contamination | None:
    """The contamination at a facility that a fact is the cause of."""
    found = contaminations(seen.standing, start=0, end=seen.standing.at + 1)
    return next(
        (c for c in found if c.facility == facility and seen.record.facts[c.fact].id == because), None
    )
