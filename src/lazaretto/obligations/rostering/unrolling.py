"""A roster laid out by person and day, so that each rule of the judge is a short loop over it.

Minutes count from midnight of the situation's first day, by the clock on the wall.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from lazaretto.facts.duty import Phase, Stand, Turn, Watch
from lazaretto.facts.fact import Code, Person
from lazaretto.obligations.rostering.situation import Away, Member, Post, Roster, Situation

DAY = 24 * 60  # minutes


class Run(NamedTuple):
    """Days in a row that somebody is in one phase. before: days of it that they served before the first."""

    phase: Phase
    first: date
    last: date
    before: int = 0

    @property
    def days(self) -> int:
        """How long it lasts, what was served before included."""
        return (self.last - self.first).days + 1 + self.before


class Shift(NamedTuple):
    """A watch that somebody stands, in minutes; its end is not in it."""

    stand: Stand
    start: int
    end: int


@dataclass(frozen=True)
class Unrolled:
    """What is judged, by person and day. Days outside the situation are not looked at."""

    situation: Situation
    roster: Roster

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days that are judged."""
        first, last = self.situation.first, self.situation.last
        return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))

    @cached_property
    def members(self) -> dict[Person, Member]:
        """Everybody of the strength."""
        return {member.person: member for member in self.situation.members}

    @cached_property
    def posts(self) -> dict[Code, Post]:
        """The posts of the house."""
        return {post.post: post for post in self.situation.posts}

    @cached_property
    def watches(self) -> dict[tuple[Code, Code], Watch]:
        """Every watch of every post."""
        return {(post.post, watch.watch): watch for post in self.situation.posts for watch in post.watches}

    @cached_property
    def turns(self) -> dict[Person, list[Turn]]:
        """The turns of each person that touch the days judged, in order."""
        found: dict[Person, list[Turn]] = {}
        for turn in sorted(self.roster.turns, key=lambda one: (one.first, one.last)):
            if turn.first <= self.situation.last and self.situation.first <= turn.last:
                found.setdefault(turn.person, []).append(turn)
        return found

    @cached_property
    def phases(self) -> dict[Person, dict[date, Phase]]:
        """Who is in which phase on which day; where turns overlap, the one that began last counts."""
        found: dict[Person, dict[date, Phase]] = {}
        for person, turns in self.turns.items():
            mine = found.setdefault(person, {})
            for turn in turns:
                mine.update((day, turn.phase) for day in self.days if turn.first <= day <= turn.last)
        return found

    @cached_property
    def stands(self) -> tuple[Stand, ...]:
        """The stands of the days judged, in order of days; what the roster says twice stands once."""
        first, last = self.situation.first, self.situation.last
        mine = {stand for stand in self.roster.stands if first <= stand.day <= last}
        return tuple(sorted(mine, key=lambda one: (one.day, one.post, one.watch, one.person)))

    @cached_property
    def shifts(self) -> dict[Person, list[Shift]]:
        """The watches that each person stands, in order of time."""
        found: dict[Person, list[Shift]] = {}
        for stand in self.stands:
            watch = self.watches.get((stand.post, stand.watch))
            if watch is not None:
                begins = watch.begins.hour * 60 + watch.begins.minute
                start = (stand.day - self.situation.first).days * DAY + begins
                found.setdefault(stand.person, []).append(Shift(stand, start, start + watch.hours * 60))
        return {person: sorted(mine, key=lambda one: (one.start, one.end)) for person, mine in found.items()}

    @cached_property
    def manned(self) -> Counter[tuple[Code, Code, date]]:
        """How many stand each watch of each day."""
        return Counter((stand.post, stand.watch, stand.day) for stand in self.stands)

    @cached_property
    def women(self) -> Counter[tuple[Code, Code, date]]:
        """How many women do."""
        female = {person for person, member in self.members.items() if member.sex == "female"}
        return Counter((one.post, one.watch, one.day) for one in self.stands if one.person in female)

    def away(self, member: Member, day: date) -> Away | None:
        """Why somebody cannot serve on a day; None if they can."""
        return next((a for a in member.away if a.first <= day and (a.last is None or day <= a.last)), None)

    def runs(self, member: Member) -> list[Run]:
        """The phases of somebody, day after day; a day without a phase parts two runs."""
        mine = self.phases.get(member.person, {})
        found = [Run(phase, days[0], days[-1]) for phase, days in _in_a_row(mine, self.days)]
        if found and self.goes_on(member, found[0]):
            found[0] = found[0]._replace(before=self.served(member))
        return found

    def served(self, member: Member) -> int:
        """For how many days somebody was in their phase before the first day."""
        since = member.since if member.since is not None else self.situation.first
        return max((self.situation.first - since).days, 0)

    def goes_on(self, member: Member, run: Run) -> bool:
        """Whether it is the phase in which they stood on the eve."""
        return run.first == self.situation.first and run.phase == member.phase


def stretches(days: Iterable[date]) -> Iterator[tuple[date, int]]:
    """Days as stretches of days in a row: the first of each, and how many they are."""
    for _, group in groupby(enumerate(sorted(set(days))), key=lambda one: one[1].toordinal() - one[0]):
        mine = [day for _, day in group]
        yield mine[0], len(mine)


def _in_a_row(phases: dict[date, Phase], days: tuple[date, ...]) -> Iterator[tuple[Phase, list[date]]]:
    for phase, group in groupby(days, key=phases.get):
        if phase is not None:
            yield phase, list(group)
