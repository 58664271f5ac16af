"""The strength of a house on a page: thirty days ahead, what will be lacking, and what would help."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lazaretto.board.houses import House
from lazaretto.facts.duty import LeftStrength, PostSet
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.away import away_on
from lazaretto.obligations.demanding import Shortfall, able
from lazaretto.obligations.lending import Lent, Spare, lent, spare
from lazaretto.obligations.manning import Day, Hand, Manning
from lazaretto.obligations.rostering.situation import Away
from lazaretto.obligations.strength import serving
from lazaretto.registers.standing import Standing

REMEMBERED = timedelta(days=30)  # for how long who left for good is still shown


@dataclass(frozen=True, slots=True)
class Giver:
    """An emptied house and whom it can give. near: it lies in the same county."""

    house: House
    near: bool
    people: tuple[Spare, ...]


@dataclass(frozen=True, slots=True)
class Back:
    """Somebody whose absence ends, and the first day on which they can serve again."""

    person: str
    day: date


@dataclass(frozen=True, slots=True)
class Gap:
    """A shortfall that lasts from a day to a day, at its gravest, and what would help.

    titles: of the posts. reserve: who stands by on the first day and could stand them; back: whose absence
    ends; givers: (house, how many could stand them) of emptied lock-ups, the nearest first.
    """

    first: date
    last: date
    short: Shortfall
    titles: tuple[str, ...]
    reserve: tuple[str, ...]
    back: tuple[Back, ...]
    givers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody on the strength who cannot serve today."""

    person: str
    absence: Away


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who left the strength for good, and on which day."""

    person: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class StrengthPage:
    """The strength of a house.

    came: who reinforces it; gave: whom it lends; givers: the houses that could reinforce it.
    """

    house: House
    at: datetime
    today: date
    days: tuple[Day, ...]
    hands: tuple[Hand, ...]
    posts: tuple[PostSet, ...]
    gaps: tuple[Gap, ...]
    absent: tuple[Absent, ...]
    came: tuple[Lent, ...]
    gave: tuple[Lent, ...]
    gone: tuple[Gone, ...]
    givers: tuple[Giver, ...]

    @property
    def short_days(self) -> int:
        """On how many of the days something is lacking."""
        return sum(bool(day.short) for day in self.days)


@dataclass(frozen=True, slots=True)
class CityStrength:
    """The strength of every house of a city, a line each. cities: codes of all cities in scope."""

    at: datetime
    zone: str
    city: str | None
    cities: tuple[str, ...]
    lines: tuple[StrengthPage, ...]


def strength_page(
    standing: Standing, *, facts: Sequence[Fact], house: House, houses: Sequence[House], manned: Manning
) -> StrengthPage:
    """The page of one house. houses: those of the network, among which the emptied ones are sought."""
    today = manned.days[0].day
    every = lent(standing)
    givers = givers_for(standing, house=house, houses=houses, day=today)
    return StrengthPage(
        house=house, at=instant(standing.at), today=today, days=manned.days, hands=manned.hands,
        posts=manned.posts, gaps=_gaps(manned, givers), absent=_absent(manned, today),
        came=tuple(one for one in every if one.to == house.code),
        gave=tuple(one for one in every if one.home == house.code != one.to),
        gone=_gone(standing, facts, house), givers=givers,
    )  # fmt: skip


def givers_for(standing: Standing, *, house: House, houses: Sequence[House], day: date) -> tuple[Giver, ...]:
    """The emptied houses that have people to give on a day: those of the same county first."""
    found = [
        Giver(other, other.county == house.county, people)
        for other in houses
        if other.code != house.code and (people := spare(standing, other.number, day))
    ]
    return tuple(sorted(found, key=lambda giver: (not giver.near, giver.house.code)))


def _gaps(manned: Manning, givers: Sequence[Giver]) -> tuple[Gap, ...]:
    """Shortfalls of the same demand on days in a row are one gap; the first to come is first."""
    titles = {post.post: post.title for post in manned.posts}
    found: list[Gap] = []
    running: dict[tuple[object, ...], int] = {}
    for day in manned.days:
        for short in day.short:
            what = (short.demand.sort, short.demand.zone, short.demand.staff, short.demand.posts)
            number = running.get(what)
            if number is not None and found[number].last == day.day - timedelta(days=1):
                gap = found[number]
                graver = short if short.lacking > gap.short.lacking else gap.short
                found[number] = replace(gap, last=day.day, short=graver)
            else:
                running[what] = len(found)
                found.append(_gap(manned, givers, day, short, titles))
    return tuple(sorted(found, key=lambda gap: (gap.first, -gap.short.lacking)))


def _gap(manned: Manning, givers: Sequence[Giver], day: Day, short: Shortfall, titles: dict[str, str]) -> Gap:
    demand = short.demand
    fit = [hand for hand in manned.hands if able(demand, hand.post, hand.sex)]
    standing_by = set(day.states["reserve"]) if demand.zone == "guarded" else set()
    return Gap(
        first=day.day, last=day.day, short=short, titles=tuple(titles[post] for post in demand.posts),
        reserve=tuple(
            hand.person for hand in fit
            if hand.person in standing_by
            and able(demand, hand.post, hand.sex, hand.fit(manned.posts, manned.asks, day.day))
        ),
        back=tuple(sorted(filter(None, (_back(hand, day.day) for hand in fit)), key=_when)),
        givers=tuple(
            (giver.house.code, many) for giver in givers
            if (many := sum(able(demand, one.post, one.sex) for one in giver.people))
        ),
    )  # fmt: skip


def _back(hand: Hand, day: date) -> Back | None:
    """When somebody who is away on a day can serve again; None of whom nobody knows, or who is not away."""
    absence = away_on(hand.away, day)
    if absence is None or absence.last is None:
        return None
    return Back(hand.person, absence.last + timedelta(days=1))


def _when(back: Back) -> tuple[date, str]:
    return back.day, back.person


def _absent(manned: Manning, today: date) -> tuple[Absent, ...]:
    found = [(hand.person, away_on(hand.away, today)) for hand in manned.hands]
    return tuple(Absent(person, absence) for person, absence in found if absence is not None)


def _gone(standing: Standing, facts: Sequence[Fact], house: House) -> tuple[Gone, ...]:
    """Who left this house for good in the last days and has not joined it again."""
    rows, places = standing.events("left_strength"), serving(standing)
    since = standing.at - int(REMEMBERED.total_seconds())
    rows = rows.where((rows.facility == house.number) & (rows.occurred > since))
    found = {}
    for key, at, fact in zip(rows.key.tolist(), rows.occurred.tolist(), rows.fact.tolist(), strict=True):
        body = facts[fact].body
        if isinstance(body, LeftStrength) and key in places and places[key].home != house.number:
            found[key] = Gone(body.person, local_day(instant(at), zone=house.zone), body.reason)
    return tuple(found[key] for key in sorted(found, key=standing.names.name))
