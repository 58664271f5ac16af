"""Promise drawn times: publish the anchor of each facility's secrets before the first of its days."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.drawing_looks import promise
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.audit.looking import committed
from lazaretto.facts.periods import local_day
from lazaretto.facts.supervision import DrawnFor
from lazaretto.ledger.receipts import Receipt

DAYS = 366  # of one promise: a year; it is renewed by a press, and ends by itself


def commit_draws(
    facilities: Sequence[str] | None = None, *, actor: Actor, device: str, now: datetime,
    purpose: DrawnFor = "gate_look",
) -> list[Receipt]:  # fmt: skip
    """Publish for these facilities (None: all in scope) from tomorrow on; what is promised stays as it is.

    Raises :class:`Refused` where one facility was named and has a promise for tomorrow already.
    """
    actor.require("state:supervision.draw_committed")
    seen = view(now=now)
    statements = []
    for house in seen.houses(actor.scope if facilities is None else frozenset(facilities)):
        actor.require("state:supervision.draw_committed", facility=house.code)
        first = local_day(now, zone=house.zone) + timedelta(days=1)
        held = committed(
            seen.standing, facts=seen.record.facts, facility=house.code, day=first, purpose=purpose
        )
        if held is not None and facilities is not None and len(facilities) == 1:
            until = held.first + timedelta(days=held.days - 1)
            raise Refused("draws_committed", facility=house.code, until=until.isoformat())
        if held is None and house.sort != "detachment":
            body = promise(house.code, first=first, days=DAYS, by=actor.code, purpose=purpose)
            statements.append(Statement(body=body, occurred=now, facility=house.code))
    return state_together(statements, actor=actor, device=device, now=now) if statements else []
