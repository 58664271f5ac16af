"""Open the register of a gate: one local day of passages, as known at an instant."""

from datetime import date, datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.gate_register import GateRegister, gate_register
from lazaretto.facts.periods import local_day
from lazaretto.registers.record import Record


def open_register(
    facility: str, *, actor: Actor, now: datetime, day: date | None = None, subject: str = "",
    device: str = "", at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> GateRegister:  # fmt: skip
    """Every passage of a day (None: today), refused ones too; all, or of one subject or device.

    Raises :class:`Refused` outside the scope, and for a facility that was not established.
    """
    actor.require("read_day_sheet", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    return gate_register(
        seen.standing, facts=seen.record.facts, house=house, known_at=known_at,
        day=day or local_day(seen.at, zone=house.zone), subject=subject, device=device,
    )  # fmt: skip
