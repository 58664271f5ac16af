"""Order another pattern as it was shown: what was looked at, or nothing."""

from datetime import date, datetime
from hashlib import sha256

import msgspec

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_loop import preview_pattern
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.board.pattern_page import PatternPage
from lazaretto.facts.duty import PatternOrdered
from lazaretto.ledger.receipts import Receipt


def order_pattern(
    facility: str, *, pattern: str, first: date, authority: str, reason: str, shown: str, actor: Actor,
    device: str, now: datetime,
) -> Receipt:  # fmt: skip
    """State the order. ``shown``: :func:`seal` of the page that was looked at.

    Raises :class:`Refused` where it would touch somebody else, or otherwise, by now.
    """
    page = preview_pattern(facility, actor=actor, now=now, pattern=pattern, first=first)
    if seal(page) != shown:
        raise Refused("plan_changed", facility=facility)
    body = PatternOrdered(pattern=pattern, first=first, authority=authority, reason=reason)
    return record_fact(
        Statement(body=body, occurred=now, facility=facility), actor=actor, device=device, now=now
    )


def seal(page: PatternPage) -> str:
    """A digest by which what an order would change is known again."""
    chosen = page.chosen.id if page.chosen else ""
    return sha256(msgspec.json.encode((chosen, page.first, page.touched))).hexdigest()
