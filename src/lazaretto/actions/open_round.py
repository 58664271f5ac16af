"""Open a round of tests: its muster is taken from the registers in the moment of writing, and frozen."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.state_in_turn import state_in_turn
from lazaretto.facts.fact import Body
from lazaretto.facts.periods import local_day, seconds
from lazaretto.facts.testing import Part, RoundOpened
from lazaretto.obligations.rounds import whom
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

Stratum = Literal["detainees", "staff"]
_LETTER = {"detainees": "D", "staff": "S"}


def open_round(
    facility: str, *, stratum: Stratum, part: Part, pool: Literal[1, 5, 10, 20], closes: datetime,
    incident: str | None, zone: str, fact: UUID, actor: Actor, device: str, now: datetime,
) -> str:  # fmt: skip
    """Freeze the muster and record the round; gives its number. The same ``fact`` opens it once.

    Raises :class:`Refused` where nobody would be on the muster, where it would close before it opens, and
    for a role that opens no rounds.
    """
    actor.require("state:testing.round_opened", facility=facility)
    if closes <= now:
        raise Refused("round_closes_before", closes=closes.isoformat())

    def compute(record: Record, standing: Standing) -> Body:
        muster = whom(standing, facility, stratum, part, seconds(now))
        if not muster:
            raise Refused("nobody_to_test", facility=facility)
        stem = f"{facility}-{_LETTER[stratum]}{local_day(now, zone=zone):%m%d}"
        number = next(n for n in range(1, 1000) if f"{stem}-{n}" not in record.names)
        return RoundOpened(
            round=f"{stem}-{number}", stratum=stratum, muster=muster, closes=closes, part=part, pool=pool,
            incident=incident,
        )  # fmt: skip

    body = state_in_turn(
        compute, turn=f"rounds of {facility}", facility=facility, fact=fact, actor=actor, device=device,
        now=now,
    )  # fmt: skip
    if not isinstance(body, RoundOpened):
        raise Refused("id_taken", id=str(fact))
    return body.round
