"""The drawn times of a facility: the installation's secret, what was promised, and what comes of it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from lazaretto.actions.viewing import View
from lazaretto.audit.asked import Asked
from lazaretto.audit.draw_checking import FORMAT, DrawnSlot, ToldDraw, drawn_in
from lazaretto.audit.drawing import Commitment, commitment, root, secret_of
from lazaretto.audit.looking import committed
from lazaretto.audit.roll_calling import AskedOfCalls
from lazaretto.facts.supervision import DrawCommitted, DrawnFor


@dataclass(frozen=True, slots=True)
class Draw:
    """The drawn times of one day. secret: only for this server's eyes until the day is over.

    minutes: by the clock of the day; empty where the secret that was promised is not this installation's.
    """

    promised: Commitment
    secret: bytes | None
    slots: tuple[DrawnSlot, ...]
    minutes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Revealed:
    """How a day's drawn times came about, for whoever wants to check. secret: hexadecimal, once it is over.

    minutes: the drawn minutes of the day by its clock; slots: from which they were drawn. kept: whether this
    installation still has the secret that leads to the anchor.
    """

    anchor: str
    first: date
    days: int
    kept: bool
    secret: str | None
    minutes: tuple[int, ...] | None
    slots: tuple[DrawnSlot, ...]


def draw_of(seen: View, facility: str, *, day: date, asked: Asked) -> Draw | None:
    """The draw of a day; None where nothing was promised before the day began, or nothing is asked."""
    whole = DrawnSlot(slot="", count=asked.draws, first=asked.minutes.start, last=asked.minutes.stop)
    return _draw(seen, facility, day, (whole,) if asked.draws else (), "gate_look")


def calls_drawn(seen: View, facility: str, *, day: date, asked: AskedOfCalls) -> Draw | None:
    """The draw of a day's roll-calls, slot by slot; None where nothing was promised, or nothing is asked."""
    slots = tuple(
        DrawnSlot(slot=one.id, count=one.draws, first=one.minutes.start, last=one.minutes.stop)
        for one in asked.slots
    )
    return _draw(seen, facility, day, slots, "roll_call")


def revealed(draw: Draw | None, *, over: bool) -> Revealed | None:
    """What may be shown of a draw: secret and times once the day is over. None: none was promised."""
    if draw is None:
        return None
    told = draw.promised
    secret = draw.secret.hex() if draw.secret and over else None
    minutes = draw.minutes if secret else None
    return Revealed(told.anchor, told.first, told.days, draw.secret is not None, secret, minutes, draw.slots)


def told_draw(
    found: Revealed | None, *, purpose: DrawnFor, facility: str, zone: str, day: date
) -> ToldDraw | None:
    """What anybody checks a day's times with; None before the day is over, and where nothing was promised."""
    if found is None or found.secret is None or found.minutes is None:
        return None
    return ToldDraw(
        format=FORMAT, purpose=purpose, facility=facility, zone=zone, day=day, anchor=found.anchor,
        first=found.first, days=found.days, secret=found.secret, slots=found.slots, minutes=found.minutes,
    )  # fmt: skip


def promise(facility: str, *, first: date, days: int, by: str, purpose: DrawnFor) -> DrawCommitted:
    """What to publish for so many days from the first one on."""
    made = commitment(_root(facility, first, purpose), first=first, days=days)
    return DrawCommitted(anchor=made.anchor, first=first, days=days, committed_by=by, purpose=purpose)


def _draw(
    seen: View, facility: str, day: date, slots: tuple[DrawnSlot, ...], purpose: DrawnFor
) -> Draw | None:
    held = _secret(seen, facility, day, purpose) if slots else None
    if held is None:
        return None
    promised, secret = held
    minutes = drawn_in(slots, secret, facility=facility, day=day, purpose=purpose) if secret else ()
    return Draw(promised, secret, slots, minutes)


def _secret(
    seen: View, facility: str, day: date, purpose: DrawnFor
) -> tuple[Commitment, bytes | None] | None:
    """What was promised of a day before it began, and its secret where this installation has it."""
    facts = seen.record.facts
    promise = committed(seen.standing, facts=facts, facility=facility, day=day, purpose=purpose)
    if promise is None:
        return None
    promised = Commitment(promise.anchor, promise.first, promise.days)
    return promised, secret_of(_root(facility, promise.first, purpose), day, promised=promised)


def _root(facility: str, first: date, purpose: DrawnFor) -> bytes:
    return root(settings.DRAW_SECRET.encode(), facility=facility, first=first, purpose=purpose)
