"""The drawn looks of a facility: the installation's secret, what was promised, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from lazaretto.actions.viewing import View
from lazaretto.audit.asked import Asked
from lazaretto.audit.drawing import Commitment, commitment, drawn, root, secret_of
from lazaretto.audit.looking import committed
from lazaretto.facts.supervision import DrawCommitted


@dataclass(frozen=True, slots=True)
class Draw:
    """The drawn looks of one day. secret: only for this server's eyes until the day is over.

    minutes: by the clock of the day; empty where the secret that was promised is not this installation's.
    """

    promised: Commitment
    secret: bytes | None
    minutes: Sequence[int]


def draw_of(seen: View, facility: str, *, day: date, asked: Asked) -> Draw | None:
    """The draw of a day; None where nothing was promised before the day began, or nothing is asked."""
    promise = committed(seen.standing, facts=seen.record.facts, facility=facility, day=day)
    if promise is None or not asked.draws:
        return None
    promised = Commitment(promise.anchor, promise.first, promise.days)
    secret = secret_of(_root(facility, promise.first), day, promised=promised)
    minutes = (
        drawn(secret, facility=facility, day=day, count=asked.draws, minutes=asked.minutes) if secret else ()
    )
    return Draw(promised, secret, minutes)


def promise(facility: str, *, first: date, days: int, by: str) -> DrawCommitted:
    """What to publish for so many days from the first one on."""
    made = commitment(_root(facility, first), first=first, days=days)
    return DrawCommitted(anchor=made.anchor, first=first, days=days, committed_by=by)


def _root(facility: str, first: date) -> bytes:
    return root(settings.DRAW_SECRET.encode(), facility=facility, first=first)
