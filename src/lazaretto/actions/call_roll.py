"""Issue a roll-call to a house: what it is to answer is read off the record in that moment (M31)."""

from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_roll_calls import CALLING, open_roll_calls
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.periods import local_day
from lazaretto.facts.roll_calls import RollCallCalled
from lazaretto.ledger.receipts import Receipt


def call_roll(facility: str, *, fact: UUID, actor: Actor, device: str, now: datetime) -> Receipt:
    """Record the call; a drawn one that waits is thereby issued. fact: the number its form was given.

    Raises :class:`Refused` while another roll-call of the house runs.
    """
    actor.require(CALLING, facility=facility)
    page = open_roll_calls(facility, actor=actor, now=now)
    if page.running is not None and page.running.fact != fact:
        raise Refused("roll_call_running", roll_call=page.running.code, facility=facility)
    body = RollCallCalled(
        roll_call=number_of(facility, len(page.calls) + 1, now=now, zone=page.house.zone),
        camera=page.settings.camera if page.settings else None,
        room=page.settings.room if page.settings else None,
        inside=page.expected_inside, standby=page.expected_standby, at_gate=page.at_gate,
        drawn=page.due_now is not None, called_by=actor.code,
    )  # fmt: skip
    return record_fact(
        Statement(body=body, occurred=now, facility=facility, id=fact), actor=actor, device=device, now=now
    )


def number_of(facility: str, number: int, *, now: datetime, zone: str) -> str:
    """The number of a house's next roll-call of a day: ``RC-QZ-D-220315-2``."""
    return f"RC-{facility}-{local_day(now, zone=zone):%y%m%d}-{number}"
