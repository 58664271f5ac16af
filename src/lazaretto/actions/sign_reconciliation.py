"""Sign a day as reconciled: its differences as they stand now, each with its explanation, or none."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_reconciliation import open_reconciliation
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.supervision import Reconciled
from lazaretto.ledger.receipts import Receipt


def sign_reconciliation(
    facility: str, day: date, *, explained: Sequence[str], words: str | None, actor: Actor, device: str,
    now: datetime, fact: UUID | None = None,
) -> Receipt:  # fmt: skip
    """Record the signature of a day. explained: words for each difference in its order; empty: none.
    fact: the number that its form makes.

    What is left unexplained stays as a finding. No source is changed. Raises :class:`Refused` where the
    differences are not as many as were explained: they were looked at before somebody added a count.
    """
    actor.require("state:supervision.reconciled", facility=facility)
    page = open_reconciliation(facility, actor=actor, now=now, day=day)
    if len(page.differences) != len(explained):
        raise Refused("differences_changed", day=day.isoformat())
    told = [" ".join(one.split()) or None for one in explained]
    differences = tuple(
        msgspec.structs.replace(one, explained=said) for one, said in zip(page.differences, told, strict=True)
    )
    body = Reconciled(day=day, signed_by=actor.code, differences=differences, words=words or None)
    return record_fact(
        Statement(body=body, occurred=now, facility=facility, id=fact), actor=actor, device=device, now=now
    )
