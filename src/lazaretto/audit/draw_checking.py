"""Check a day's drawn times from what was told of them: by anybody, with nothing of this installation.

A told draw is what the page and the interface give out once a day is over. Whoever has it hashes the secret
back to the anchor and draws the times again; whoever also has the facts sees that the anchor stood in the
record before the day began, and when each drawn roll-call was called.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import msgspec

from lazaretto.audit.drawing import Commitment, drawn, keeps
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import at_local, local_day
from lazaretto.facts.roll_calls import RollCallCalled
from lazaretto.facts.supervision import DrawCommitted, DrawnFor

FORMAT = "lazaretto-draw/1"


class DrawnSlot(msgspec.Struct, frozen=True, kw_only=True):
    """``count`` different minutes of ``[first, last)`` by the clock, from midnight; slot is its name."""

    slot: str
    count: int
    first: int
    last: int


class ToldDraw(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is told of a day's drawn times once it is over. secret, anchor: hexadecimal.

    first, days: of the days that the anchor was promised for. minutes: what is said to have been drawn.
    """

    format: str
    purpose: DrawnFor
    facility: str
    zone: str
    day: date
    anchor: str
    first: date
    days: int
    secret: str
    slots: tuple[DrawnSlot, ...]
    minutes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of it. leads: the secret leads to the anchor. minutes: what it draws; same: what was told.

    promised: when the anchor was recorded, before the day began; None where no fact at hand says so.
    called: the drawn roll-calls of the day, by when they were called.
    """

    leads: bool
    minutes: tuple[int, ...]
    same: bool
    promised: datetime | None
    called: tuple[datetime, ...]

    @property
    def holds(self) -> bool:
        """Whether secret, anchor and times are of one piece."""
        return self.leads and self.same


def check(told: ToldDraw, facts: Iterable[Fact] = ()) -> Checked:
    """Hash back, draw again, and look the promise up. Raises ValueError for what is no draw at all."""
    if told.format != FORMAT:
        raise ValueError(f"{told.format!r} is not {FORMAT}")
    secret = bytes.fromhex(told.secret)
    minutes = drawn_in(told.slots, secret, facility=told.facility, day=told.day, purpose=told.purpose)
    held = [fact for fact in facts if fact.facility == told.facility]
    return Checked(
        leads=keeps(Commitment(told.anchor, told.first, told.days), told.day, secret=secret),
        minutes=minutes, same=minutes == tuple(sorted(told.minutes)),
        promised=min(_promised(told, held), default=None), called=tuple(sorted(_called(told, held))),
    )  # fmt: skip


def drawn_in(
    slots: Sequence[DrawnSlot], secret: bytes, *, facility: str, day: date, purpose: DrawnFor
) -> tuple[int, ...]:
    """The minutes that a secret draws in these slots of a day, in order."""
    found = [
        minute
        for slot in slots
        for minute in drawn(
            secret, facility=facility, day=day, count=slot.count, minutes=range(slot.first, slot.last),
            purpose=purpose, slot=slot.slot,
        )
    ]  # fmt: skip
    return tuple(sorted(found))


def _promised(told: ToldDraw, facts: Iterable[Fact]) -> Iterator[datetime]:
    begins = at_local(told.day, time(), zone=told.zone)
    said = DrawCommitted(
        anchor=told.anchor, first=told.first, days=told.days, committed_by="", purpose=told.purpose
    )
    for fact in facts:
        published = isinstance(fact.body, DrawCommitted) and fact.recorded < begins
        if published and msgspec.structs.replace(fact.body, committed_by="") == said:
            yield fact.recorded


def _called(told: ToldDraw, facts: Iterable[Fact]) -> Iterator[datetime]:
    if told.purpose != "roll_call":
        return
    for fact in facts:
        drawn_one = isinstance(fact.body, RollCallCalled) and fact.body.drawn
        if drawn_one and local_day(fact.occurred, zone=told.zone) == told.day:
            yield fact.occurred
