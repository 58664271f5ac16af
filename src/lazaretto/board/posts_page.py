"""The posts of a house: what stands guard where, from when to when, and how many people it takes."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from lazaretto.board.houses import House
from lazaretto.board.rosters import Held
from lazaretto.facts.duty import PostSet
from lazaretto.protocol.document import Procedure

HOURS_OF_A_DAY = 24


@dataclass(frozen=True, slots=True)
class PostsPage:
    """A house's posts as they were last set. over: those stood no more. known: procedures to ask for."""

    house: House
    at: datetime
    posts: tuple[Held[PostSet], ...]
    over: tuple[Held[PostSet], ...]
    known: tuple[Procedure, ...]

    @property
    def people(self) -> Fraction:
        """How many people are on watch at a time, taken over a day."""
        hours = sum(watch.hours * watch.need for held in self.posts for watch in held.body.watches)
        return Fraction(hours, HOURS_OF_A_DAY)

    @property
    def shifts(self) -> int:
        """How many watches of one person the posts take a day."""
        return sum(watch.need for held in self.posts for watch in held.body.watches)


def posts_page(
    house: House, at: datetime, posts: tuple[Held[PostSet], ...], known: tuple[Procedure, ...]
) -> PostsPage:
    """The page, the posts that are stood apart from those that are not."""
    stood = tuple(held for held in posts if held.body.watches)
    over = tuple(held for held in posts if not held.body.watches)
    return PostsPage(house, at, stood, over, known)
