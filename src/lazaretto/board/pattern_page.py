"""Another pattern before it is ordered: whom it touches, from when, and how many are inside on each day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.board.houses import House
from lazaretto.board.loop_page import limits_of, order_of
from lazaretto.facts.duty import PatternOrdered
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.demanding import needed
from lazaretto.obligations.looping import Phased, foreseen, phased
from lazaretto.obligations.manning import stood
from lazaretto.obligations.rostering.force import pattern_in_force
from lazaretto.protocol.document import Pattern, Protocol
from lazaretto.registers.standing import Standing

LEAST_AHEAD = 28  # days that are foreseen; more where the pattern's own round is longer


@dataclass(frozen=True, slots=True)
class Touched:
    """Somebody whose running phase ends on another day, or is followed by another, than without the order.

    was, ends: the first day after the running phase, without the order and with it; never earlier.
    """

    person: str
    batch: str
    now: str
    since: date
    was: date
    ends: date
    then: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class DayInside:
    """How many are in A on a day, without the order and with it."""

    day: date
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class PatternPage:
    """A pattern that might be ordered. chosen: None until one is; need: people inside, None: no post is set.

    longer: how many stay longer where they are than they would have.
    """

    house: House
    at: datetime
    today: date
    now: Pattern | None
    order: PatternOrdered | None
    patterns: tuple[Pattern, ...]
    chosen: Pattern | None
    first: date
    touched: tuple[Touched, ...]
    people: int
    days: tuple[DayInside, ...]
    need: int | None

    @property
    def longer(self) -> int:
        """How many stay longer where they are."""
        return sum(one.ends > one.was for one in self.touched)

    @property
    def short_before(self) -> int:
        """On how many of the days too few are inside without the order."""
        return sum(day.before < (self.need or 0) for day in self.days)

    @property
    def short_after(self) -> int:
        """On how many of the days too few are inside with it."""
        return sum(day.after < (self.need or 0) for day in self.days)


def pattern_page(
    standing: Standing, *, facts: Sequence[Fact], house: House, protocol: Protocol | None,
    pattern: str | None, first: date | None,
) -> PatternPage:  # fmt: skip
    """What another pattern would change from a day on (None: tomorrow), if it were ordered."""
    today = local_day(instant(standing.at), zone=house.zone)
    begins = first or today + timedelta(days=1)
    patterns = protocol.patterns if protocol else ()
    chosen = next((one for one in patterns if one.id == pattern), None)
    now = pattern_in_force(standing, protocol, house.code, today) if protocol else None
    people = phased(standing, protocol, facility=house.code) if protocol else ()
    touched: tuple[Touched, ...] = ()
    days: tuple[DayInside, ...] = ()
    if protocol is not None and chosen is not None:
        after = phased(standing, protocol, facility=house.code, ordered=(chosen, begins))
        touched = tuple(
            _touched(was, will) for was, will in zip(people, after, strict=True) if _differs(was, will)
        )
        days = _days(standing, protocol, house, people, after, chosen, begins, today)
    return PatternPage(
        house=house, at=instant(standing.at), today=today, now=now,
        order=order_of(standing, facts, house, today), patterns=patterns, chosen=chosen, first=begins,
        touched=touched, people=len(people), days=days, need=_need(standing, facts, house, protocol),
    )  # fmt: skip


def _differs(was: Phased, will: Phased) -> bool:
    return was.ends != will.ends or _next(was) != _next(will)


def _next(one: Phased) -> str | None:
    return one.following.phase if one.following else None


def _touched(was: Phased, will: Phased) -> Touched:
    return Touched(was.person, was.batch, was.now, was.since, was.ends, will.ends, _next(was), _next(will))


def _days(
    standing: Standing, protocol: Protocol, house: House, people: Sequence[Phased], after: Sequence[Phased],
    chosen: Pattern, begins: date, today: date,
) -> tuple[DayInside, ...]:  # fmt: skip
    """Everybody steps on the first day they may, by that day's pattern: without the order and with it."""
    ahead = max(LEAST_AHEAD, sum(phase.days for phase in chosen.phases) + (begins - today).days)
    days = [today + timedelta(days=n) for n in range(ahead)]
    ruling = {day: pattern_in_force(standing, protocol, house.code, day) for day in days}
    ordered = {day: chosen if day >= begins else ruling[day] for day in days}
    before = foreseen(people, ruling, first=today, days=ahead)
    then = foreseen(after, ordered, first=today, days=ahead)
    return tuple(
        DayInside(day, one["A"], other["A"]) for day, one, other in zip(days, before, then, strict=True)
    )


def _need(standing: Standing, facts: Sequence[Fact], house: House, protocol: Protocol | None) -> int | None:
    """The least number of people inside that the posts of the guarded area take."""
    posts = [post for post in stood(standing, facts, house.code) if post.zone == "guarded"]
    hours = limits_of(protocol).get("watch_hours_exceeded", {}).get("hours") if protocol else None
    return needed(posts, hours=hours) if posts else None
