"""What a house does in one slot: the hands of everything that is owed again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from lazaretto.facts.fact import Body
from lazaretto.protocol.document import Clause, Recurring
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import World

_MINUTE = timedelta(minutes=1)

Bound: TypeAlias = list[tuple[Clause, Recurring]]


@dataclass(frozen=True, slots=True)
class Work:
    """What a house does in one slot, for the clauses that bind it there."""

    world: World
    house: House
    bound: Bound
    opens: datetime
    closes: datetime
    moment: datetime

    def say(self, body: Body, moment: datetime, *, actor: str, place: str | None = None) -> None:
        """State a fact of the house."""
        self.world.say(self.house.code, body, moment, actor=actor, place=place)

    def slip(self, kind: str) -> bool:
        """True when the house makes this error in this slot."""
        day = self.world.today(self.opens)
        return self.world.slips.take(kind, self.house.code, day) is not None

    def happens(self, kind: str) -> bool:
        """True when this, which is nobody's error, happens in the house in this slot."""
        day = self.world.today(self.opens)
        return self.world.happenings.take(kind, self.house.code, day) is not None

    def seed(self, kind: str, words: str, subjects: Callable[[], list[str]]) -> None:
        """Note an error of this slot; whom it concerns is asked when the slot closes."""
        grace = max(duty_.grace for _, duty_ in self.bound) * _MINUTE

        def note() -> None:
            expects = tuple((clause.id, subject) for clause, _ in self.bound for subject in subjects())
            seeded = Seeded(
                kind, self.house.code, self.closes, self.closes + grace + _MINUTE, words, expects
            )  # fmt: skip
            self.world.slips.seed(seeded)

        self.world.at(self.closes, note)
