"""What a roster puts on people: days inside, nights and hours on watch; and how evenly they lie."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lazaretto.facts.duty import Stand, Watch
from lazaretto.obligations.rostering.situation import Post, Roster
from lazaretto.obligations.rostering.tiring import at_night
from lazaretto.obligations.rostering.unrolling import Shift


@dataclass(frozen=True, slots=True)
class Load:
    """What a roster puts on somebody: days inside (A), nights on watch, hours on watch."""

    inside: int = 0
    nights: int = 0
    hours: int = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """How evenly something lies on people: the least, the most, the mean, and who carries the most.

    of: ``inside``, ``nights`` or ``hours``. over: among how many people.
    """

    of: str
    least: int
    most: int
    mean: float
    who: tuple[str, ...]
    over: int


def loads(roster: Roster, *, posts: Iterable[Post], first: date, last: date) -> dict[str, Load]:
    """What the roster puts on each of its people between two days."""
    watches = {(post.post, watch.watch): watch for post in posts for watch in post.watches}
    turns = [turn for turn in roster.turns if turn.first <= last and turn.last >= first]
    inside = {turn.person: 0 for turn in turns}
    for turn in turns:
        if turn.phase == "A":
            served = (min(turn.last, last) - max(turn.first, first)).days + 1
            inside[turn.person] += served
    nights, hours = dict.fromkeys(inside, 0), dict.fromkeys(inside, 0)
    for stand in roster.stands:
        watch = watches.get((stand.post, stand.watch))
        if watch is not None and first <= stand.day <= last:
            nights[stand.person] = nights.get(stand.person, 0) + at_night(_shift(stand, watch))
            hours[stand.person] = hours.get(stand.person, 0) + watch.hours
    people = sorted({*inside, *hours})
    return {one: Load(inside.get(one, 0), nights.get(one, 0), hours.get(one, 0)) for one in people}


def spreads(weight: Mapping[str, Load], *, among: Sequence[str]) -> tuple[Spread, ...]:
    """How evenly days inside, nights and hours lie on people; nothing where there is nobody."""
    found = []
    for of in ("inside", "nights", "hours") if among else ():
        values = {person: int(getattr(weight[person], of)) for person in among}
        most = max(values.values())
        who = tuple(person for person, value in values.items() if value == most)
        mean = sum(values.values()) / len(values)
        found.append(Spread(of, min(values.values()), most, mean, who, len(values)))
    return tuple(found)


def _shift(stand: Stand, watch: Watch) -> Shift:
    begins = watch.begins.hour * 60 + watch.begins.minute
    return Shift(stand, begins, begins + watch.hours * 60)
