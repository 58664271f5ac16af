"""How many people the posts of a house take a day, and whether those who are there can be enough (M28).

A watch of four people for eight hours takes 32 hours. Where the protocol limits the hours of watch in a
day, nobody gives more of them; and at any moment everybody on watch is somebody else. The larger of the
two is the least number of people, for all posts and for any group of them that the same people can stand:
when one group lacks people, no roster helps (Hall's condition). Whose pass has run out by a day cannot stand
what asks for it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lazaretto.facts.custody import Sex
from lazaretto.facts.duty import PostSet, StaffPost, Watch
from lazaretto.facts.gate import Zone

Sort = Literal["posts", "women", "leaders", "medics", "batch_women"]
DAY = 24 * 60  # minutes
GUARDED: Zone = "guarded"
_ZONES: tuple[Zone, ...] = (GUARDED, "administration")
_SORTS: tuple[tuple[Sort, bool], ...] = (("posts", False), ("women", True))


class Able(NamedTuple):
    """Somebody who serves on a day. guarded: they may stand in the guarded area. fit: for these posts."""

    staff: StaffPost
    sex: Sex
    guarded: bool
    fit: frozenset[str]


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
    """A demand that cannot be met: only ``there`` people of those it needs can be there.

    untrained: how many more there are who lack nothing but a valid pass.
    """

    demand: Demand
    there: int
    untrained: int = 0

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


def demands(
    posts: Sequence[PostSet], *, hours: int | None, asks: Mapping[str, Sequence[str]] | None = None
) -> tuple[Demand, ...]:
    """What every group of posts takes that the same people can stand; groups that take nobody left out.

    asks: the procedures that each post asks for. Groups: the posts of any of the same staff, and among
    them those that ask for the same.
    """
    asks = asks or {}
    found: dict[Demand, None] = {}
    for staff in _unions(frozenset(post.staff) for post in posts):
        group = [post for post in posts if staff.issuperset(post.staff)]
        for part in (group, *_alike(group, asks)):
            for zone in _ZONES:
                here = [post for post in part if zone in (post.zone, "administration")]
                found.update(dict.fromkeys(_of_group(here, zone, staff, hours)))
    return tuple(found)


def _alike(posts: Sequence[PostSet], asks: Mapping[str, Sequence[str]]) -> list[list[PostSet]]:
    """The posts by what they ask for, where they do not all ask for the same."""
    parts: dict[frozenset[str], list[PostSet]] = {}
    for post in posts:
        parts.setdefault(frozenset(asks.get(post.post, ())), []).append(post)
    return list(parts.values()) if len(parts) > 1 else []


def _of_group(
    posts: Sequence[PostSet], zone: Zone, staff: frozenset[StaffPost], hours: int | None
) -> list[Demand]:
    watches = [watch for post in posts for watch in post.watches]
    found = []
    for sort, women in _SORTS:
        need = least(watches, hours=hours, women=women)
        asked = tuple(p.post for p in posts if any(w.women if women else w.need for w in p.watches))
        if need:
            found.append(Demand(sort, zone, tuple(sorted(staff)), asked, need))
    return found


def needed(posts: Sequence[PostSet], *, hours: int | None) -> int:
    """The least number of people for all posts: each group that shares no staff with another by itself."""
    apart: list[set[StaffPost]] = []
    for post in posts:
        joined = set(post.staff).union(*(group for group in apart if group & set(post.staff)))
        apart = [group for group in apart if not group & set(post.staff)] + [joined]
    watches = [[w for p in posts if group.issuperset(p.staff) for w in p.watches] for group in apart]
    return sum(least(group, hours=hours) for group in watches)


def shortfalls(asked: Iterable[Demand], there: Iterable[Able]) -> tuple[Shortfall, ...]:
    """The demands that cannot be met by those who are there, the gravest first.

    A group is left out where a smaller one within it lacks as many.
    """
    people, found = Counter(there), []
    for demand in asked:
        here = {one: many for one, many in people.items() if demand.zone != GUARDED or one.guarded}
        fit = sum(many for one, many in here.items() if able(demand, one.staff, one.sex, one.fit))
        if fit < demand.need:
            every = sum(many for one, many in here.items() if able(demand, one.staff, one.sex))
            found.append(Shortfall(demand, fit, every - fit))
    kept = [one for one in found if not any(_says_more(other, one) for other in found)]
    return tuple(sorted(kept, key=lambda one: (-one.lacking, one.demand.sort, one.demand.posts)))


def able(demand: Demand, staff: StaffPost, sex: Sex, fit: frozenset[str] | None = None) -> bool:
    """Whether somebody of such staff counts for a demand. fit: for these posts; None: passes aside."""
    if staff not in demand.staff or (sex != "female" and demand.sort in ("women", "batch_women")):
        return False
    return fit is None or not demand.posts or not fit.isdisjoint(demand.posts)


def _says_more(other: Shortfall, one: Shortfall) -> bool:
    """Whether another shortfall of the same sort speaks of fewer posts and lacks as many."""
    a, b = other.demand, one.demand
    if a is b or a.sort != b.sort or not a.posts or other.lacking < one.lacking:
        return False
    smaller = (set(a.posts), a.staff, a.zone) != (set(b.posts), b.staff, b.zone)
    within = set(a.posts) <= set(b.posts) and set(a.staff) <= set(b.staff)
    return smaller and within and (a.zone == GUARDED or b.zone != GUARDED)


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
