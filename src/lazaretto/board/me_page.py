"""An officer's own page: my phase and my next step, my stands of the next days, my check-in, my training."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lazaretto.board.check_ins_page import Isolating, check_ins_page
from lazaretto.board.houses import House
from lazaretto.facts.duty import PostSet, StaffPost, Turn
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.away import away, away_on
from lazaretto.obligations.force import InForce
from lazaretto.obligations.manning import stood
from lazaretto.obligations.rostering.force import roster_between, ruling_document
from lazaretto.obligations.rostering.situation import Away
from lazaretto.obligations.stepping import Step, ready
from lazaretto.obligations.strength import serving, staff
from lazaretto.obligations.training import needed_by, passes
from lazaretto.protocol.document import Protocol, Text
from lazaretto.registers.standing import Standing

SHOWN = 14  # days of stands on the page; the calendar looks further
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class MyStand:
    """A watch that I stand. title: of the post; begins, ends: by the house; None: no such watch is set."""

    day: date
    post: str
    title: str
    watch: str
    begins: datetime | None
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class MyPass:
    """A procedure that my post needs. until: the last day on which my pass is good; None: not passed."""

    title: Text
    until: date | None
    good: bool


@dataclass(frozen=True, slots=True)
class MyDuty:
    """What the roster in force and the loop say of one member of staff; everything is about them alone.

    house: where they serve. step: the phase that runs and the next one; turns and stands from today on.
    """

    person: str
    house: House
    post: StaffPost
    today: date
    lent: bool
    step: Step | None
    absence: Away | None
    turns: tuple[Turn, ...]
    stands: tuple[MyStand, ...]
    isolating: Isolating | None
    passes: tuple[MyPass, ...]


def my_duty(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], houses: Sequence[House],
    person: str, days: int = SHOWN,
) -> MyDuty | None:  # fmt: skip
    """The duty of one member of staff for so many days from today on; None of whom no house has."""
    key = standing.names.find(person)
    place, member = serving(standing).get(key), staff(standing).get(key)
    house = next((h for h in houses if place is not None and h.number == place.serves), None)
    if house is None or member is None or place is None:
        return None
    today = local_day(instant(standing.at), zone=house.zone)
    protocol = ruling_document(forces, standing.at)
    page = check_ins_page(standing, facts=facts, forces=forces, house=house)
    turns, stands = rostered(standing, facts, house, person, today, today + timedelta(days=days - 1))
    return MyDuty(
        person=person, house=house, post=member.post, today=today,  # type: ignore[arg-type]
        lent=place.serves != place.home, step=_step(standing, protocol, facts, house, person, today),
        absence=away_on(away(standing).get(key, ()), today), turns=turns, stands=stands,
        isolating=next((one for one in page.people if one.person == person), None),
        passes=_passes(standing, protocol, person, member.post, today),
    )  # fmt: skip


def rostered(
    standing: Standing, facts: Sequence[Fact], house: House, person: str, first: date, last: date
) -> tuple[tuple[Turn, ...], tuple[MyStand, ...]]:
    """What the rosters in force at a house say of one person, from a first day to a last one."""
    found = roster_between(standing, facts, house.code, first, last)
    posts = {post.post: post for post in stood(standing, facts, house.code)}
    turns = [turn for turn in found.turns if turn.person == person]
    stands = [
        _stand(posts.get(one.post), one.post, one.watch, one.day, house.zone)
        for one in found.stands
        if one.person == person
    ]
    return (
        tuple(sorted(turns, key=lambda turn: turn.first)),
        tuple(sorted(stands, key=lambda one: (one.day, str(one.begins), one.post))),
    )


def _stand(post: PostSet | None, code: str, watch: str, day: date, zone: str) -> MyStand:
    """Clock times are those of the house: a watch over the change to summer time lasts as many hours."""
    known = next((one for one in post.watches if one.watch == watch), None) if post is not None else None
    if post is None or known is None:
        return MyStand(day, code, code, watch, None, None)
    begins = datetime.combine(day, known.begins, ZoneInfo(zone))
    ends = (begins.astimezone(ZoneInfo("UTC")) + timedelta(hours=known.hours)).astimezone(ZoneInfo(zone))
    return MyStand(day, code, post.title, watch, begins, ends)


def _step(
    standing: Standing,
    protocol: Protocol | None,
    facts: Sequence[Fact],
    house: House,
    person: str,
    today: date,
) -> Step | None:
    steps = ready(standing, protocol, facts, facility=house.code, day=today) if protocol is not None else ()
    return next((step for step in steps if step.person == person), None)


def _passes(
    standing: Standing, protocol: Protocol | None, person: str, post: str, today: date
) -> tuple[MyPass, ...]:
    if protocol is None:
        return ()
    mine = passes(standing, protocol).get(person, {})
    return tuple(
        MyPass(one.title, mine.get(one.id), one.id in mine and mine[one.id] >= today)
        for one in needed_by(protocol, post)
    )
