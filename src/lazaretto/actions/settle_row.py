"""Settle a row that a station sent and that was not recorded: state it as it should be, or put it aside.

Either way the row stays as it came. What is stated in its place is an ordinary fact by whoever states it.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.scope import scoped
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement, statement_of
from lazaretto.facts.encoding import Malformed
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.transacting import written
from lazaretto.ledger.uploading import HeldBack, How, one_held_back, settle

LONGEST_REASON = 400


def open_row(facility: str, number: int, *, actor: Actor) -> HeldBack:
    """One row that was held back. Raises :class:`Refused` where there is none in the actor's scope."""
    actor.require("settle_row", facility=facility)
    with scoped(actor.scope):
        row = one_held_back(facility, number)
    if row is None:
        raise Refused("not_in_record", what=str(number))
    return row


def said_in(row: HeldBack) -> Statement | None:
    """What the row states, where it can be read as a statement at all."""
    try:
        return statement_of(row.words)
    except (Malformed, Refused):
        return None


def restate_row(
    facility: str, number: int, statement: Statement, *, actor: Actor, device: str, now: datetime
) -> Receipt:
    """State what a row should have said, and settle the row by it, both or neither.

    Raises :class:`Refused` for a row that was settled before, and for what the actor may not state.
    """
    row = open_row(facility, number, actor=actor)
    fresh = msgspec.structs.replace(statement, id=None)

    def settled(receipts: Sequence[Receipt]) -> None:
        _settle(row, stated=receipts[0], reason="", actor=actor, now=now)

    (receipt,) = state_together([fresh], actor=actor, device=device, now=now, beside=settled)
    return receipt


def dismiss_row(facility: str, number: int, *, reason: str, actor: Actor, now: datetime) -> None:
    """Put a row aside with a reason; it is kept. Raises :class:`Refused` without one, or if settled."""
    given = " ".join(reason.split())[:LONGEST_REASON]
    if not given:
        raise Refused("unexplained")
    row = open_row(facility, number, actor=actor)
    written(lambda: _settle(row, stated=None, reason=given, actor=actor, now=now), scope=actor.scope)


def _settle(row: HeldBack, *, stated: Receipt | None, reason: str, actor: Actor, now: datetime) -> None:
    fact = stated.fact_id if stated is not None else None
    how: How = "dismissed" if stated is None else "restated"
    if not settle(row, how=how, reason=reason, fact=fact, actor=actor.code, now=now):
        raise Refused("settled_before", row=str(row.number))
