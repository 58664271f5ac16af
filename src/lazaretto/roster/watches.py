"""The watches of a house's posts as slots of a day: minutes, nights, which posts ask for the same people."""

from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.facts.duty import Watch
from lazaretto.obligations.rostering.situation import Post

_DAY = 1440
_SMALL_HOURS = 5 * 60  # a watch that holds any hour between 0:00 and 5:00 is a night


@dataclass(frozen=True, slots=True)
class Slot:
    """One watch of a post. begins, ends: minutes of the day on which it begins; the end may lie beyond."""

    post: Post
    watch: Watch

    @property
    def need(self) -> int:
        """How many people it needs; women are counted among them."""
        return max(self.watch.need, self.watch.women)

    @property
    def begins(self) -> int:
        """The minute at which it begins."""
        return self.watch.begins.hour * 60 + self.watch.begins.minute

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.watch.hours * 60

    @property
    def ends(self) -> int:
        """The minute at which it ends."""
        return self.begins + self.minutes

    @property
    def is_night(self) -> bool:
        """Whether it holds any hour between 0:00 and 5:00."""
        return self.begins < _SMALL_HOURS or self.ends > _DAY


@dataclass(frozen=True, slots=True)
class Group:
    """Posts that ask for the same people: zone, staff and procedures alike."""

    posts: tuple[Post, ...]

    @property
    def name(self) -> str:
        """The codes of its posts."""
        return " ".join(post.post for post in self.posts)

    @property
    def guarded(self) -> bool:
        """Whether it lies inside the guarded area."""
        return self.posts[0].zone == "guarded"

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The watches of its posts."""
        return slots(self.posts)


def slots(posts: Sequence[Post]) -> tuple[Slot, ...]:
    """Every watch of some posts that needs anybody, in their order."""
    return tuple(slot for post in posts for watch in post.watches if (slot := Slot(post, watch)).need)


def groups(posts: Sequence[Post]) -> tuple[Group, ...]:
    """The posts that need anybody, those alike together, in the order of their first."""
    alike: dict[tuple[object, ...], list[Post]] = {}
    for post in posts:
        if slots([post]):
            key = (post.zone, frozenset(post.staff), frozenset(post.procedures))
            alike.setdefault(key, []).append(post)
    return tuple(Group(tuple(each)) for each in alike.values())
