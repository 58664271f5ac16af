"""The three and three of a house as values: slots by place, what is blank, fevers, series."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from lazaretto.board.houses import House
from lazaretto.board.timeline import FeverLimit
from lazaretto.protocol.document import Owner, Text

Work = Literal["temperature", "disinfected"]
Sort = Literal["cell", "staff", "area"]
State = Literal["late", "owed", "blank", "disputed", "done", "upcoming", "none"]
STATES: tuple[State, ...] = get_args(State)
Step = Literal["temperature", "visited", "isolated", "sampled"]
How = Literal["open", "late", "missed", "done", "lifted"]
PENDING: tuple[How, ...] = ("open", "late", "missed")
Why = Literal["same_person", "same_sweep", "same_for_all"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One column: a slot of the clauses in force. closes: it is due; until: it can still be met late."""

    work: Work
    label: Text
    opens: datetime
    closes: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """One subject of a slot, and the fact that met it. who: who stated it."""

    subject: str
    state: State
    fact: UUID | None
    value: str = ""
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Square:
    """One place in one slot: of so many people, or of one area, how many are still blank."""

    slot: Slot
    place: str | None
    state: State
    items: tuple[Answered, ...]

    @property
    def blank(self) -> tuple[str, ...]:
        """Those without an answer, in order."""
        return tuple(
            item.subject for item in self.items if item.state in ("late", "owed", "blank", "disputed")
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A cell, the staff inside (place None) or a key area, slot by slot."""

    place: str | None
    sort: Sort
    squares: tuple[Square, ...]

    @property
    def people(self) -> tuple[tuple[str, tuple[Answered | None, ...]], ...]:
        """Subject by subject, what each slot holds of them: None where nothing was owed."""
        held = [{item.subject: item for item in square.items} for square in self.squares]
        everyone = sorted({subject for items in held for subject in items})
        return tuple((subject, tuple(items.get(subject) for items in held)) for subject in everyone)

    @property
    def worst(self) -> int:
        """How pressing it is: what is blank comes first."""
        return min((RANK[square.state] for square in self.squares), default=RANK["none"])


RANK: dict[State, int] = {state: number for number, state in enumerate(STATES)}


@dataclass(frozen=True, slots=True)
class FeverStep:
    """One thing a fever calls for: how it stands, by when, who owes it, and what answered it."""

    step: Step
    how: How
    due: datetime | None
    seconds_left: int
    owner: Owner | None
    at: datetime | None = None
    value: str = ""
    obligation: UUID | None = None


@dataclass(frozen=True, slots=True)
class Fever:
    """A fever of the day: the first reading, and what followed."""

    person: str
    place: str | None
    at: datetime
    tenths: int
    fact: UUID
    steps: tuple[FeverStep, ...]

    @property
    def next(self) -> FeverStep | None:
        """What is to be done first."""
        waiting = [(s.due, n) for n, s in enumerate(self.steps) if s.how in PENDING and s.due is not None]
        return self.steps[min(waiting)[1]] if waiting else None

    @property
    def unmeasured(self) -> bool:
        """Nobody has measured again yet, although it is called for."""
        return any(step.step == "temperature" and step.how in PENDING for step in self.steps)

    @property
    def over(self) -> bool:
        """Nothing is owed any more."""
        return self.next is None


@dataclass(frozen=True, slots=True)
class Flag:
    """Why a series is not believed: the clause that says so, from the reading at ``at`` on."""

    why: Why
    title: Text
    times: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Series:
    """A person's readings of the last days, oldest first: (instant, tenths)."""

    person: str
    readings: tuple[tuple[datetime, int], ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class SweepsPage:
    """All of it, of one house at an instant.

    strength, minutes: what the protocol in force asks of a disinfection; None where it asks nothing.
    """

    house: House
    at: datetime
    temperatures: tuple[Line, ...]
    areas: tuple[Line, ...]
    slots: tuple[Slot, ...]
    area_slots: tuple[Slot, ...]
    fevers: tuple[Fever, ...]
    limit: FeverLimit | None
    strength: int | None
    minutes: int | None
    next_change: datetime | None

    @property
    def todo(self) -> tuple[Square, ...]:
        """What can be answered now, what presses most first."""
        squares = [s for line in (*self.temperatures, *self.areas) for s in line.squares]
        waiting = [s for s in squares if s.state in ("late", "owed")]
        keys = {"temperature": 0, "disinfected": 1}
        return tuple(sorted(waiting, key=lambda s: (s.slot.until, keys[s.slot.work], s.place or "~")))

    @property
    def missed(self) -> tuple[Square, ...]:
        """Slots of today that stayed blank and are over."""
        squares = [s for line in (*self.temperatures, *self.areas) for s in line.squares]
        return tuple(s for s in squares if s.state == "blank")
