"""Record a batch: a device's queue or an import, with a result for every row.

A bad row is refused by itself and never stops the rest. The device says by its own clock when it
sends; the difference to the node's clock stays with each fact as its skew.
"""

from collections.abc import Sequence
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.allowing import allow, granted, refuse_future
from lazaretto.actions.replacing import append_allowed
from lazaretto.actions.statement import MAX_ROWS, Statement, check, fact_of, statement_of
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.fact import Fact
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.transacting import written


def record_batch(
    rows: Sequence[Statement | bytes], *, actor: Actor, device: str, now: datetime,
    device_now: datetime | None = None,
) -> list[Receipt]:  # fmt: skip
    """Record up to 5,000 rows in one transaction; one receipt each, in order.

    A row is a statement or its JSON. With ``device_now`` what the device dates into the future is
    recorded, disputed, because it happened while the clock was wrong; without it such a row is
    refused. Raises :class:`Refused` for a batch that is too large or cannot be stored at all.
    """
    if len(rows) > MAX_ROWS:
        raise Refused("batch_too_large", rows=str(len(rows)), limit=str(MAX_ROWS))
    read = judge_rows(rows, actor=actor, device=device, now=now, device_now=device_now)
    if not any(isinstance(row, Fact) for row in read):
        return append_rows(read, actor=actor)
    return written(lambda: append_rows(read, actor=actor), scope=actor.scope)


def judge_rows(
    rows: Sequence[Statement | bytes], *, actor: Actor, device: str, now: datetime,
    device_now: datetime | None = None,
) -> list[Fact | Receipt]:  # fmt: skip
    """The fact that each row becomes, or the receipt that says why it becomes none. Nothing is recorded."""
    skew = round((device_now - now).total_seconds()) if device_now is not None else 0
    read: list[Fact | Receipt] = []
    facts: list[Fact] = []
    for row in rows:
        fact = _read(row, actor=actor, device=device, now=now, skew=skew, measured=device_now is not None)
        if isinstance(fact, Fact) and fact.body.request:
            fact = _granted(fact, actor=actor, before=facts)
        read.append(fact)
        if isinstance(fact, Fact):
            facts.append(fact)
    return read


def append_rows(read: Sequence[Fact | Receipt], *, actor: Actor) -> list[Receipt]:
    """Append the facts among judged rows in the caller's transaction; one receipt a row, in order."""
    facts = [row for row in read if isinstance(row, Fact)]
    receipts = iter(append_allowed(facts, actor=actor) if facts else [])
    return [next(receipts) if isinstance(row, Fact) else row for row in read]


def _granted(fact: Fact, *, actor: Actor, before: Sequence[Fact]) -> Fact | Receipt:
    """A request that may be recorded, or the receipt that says why not."""
    try:
        return granted(fact, actor=actor, before=before)
    except Refused as refusal:
        return Receipt(fact.id, "refused", (refusal.rule,), values=refusal.values)


def _read(
    row: Statement | bytes, *, actor: Actor, device: str, now: datetime, skew: int, measured: bool
) -> Fact | Receipt:
    """The fact that a row becomes, or the receipt that says why it becomes none."""
    statement = None
    try:
        if isinstance(row, bytes):
            statement = statement_of(row)
        else:
            statement = row
            check(statement)
        allow(statement, actor=actor)
        fact = fact_of(statement, actor=actor.code, device=device, now=now, skew=skew)
        if not measured:
            refuse_future(fact, now=now)
    except Malformed as fault:
        return Receipt(
            statement.id if statement else None, "malformed", ("malformed",), values={"why": str(fault)}
        )
    except Refused as refusal:
        fact_id = statement.id if statement else None
        return Receipt(fact_id, "refused", (refusal.rule,), values=refusal.values)
    return fact
