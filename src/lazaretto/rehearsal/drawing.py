"""Times that nobody can foresee: from the chain of whoever starts the rehearsal, else from its own seed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

from lazaretto.rehearsal.streams import Stream


class Chain(Protocol):
    """The secrets of one house from which its times are drawn, and their published end."""

    @property
    def anchor(self) -> str | None:
        """What is published before the first day; None where nothing is promised."""

    def minutes(self, day: date, slot: str, *, count: int, among: range) -> tuple[int, ...]:
        """``count`` different minutes of a day's slot, by the clock, in order."""


Draws: TypeAlias = Callable[[str, date, int], Chain]  # of a house, from a first day on, for so many days


@dataclass(frozen=True, slots=True)
class Unpromised:
    """Times from the rehearsal's seed alone: the same on every machine, and promised by nobody."""

    seed: int
    facility: str
    anchor: None = None

    def minutes(self, day: date, slot: str, *, count: int, among: range) -> tuple[int, ...]:
        """Different minutes from a stream of this house, day and slot."""
        return tuple(sorted(Stream(self.seed, "roll-call", self.facility, day, slot).shuffled(among)[:count]))
