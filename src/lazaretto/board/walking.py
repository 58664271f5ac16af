"""The order in which a house is walked: wing by wing, cell by cell, as the numbers stand on the doors."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from lazaretto.obligations.rounds import Answered

OPEN = ("none", "invalid")  # outcomes that ask for a swab
Step = tuple[tuple[int, int, str], ...]


def step(place: str | None) -> Step:
    """What places are sorted by: 2 comes before 10; whoever has no cell comes last."""
    if place is None:
        return ((2, 0, ""),)
    parts = re.findall(r"\d+|\D+", place)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


@dataclass(frozen=True, slots=True)
class Stop:
    """One cell of a walk with its people, or those who have no cell."""

    place: str | None
    people: tuple[Answered, ...]

    @property
    def open(self) -> tuple[Answered, ...]:
        """Who is still to be swabbed here: not reached, or whose tube said nothing."""
        return tuple(one for one in self.people if one.outcome in OPEN)

    @property
    def done(self) -> int:
        """How many have one."""
        return len(self.people) - len(self.open)


def stops(people: Iterable[Answered]) -> tuple[Stop, ...]:
    """People by their cells in walking order; of one cell by number, and so the staff."""
    ordered = sorted(people, key=lambda one: (step(one.cell), step(one.person)))
    return tuple(Stop(place, tuple(group)) for place, group in groupby(ordered, key=lambda one: one.cell))


def onward(walk: Sequence[Stop], place: str | None) -> Stop | None:
    """The next cell after this one where somebody is uncovered, round to the beginning; None: nobody is."""
    here = next((n for n, stop in enumerate(walk) if stop.place == place), -1)
    ahead = [*walk[here + 1 :], *walk[: here + 1]]
    return next((stop for stop in ahead if stop.open), None)
