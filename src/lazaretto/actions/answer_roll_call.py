"""Answer a roll-call: everybody has gathered, and one count after the other by different people (M31)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_roll_calls import open_roll_calls
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.board.roll_call_view import CallShown
from lazaretto.facts.roll_calls import (
    CountedBy,
    RollCallChecked,
    RollCallCounted,
    RollCallGathered,
    RollCallRecounted,
)
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import live

_KINDS: dict[str, type[RollCallCounted | RollCallChecked | RollCallRecounted]] = {
    "count": RollCallCounted,
    "check": RollCallChecked,
    "recount": RollCallRecounted,
}


@dataclass(frozen=True, slots=True)
class Heads:
    """What somebody counted: heads of A and of B, where from, and what else was seen.

    image: the digest of the picture that was counted; None where none was kept.
    """

    inside: int
    standby: int
    by: CountedBy
    seen: str | None = None
    image: str | None = None


def gather_roll_call(
    facility: str, roll_call: str, *, told_by: str, fact: UUID, actor: Actor, device: str, now: datetime
) -> Receipt:
    """Record that everybody has gathered. told_by: who said so by radio.

    Raises :class:`Refused` for a roll-call that has been answered, or is over: nothing is doubled.
    """
    _running(facility, roll_call, actor=actor, now=now, waits=("called",), fact=fact)
    body = RollCallGathered(roll_call=roll_call, told_by=told_by)
    return record_fact(
        Statement(body=body, occurred=now, facility=facility, id=fact), actor=actor, device=device, now=now
    )


def count_roll_call(
    facility: str, roll_call: str, heads: Heads, *, fact: UUID, actor: Actor, device: str, now: datetime
) -> Receipt:
    """Record the count that comes next: the first, the second by another, or the recount by a third.

    Which one it is, the roll-call says and not the form: whoever was shown a form before another's count
    came in has counted on their own. Raises :class:`Refused` where none comes next, or this person counted
    before.
    """
    call = _running(
        facility, roll_call, actor=actor, now=now, waits=("gathered", "counted", "mismatched"), fact=fact
    )
    known = next((one.act for one in call.counts if one.fact == fact), call.counting or "count")
    body = _KINDS[known](
        roll_call=roll_call, by=heads.by, inside=heads.inside, standby=heads.standby, counted_by=actor.code,
        seen=heads.seen, image=heads.image,
    )  # fmt: skip
    return record_fact(
        Statement(body=body, occurred=now, facility=facility, id=fact), actor=actor, device=device, now=now
    )


def _running(
    facility: str, roll_call: str, *, actor: Actor, now: datetime, waits: tuple[str, ...], fact: UUID
) -> CallShown:
    """The roll-call that somebody speaks of, in one of these states or with this very fact in it."""
    page = open_roll_calls(facility, actor=actor, now=now)
    call = next((one for one in page.calls if one.code == roll_call), None)
    if call is None:
        raise Refused("roll_call_unknown", roll_call=roll_call[:64])
    if call.state not in waits and live().number_of(fact) < 0:
        raise Refused("roll_call_not_due", roll_call=roll_call[:64])
    return call
