"""How many people the posts of a house take a day, and whether those who are there can be enough (M28).

A watch of four people for eight hours takes 32 hours. Where the protocol limits the hours of watch in a
day, nobody gives more of them; and at any moment everybody on watch is somebody else. The larger of the
two is the least number of people, for all posts and for any group of them that the same people can stand:
when one group lacks people, no roster helps (Hall's condition).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lazaretto.facts.custody import Sex
from lazaretto.facts.duty import PostSet, StaffPost, Watch
from lazaretto.facts.gate import Zone

Sort = Literal["posts", "women", "leaders", "medics", "batch_women"]
DAY = 24 * 60  # minutes
GUARDED: Zone = "guarded"


@dataclass(frozen=True, slots=True)
class Demand:
    """What a group of posts takes at least: so many people, of these staff, who may be in that zone.

    posts: their codes; none for what a batch must have in any case.
    """

    sort: Sort
    zone: Zone
    staff: tuple[StaffPost, ...]
    posts: tuple[str, ...]
    need: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A demand that cannot be met: only ``there`` people of those it needs can be there."""

    demand: Demand
    there: int

    @property
    def lacking(self) -> int:
        """How many people are too few."""
        return self.demand.need - self.there


def least(watches: Sequence[Watch], *, hours: int | None, women: bool = False) -> int:
    """The least number of people for these watches a day. hours: that one may stand; None: no limit."""
    asked = [(watch, watch.women if women else watch.need) for watch in watches]
    peak = max((_on_watch(asked, _minute(watch)) for watch, _ in asked), default=0)
    total = sum(watch.hours * people for watch, people in asked)
    return max(peak, -(-total // hours) if hours else 0)


def demands(posts: Sequence[PostSet], *, hours: int | None) -> tuple[Demand, ...]:
    """What every group of posts takes that the same staff can stand; groups that take nobody left out."""
    found = []
    for staff in _unions(frozenset(post.staff) for post in posts):
        for zone in (GUARDED, "administration"):
            group = [
                post
                for post in posts
                if staff.issuperset(post.staff) and zone in (post.zone, "administration")
            ]
            watches = [watch for post in group for watch in post.watches]
            for sort, women in (("posts", False), ("women", True)):
                need = least(watches, hours=hours, women=women)
                asked = [p.post for p in group if any(w.women if women else w.need for w in p.watches)]
                if need:
                    found.append(Demand(sort, zone, tuple(sorted(staff)), tuple(asked), need))  # type: ignore[arg-type]
    return tuple(found)


def needed(posts: Sequence[PostSet], *, hours: int | None) -> int:
    """The least number of people for all posts: each group that shares no staff with another by itself."""
    apart: list[set[StaffPost]] = []
    for post in posts:
        joined = set(post.staff).union(*(group for group in apart if group & set(post.staff)))
        apart = [group for group in apart if not group & set(post.staff)] + [joined]
    watches = [[w for p in posts if group.issuperset(p.staff) for w in p.watches] for group in apart]
    return sum(least(group, hours=hours) for group in watches)


def shortfalls(
    asked: Iterable[Demand], *, inside: Counter[tuple[StaffPost, Sex]], beside: Counter[tuple[StaffPost, Sex]]
) -> tuple[Shortfall, ...]:
    """The demands that cannot be met, the gravest first.

    inside: who may stand in the guarded area, by post and sex; beside: who may stand outside it only.
    A group is left out where a smaller one within it lacks as many.
    """
    found = []
    for demand in asked:
        there = _able(demand, inside)
        if demand.zone != GUARDED:
            there += _able(demand, beside)
        if there < demand.need:
            found.append(Shortfall(demand, there))
    kept = [one for one in found if not any(_says_more(other, one) for other in found)]
    return tuple(sorted(kept, key=lambda one: (-one.lacking, one.demand.sort, one.demand.posts)))


def able(demand: Demand, staff: StaffPost, sex: Sex) -> bool:
    """Whether somebody of such staff counts for a demand."""
    return staff in demand.staff and (sex == "female" or demand.sort not in ("women", "batch_women"))


def _able(demand: Demand, there: Counter[tuple[StaffPost, Sex]]) -> int:
    return sum(count for (staff, sex), count in there.items() if able(demand, staff, sex))


def _says_more(other: Shortfall, one: Shortfall) -> bool:
    """Whether another shortfall of the same sort speaks of fewer posts and lacks as many."""
    a, b = other.demand, one.demand
    if a is b or a.sort != b.sort or not a.posts or other.lacking < one.lacking:
        return False
    smaller = (a.staff, a.zone == GUARDED) != (b.staff, b.zone == GUARDED)
    return smaller and set(a.staff) <= set(b.staff) and (a.zone == GUARDED or b.zone != GUARDED)


def _unions(sets: Iterable[frozenset[StaffPost]]) -> list[frozenset[StaffPost]]:
    """Every union of some of these sets; with six posts of staff there are at most 63."""
    found: set[frozenset[StaffPost]] = set()
    for one in sets:
        found |= {one, *(one | other for other in found)}
    return sorted(found, key=lambda one: (len(one), sorted(one)))


def _minute(watch: Watch) -> int:
    return watch.begins.hour * 60 + watch.begins.minute


def _on_watch(asked: Sequence[tuple[Watch, int]], minute: int) -> int:
    """How many people are on watch at a minute of a day like every other."""
    return sum(people for w, people in asked if (minute - _minute(w)) % DAY < w.hours * 60)
