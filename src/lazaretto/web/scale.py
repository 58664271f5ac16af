"""The time slider as a value: four weeks in hours, a tick a day, and what changed when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from lazaretto.protocol.document import Text

WEEKS = timedelta(weeks=4)
HOUR = timedelta(hours=1)
CLOSE = 6.0  # per cent of the scale that the words of a turn need


@dataclass(frozen=True, slots=True)
class Tick:
    """A local midnight. ``x`` in per cent; ``named``: its day is written over it.

    every: of how many ticks one is named where there is little room.
    """

    x: str
    day: datetime
    named: bool
    every: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that changed for everyone: a level ordered, a protocol issued."""

    x: str
    at: datetime
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """``value`` of ``steps`` hours after ``first``."""

    first: datetime
    steps: int
    value: int
    ticks: tuple[Tick, ...]
    turns: tuple[Turn, ...]


def scale(
    *, first: datetime, last: datetime, at: datetime, zone: str, turns: Iterable[tuple[datetime, Text]] = ()
) -> Scale:
    """The last four weeks up to ``last``, from a local midnight on, or less where the record is younger."""
    clock = ZoneInfo(zone)
    start = max(first, last - WEEKS).astimezone(clock)
    start = datetime.combine(start.date(), time(), clock)
    steps = max(1, -(-int((last - start).total_seconds()) // 3600))
    days = [start + timedelta(days=n) for n in range(steps // 24 + 1)]
    every = max(1, -(-len(days) // 10))

    def x(moment: datetime) -> str:
        return f"{100 * (moment - start).total_seconds() / (steps * 3600):.2f}%"

    return Scale(
        first=start,
        steps=steps,
        value=min(steps, max(0, int((at - start) / HOUR))),
        ticks=tuple(Tick(x(day), day, number % every == 0, every * 3) for number, day in enumerate(days)),
        turns=_apart([Turn(x(when), when, (text,)) for when, text in turns if start <= when <= last]),
    )


def _apart(turns: list[Turn]) -> tuple[Turn, ...]:
    """Turns whose words would lie on one another become one, with all their words."""
    found: list[Turn] = []
    for turn in turns:
        if found and float(turn.x.rstrip("%")) - float(found[-1].x.rstrip("%")) < CLOSE:
            found[-1] = replace(found[-1], texts=found[-1].texts + turn.texts)
        else:
            found.append(turn)
    return tuple(found)
