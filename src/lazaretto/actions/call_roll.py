"""Issue a roll-call to a house: what it is to answer is read off the record in that moment (M31)."""

from datetime import datetime, time
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_roll_calls import CALLING, open_roll_calls
from lazaretto.actions.state_in_turn import state_in_turn
from lazaretto.facts.periods import at_local, local_day, seconds
from lazaretto.facts.roll_calls import RollCallCalled
from lazaretto.obligations.roll_calls import LONGEST, roll_calls
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing


def call_roll(facility: str, *, fact: UUID, actor: Actor, device: str, now: datetime) -> RollCallCalled:
    """Record the call; a drawn one that waits is thereby issued. fact: the number its form was given.

    Raises :class:`Refused` while another roll-call of the house runs.
    """
    actor.require(CALLING, facility=facility)
    page = open_roll_calls(facility, actor=actor, now=now)
    today = local_day(now, zone=page.house.zone)
    midnight = seconds(at_local(today, time(), zone=page.house.zone))

    def call(record: Record, standing: Standing) -> RollCallCalled:
        held = roll_calls(standing, record.facts, facility, since=standing.at - LONGEST)
        running = next((one for one in held if one.running), None)
        if running is not None:
            raise Refused("roll_call_running", roll_call=running.code, facility=facility)
        number = sum(one.called >= midnight for one in held) + 1
        return RollCallCalled(
            roll_call=f"RC-{facility}-{today:%y%m%d}-{number}",
            camera=page.settings.camera if page.settings else None,
            room=page.settings.room if page.settings else None,
            inside=page.expected_inside, standby=page.expected_standby, at_gate=page.at_gate,
            drawn=page.due_now is not None, called_by=actor.code,
        )  # fmt: skip

    made = state_in_turn(
        call, turn=f"roll-call {facility}", facility=facility, fact=fact, actor=actor, device=device, now=now
    )
    if not isinstance(made, RollCallCalled):
        raise TypeError(f"{type(made).__name__} calls nobody")
    return made
