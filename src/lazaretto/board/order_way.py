"""What happened along an order: its grounds, restarts, tests, reviews, and the ways between houses."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from lazaretto.board.order_page import Ground, Review, Role, SwabDay, SwabState, Taken, Transfer, Turn
from lazaretto.board.sentences import fill, sentence
from lazaretto.board.words import text, word
from lazaretto.facts.custody import LeftNetwork, Received, TransferredIn, TransferredOut
from lazaretto.facts.fact import Fact, kind_of
from lazaretto.facts.periods import instant, local_day
from lazaretto.facts.quarantine import ClockRestarted, Reviewed
from lazaretto.obligations.force import InForce
from lazaretto.obligations.holding import final_tests, required_days
from lazaretto.obligations.reckoning import LegClock
from lazaretto.obligations.swabs import Swab, answered, swabs_of
from lazaretto.protocol.document import Leg, Text
from lazaretto.registers.standing import Standing

_OTHER_DAYS = text(
    "《{title}》第 {version} 版自 {since} 起施行，规定 {days} 天；"
    "本段起算在前，仍按 {counted} 天，不因此{change}",
    "《{title}》第 {version} 版自 {since} 起施行，規定 {days} 天；"
    "本段起算在前，仍按 {counted} 天，不因此{change}",
    "{title}, version {version}, in force since {since}, says {days} days; this leg began before it, counts "
    "{counted} days as it did, and is not {change} by it",
)
_CHANGE = {
    True: text("缩短", "縮短", "shortened"),
    False: text("延长", "延長", "lengthened"),
}


def grounds(clock: LegClock, *, facts: Sequence[Fact], person: str) -> tuple[Ground, ...]:
    """The facts that a clock rests on: what began it, what set day 0, and what ordered another end."""
    numbers: dict[int, Role] = {clock.began_by: "began"}
    numbers.setdefault(clock.zero_by, "zero")
    numbers.setdefault(clock.stated_by, "stated")
    if clock.ordered_by is not None:
        numbers[clock.ordered_by] = "ordered"
    return tuple(ground(facts[n], role=role, zone=clock.zone, person=person) for n, role in numbers.items())


def ground(fact: Fact, *, role: Role, zone: str, person: str) -> Ground:
    """One fact as a ground. A fact about somebody else is told by its kind and place only."""
    other = getattr(fact.body, "person", person) != person or person not in getattr(
        fact.body, "members", (person,)
    )
    return Ground(
        role=role, at=fact.occurred, facility=fact.facility, kind=kind_of(fact.body),
        say=None if other else sentence(fact, zone=zone, about=person), fact=fact.id,
    )  # fmt: skip


def turns(clock: LegClock, *, facts: Sequence[Fact], restarts: Sequence[int]) -> tuple[Turn, ...]:
    """Each time the house set this leg's clock back, with what it gave as the cause."""
    known: dict[UUID, Fact] = {}
    mine = [facts[n] for n in restarts if _of(facts[n], clock)]
    if mine:
        wanted = {fact.body.because for fact in mine if isinstance(fact.body, ClockRestarted)}
        known = {fact.id: fact for fact in facts if fact.id in wanted}
    return tuple(
        Turn(
            at=fact.occurred, by=fact.actor, reason=fact.body.reason, fact=fact.id,
            cause=_cause(known.get(fact.body.because), clock),
        )
        for fact in mine
        if isinstance(fact.body, ClockRestarted)
    )  # fmt: skip


def _of(fact: Fact, clock: LegClock) -> bool:
    body = fact.body
    return isinstance(body, ClockRestarted) and body.layer == clock.layer and fact.occurred >= clock.began


def _cause(fact: Fact | None, clock: LegClock) -> Ground | None:
    return ground(fact, role="cause", zone=clock.zone, person=clock.person) if fact else None


def swab_days(
    clock: LegClock, *, leg: Leg, force: InForce | None, standing: Standing, until: datetime
) -> tuple[SwabDay, ...]:
    """Each day on which a single negative is required, and how it stands at ``until``."""
    key = standing.names.find(clock.person)
    sampled = standing.events("in_tube")
    sampled = sampled.where((sampled.key == key) & (sampled.occurred <= until.timestamp()))
    taken = swabs_of(sampled, standing.events("tube_result"), zero=clock.zero, zone=clock.zone)
    required, final = required_days(leg, clock), final_tests(force)
    today = clock.day(until)
    told = answered(taken, required=required, final=final, today=today)
    first = local_day(clock.zero, zone=clock.zone)
    return tuple(
        SwabDay(
            day=day, on=first + timedelta(days=day), wanted=final if day == required[-1] else 1,
            state=_swab_state(day, today, told.missed, told.awaited, _within(taken, day, required)),
            taken=tuple(
                Taken(first + timedelta(days=swab.day), swab.finding)
                for swab in _within(taken, day, required)
            ),
        )
        for day in required
    )  # fmt: skip


def _within(taken: Sequence[Swab], day: int, required: Sequence[int]) -> list[Swab]:
    """The swabs from a required day until the next one."""
    later = min((one for one in required if one > day), default=2**31)
    return [swab for swab in taken if day <= swab.day < later]


def _swab_state(
    day: int, today: int, missed: Sequence[int], awaited: Sequence[int], taken: Sequence[Swab]
) -> SwabState:
    if any(swab.finding == "positive" for swab in taken):
        return "positive"
    if day in missed:
        return "missed"
    if day in awaited:
        return "awaited" if day <= today else "ahead"
    return "done"


def other_days(clock: LegClock, *, forces: Sequence[InForce], until: datetime) -> tuple[Text, ...]:
    """What later versions say of this layer, while the leg ran, that changed nothing for it (law 9)."""
    found = []
    for force in forces:
        leg = next((one for one in force.protocol.legs if one.layer == clock.layer), None)
        since = instant(force.since)
        if leg is None or not clock.days or leg.days in (0, clock.days) or not clock.began < since <= until:
            continue
        found.append(
            fill(
                _OTHER_DAYS, zone=clock.zone, title=force.protocol.title, version=force.protocol.version,
                since=local_day(since, zone=clock.zone), days=leg.days, counted=clock.days,
                change=_CHANGE[leg.days < clock.days],
            )
        )  # fmt: skip
    return tuple(found)


def reviews(facts: Sequence[Fact], *, order: str) -> tuple[Review, ...]:
    """Each time the order was looked at again, and until when that holds."""
    return tuple(
        Review(fact.occurred, fact.body.reviewed_by, fact.body.next_on, fact.id)
        for fact in facts
        if isinstance(fact.body, Reviewed) and fact.body.order == order
    )


def transfers(facts: Sequence[Fact]) -> tuple[Transfer, ...]:
    """The person's ways between houses and out of the network, each with what came of it until the next one.

    facts: of one person, in order of time.
    """
    starts = [n for n, fact in enumerate(facts) if isinstance(fact.body, TransferredOut | LeftNetwork)]
    return tuple(_transfers(facts, starts))


def _transfers(facts: Sequence[Fact], starts: Sequence[int]) -> Iterator[Transfer]:
    for at, following in zip(starts, [*starts, len(facts)][1:], strict=True):
        fact, after = facts[at], facts[at + 1 : following]
        body = fact.body
        if not isinstance(body, TransferredOut | LeftNetwork):
            continue
        came = [one for one in after if isinstance(one.body, TransferredIn)]
        received = [one for one in after if isinstance(one.body, Received)]
        said = received[0].body if received else None
        outside = word("sort", body.sort) if isinstance(body, LeftNetwork) else None
        yield Transfer(
            origin=fact.facility, to=body.to, outside=outside, left=fact.occurred, escort=body.escort,
            vehicle=body.vehicle, status_document=body.status_document,
            arrived=came[0].occurred if came else None,
            received=received[0].occurred if received else None,
            received_by=said.received_by if isinstance(said, Received) else None,
            party=word("party", said.party) if isinstance(said, Received) else None,
            status_read=isinstance(said, Received) and said.status_read, fact=fact.id,
        )  # fmt: skip
