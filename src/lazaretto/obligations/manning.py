"""The strength of a house, day by day: who is there, who is not and why, and what the posts ask for (M28).

Today it is read from the gate; ahead from the roster in force; where none is, the pattern is carried on
from the phase in which each one is. Everybody on the strength is in exactly one state a day.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from lazaretto.facts.custody import Sex
from lazaretto.facts.duty import Enrolled, Phase, PostSet, StaffPost
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.away import away, away_on
from lazaretto.obligations.demanding import Able, Demand, Shortfall, demands, needed, shortfalls
from lazaretto.obligations.force import InForce
from lazaretto.obligations.rostering.force import (
    pattern_in_force,
    roster_in_force,
    ruling_document,
    turns_on,
)
from lazaretto.obligations.rostering.situation import Away
from lazaretto.obligations.strength import staff, strength
from lazaretto.obligations.training import needed_by, passes
from lazaretto.protocol.document import Pattern, Protocol, Refrain
from lazaretto.registers.duty import PHASES, POSTS
from lazaretto.registers.gate import CATEGORIES
from lazaretto.registers.standing import Standing

State = Literal["present", "reserve", "isolated", "sick", "leave", "unaccounted"]
STATES: tuple[State, ...] = ("present", "reserve", "isolated", "sick", "leave", "unaccounted")
By = Literal["gate", "roster", "pattern", "nothing"]
AHEAD = 30  # days after today that are looked at
_OF_ABSENCE: Mapping[str, State] = {"sick": "sick", "injured": "sick", "isolated": "isolated"}
_OF_PHASE: Mapping[Phase, State] = {"A": "present", "ordinary": "present", "B": "reserve", "C": "isolated"}


class Hand(NamedTuple):
    """One of the strength: number, post and sex, their absences, the phase they are in and since when.

    known: the last good day of each pass. needs: the procedures that they need at any post.
    """

    person: str
    post: StaffPost
    sex: Sex
    away: tuple[Away, ...] = ()
    phase: Phase | None = None
    since: date | None = None
    known: Mapping[str, date] = {}
    needs: tuple[str, ...] = ()

    def fit(self, posts: Sequence[PostSet], asks: Mapping[str, Sequence[str]], day: date) -> frozenset[str]:
        """The posts that they may stand on a day: of their staff, every pass that is asked for still good."""
        good = {procedure for procedure, until in self.known.items() if until >= day}
        return frozenset(
            one.post
            for one in posts
            if self.post in one.staff and good.issuperset((*self.needs, *asks.get(one.post, ())))
        )


@dataclass(frozen=True, slots=True)
class Day:
    """A house on one day. by: what its people's states were read from. needed: None where no post is set.

    states: who is in which state; together they are the strength.
    """

    day: date
    by: By
    states: Mapping[State, tuple[str, ...]]
    needed: int | None
    short: tuple[Shortfall, ...]

    @property
    def strength(self) -> int:
        """Everybody who serves in the house."""
        return sum(map(len, self.states.values()))

    def count(self, state: State) -> int:
        """How many are in a state."""
        return len(self.states[state])


@dataclass(frozen=True, slots=True)
class Manning:
    """The strength of a house from today on. posts: those that are stood, as they were last set.

    asks: the procedures of the document that each of them asks for.
    """

    facility: str
    hands: tuple[Hand, ...]
    posts: tuple[PostSet, ...]
    asks: Mapping[str, tuple[str, ...]]
    days: tuple[Day, ...]


def manning(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], facility: str, zone: str
) -> Manning:
    """The strength of a house on the standing's day and :data:`AHEAD` days after it."""
    today = local_day(instant(standing.at), zone=zone)
    protocol = ruling_document(forces, standing.at)
    hands = _hands(standing, facts, protocol, facility, zone)
    posts = stood(standing, facts, facility)
    taught = {one.id for one in protocol.procedures} if protocol is not None else set()
    asks = {post.post: tuple(one for one in post.procedures if one in taught) for post in posts}
    asked = _asked(posts, protocol, asks)
    hours = setting(protocol, "watch_hours_exceeded", "hours")
    people = needed(posts, hours=hours) if posts else None
    days = []
    for ahead in range(AHEAD + 1):
        day = today + timedelta(days=ahead)
        by, of = _states(standing, facts, protocol, facility, hands, today, day)
        states: dict[State, list[str]] = {state: [] for state in STATES}
        for hand in hands:
            states[of[hand.person]].append(hand.person)
        fit = {hand.person: hand.fit(posts, asks, day) for hand in hands}
        short = _short(hands, of, by, asked, fit)
        days.append(Day(day, by, {state: tuple(who) for state, who in states.items()}, people, short))
    return Manning(facility, hands, posts, asks, tuple(days))


def stood(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[PostSet, ...]:
    """The posts of a house as they were last set, by code; those that are stood no more are left out."""
    rows, latest = standing.events("post_set"), {}
    for fact in rows.fact[rows.facility == standing.facilities.find(facility)].tolist():
        body = facts[fact].body
        if isinstance(body, PostSet):
            latest[body.post] = body
    return tuple(latest[post] for post in sorted(latest) if latest[post].watches)


def setting(protocol: Protocol | None, condition: str, name: str) -> int | None:
    """A number that the document gives a condition; None where no clause of it asks for the condition."""
    for clause in protocol.clauses if protocol is not None else ():
        if isinstance(clause.duty, Refrain) and clause.duty.condition == condition:
            return clause.duty.settings.get(name)
    return None


def carried_on(pattern: Pattern, phase: Phase, since: date, today: date, day: date) -> Phase:
    """The phase of a day to come, if the pattern is worked on from the phase that runs today.

    A phase that has lasted too long ends tomorrow; one that the pattern has not runs on.
    """
    here = next((n for n, step in enumerate(pattern.phases) if step.phase == phase), None)
    if here is None:
        return phase
    left = max(pattern.phases[here].days - (today - since).days, 1)
    ahead = (day - today).days
    while ahead >= left:
        ahead, here = ahead - left, (here + 1) % len(pattern.phases)
        left = pattern.phases[here].days
    return pattern.phases[here].phase


def _hands(
    standing: Standing, facts: Sequence[Fact], protocol: Protocol | None, facility: str, zone: str
) -> tuple[Hand, ...]:
    passed = passes(standing, protocol) if protocol is not None else {}
    known, absences, phases = staff(standing), away(standing), standing.phases.at(standing.at)
    rows = zip(phases.key.tolist(), phases.value.tolist(), phases.start.tolist(), strict=True)
    running = {key: (PHASES[value], local_day(instant(start), zone=zone)) for key, value, start in rows}
    found = []
    for key in strength(standing, standing.facilities.find(facility)):
        member = known.get(key)
        body = facts[member.fact].body if member is not None else None
        if isinstance(body, Enrolled):
            phase, since = running.get(key, (None, None))
            name = standing.names.name(key)
            needs = needed_by(protocol, body.post) if protocol is not None else ()
            found.append(
                Hand(
                    name, body.post, body.sex, absences.get(key, ()), phase, since, passed.get(name, {}),
                    tuple(one.id for one in needs),
                )
            )  # fmt: skip
    return tuple(found)


def _states(
    standing: Standing, facts: Sequence[Fact], protocol: Protocol | None, facility: str,
    hands: Sequence[Hand], today: date, day: date,
) -> tuple[By, dict[str, State]]:  # fmt: skip
    """What everybody's state on a day is, and what that was read from."""
    if day == today:
        inside = _inside(standing, facility)
        return "gate", {hand.person: _now(hand, inside, day) for hand in hands}
    if roster_in_force(standing, facts, facility, day) is not None:
        turns = turns_on(standing, facts, facility, day)
        return "roster", {
            h.person: _ahead(h, day, t.phase if (t := turns.get(h.person)) else None) for h in hands
        }
    pattern = pattern_in_force(standing, protocol, facility, day) if protocol is not None else None
    if pattern is None or not any(hand.phase for hand in hands):
        return "nothing", {hand.person: _ahead(hand, day, None) for hand in hands}
    return "pattern", {
        hand.person: _ahead(hand, day, _by_pattern(hand, pattern, today, day)) for hand in hands
    }


def _by_pattern(hand: Hand, pattern: Pattern, today: date, day: date) -> Phase | None:
    if hand.phase is None or hand.since is None:
        return None
    return carried_on(pattern, hand.phase, hand.since, today, day)


def _now(hand: Hand, inside: Collection[str], day: date) -> State:
    absent = away_on(hand.away, day)
    if absent is not None:
        return _OF_ABSENCE.get(absent.cause, "leave")
    if hand.person in inside:
        return "reserve" if hand.phase == "B" else "present"
    return "isolated" if hand.phase == "C" else "unaccounted"


def _ahead(hand: Hand, day: date, phase: Phase | None) -> State:
    absent = away_on(hand.away, day)
    if absent is not None:
        return _OF_ABSENCE.get(absent.cause, "leave")
    return _OF_PHASE[phase] if phase is not None else "unaccounted"


def _inside(standing: Standing, facility: str) -> set[str]:
    """Who is inside the gate."""
    rows = standing.inside.at(standing.at)
    here = rows.facility == standing.facilities.find(facility)
    rows = rows.where(here & (rows.aux == CATEGORIES.index("person")))
    return {standing.names.name(key) for key in rows.key.tolist()}


def _asked(
    posts: Sequence[PostSet], protocol: Protocol | None, asks: Mapping[str, Sequence[str]]
) -> tuple[Demand, ...]:
    """What the posts take, and what everybody in A together must have among them."""
    found = list(demands(posts, hours=setting(protocol, "watch_hours_exceeded", "hours"), asks=asks))
    for name, sort, who in (
        ("leaders", "leaders", ("leader",)),
        ("medics", "medics", ("medic",)),
        ("women", "batch_women", POSTS),
    ):
        need = setting(protocol, "batch_incomplete", name)
        if need:
            found.append(Demand(sort, "guarded", who, (), need))  # type: ignore[arg-type]
    return tuple(found)


def _short(
    hands: Sequence[Hand], of: Mapping[str, State], by: By, asked: Sequence[Demand],
    fit: Mapping[str, frozenset[str]],
) -> tuple[Shortfall, ...]:  # fmt: skip
    """What cannot be met. Where nobody knows who will be there, everybody who is not away might be.

    Without closed duty people come and go all day: who is inside just now says nothing of the day's posts.
    """
    if by == "gate" and not any(hand.phase for hand in hands):
        return ()
    guarded = {"present", "unaccounted"} if by == "nothing" else {"present"}
    there = [
        Able(hand.post, hand.sex, of[hand.person] in guarded, fit[hand.person])
        for hand in hands
        if of[hand.person] in guarded or of[hand.person] == "reserve"
    ]
    return shortfalls(asked, there)
