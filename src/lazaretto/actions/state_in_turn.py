"""State what is computed from the record as it stands in the moment of writing: one after the other."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.allowing import allow
from lazaretto.actions.replacing import append_allowed
from lazaretto.actions.statement import Statement, check, fact_of
from lazaretto.facts.fact import Body
from lazaretto.facts.periods import seconds
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import live
from lazaretto.ledger.transacting import in_turn, written
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

Compute = Callable[[Record, Standing], Body]


def state_in_turn(
    compute: Compute, *, turn: str, facility: str, fact: UUID, actor: Actor, device: str, now: datetime
) -> Body:
    """Record what ``compute`` makes of the record as it is inside the transaction; gives what was recorded.

    turn: what one transaction at a time may speak of. fact: its id; what was recorded under it before is
    given back, and nothing is doubled. Raises :class:`Refused`, and whatever ``compute`` raises.
    """
    return written(lambda: _stated(compute, turn, facility, fact, actor, device, now), scope=actor.scope)


def _stated(
    compute: Compute, turn: str, facility: str, fact: UUID, actor: Actor, device: str, now: datetime
) -> Body:
    in_turn(turn)
    record = live()
    known = record.number_of(fact)
    if known >= 0:
        return record.facts[known].body
    body = compute(record, record.standing(at=seconds(now)))
    statement = Statement(body=body, occurred=now, facility=facility, id=fact)
    check(statement)
    allow(statement, actor=actor)
    _recorded(append_allowed([fact_of(statement, actor=actor.code, device=device, now=now)], actor=actor)[0])
    return body


def _recorded(receipt: Receipt) -> None:
    if not receipt.recorded:
        raise Refused(receipt.rules[0], **receipt.values)
