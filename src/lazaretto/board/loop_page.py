"""The loop of a house on a page: who is in which phase, who steps next and lacks what, who met whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from lazaretto.board.fatigue import Lights, lights
from lazaretto.board.houses import House
from lazaretto.facts.duty import PatternOrdered
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.looping import LOOP, Phased, phased
from lazaretto.obligations.rostering.force import pattern_in_force
from lazaretto.obligations.separating import TRIP, Together, at_one_table, in_one_zone
from lazaretto.obligations.stepping import Step, ready
from lazaretto.obligations.strength import staff
from lazaretto.protocol.document import Pattern, Procedure, Protocol, Refrain
from lazaretto.registers.duty import PHASES, SEXES, SHARED
from lazaretto.registers.gate import ZONES
from lazaretto.registers.standing import Standing

SEEN = timedelta(days=7)  # for how long a meeting stands on the page
Sort = Literal["zone", "meal", "room", "vehicle", "trip"]


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the loop: their next step with what it asks, and their fatigue lights."""

    step: Step
    post: str
    lights: Lights


@dataclass(frozen=True, slots=True)
class Batch:
    """Those who are in one phase together. day: how many days the first of them has served, of ``days``.

    on: the first day on which one of them may step; lacking: what the document asks of those inside and
    they have not (``leaders``, ``medics``, ``women``).
    """

    phase: str
    batch: str
    people: tuple[str, ...]
    since: date
    day: int
    days: int
    on: date
    to: str | None
    have: Mapping[str, int]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """Two who must not meet and were together: where, when, by which fact."""

    one: str
    other: str
    phase_of_one: str | None
    phase_of_other: str | None
    sort: Sort
    where: str
    at: datetime
    fact: UUID


@dataclass(frozen=True, slots=True)
class LoopPage:
    """The loop of a house at an instant. pattern: None where none is in force; order: whose word it rests on.

    counts: people by phase now; after: once those have stepped who may on the day of the next change.
    procedures: those of the document, by whose titles a lack of training is said.
    """

    house: House
    at: datetime
    today: date
    pattern: Pattern | None
    order: PatternOrdered | None
    counts: Mapping[str, int]
    change: date | None
    after: Mapping[str, int]
    batches: tuple[Batch, ...]
    lines: tuple[Line, ...]
    met: tuple[Met, ...]
    procedures: tuple[Procedure, ...]


def loop_page(
    standing: Standing, *, facts: Sequence[Fact], house: House, protocol: Protocol | None
) -> LoopPage:
    """The page of one house. protocol: the document with patterns that is in force; None: none is."""
    today = local_day(instant(standing.at), zone=house.zone)
    at = instant(standing.at)
    if protocol is None:
        return LoopPage(house, at, today, None, None, dict.fromkeys(LOOP, 0), None, {}, (), (), (), ())
    people = phased(standing, protocol, facility=house.code)
    limits = limits_of(protocol)
    steps = ready(standing, protocol, facts, facility=house.code, day=today)
    lit = lights(standing, people=people, limits=limits, today=today)
    posts = staff(standing)
    lines = [
        Line(
            step,
            posts[key].post if (key := standing.names.find(step.person)) in posts else "",
            lit[step.person],
        )
        for step in steps
    ]
    change = min((max(step.on, today) for step in steps), default=None)
    return LoopPage(
        house=house, at=at, today=today, pattern=pattern_in_force(standing, protocol, house.code, today),
        order=order_of(standing, facts, house, today), counts=_counts(step.now for step in steps),
        change=change, after=_counts(step.to or step.now if step.on <= change else step.now for step in steps)
        if change else {}, batches=tuple(_batches(standing, people, limits, today)), lines=tuple(lines),
        met=tuple(_meetings(standing, facts, house, limits)), procedures=protocol.procedures,
    )  # fmt: skip


def limits_of(protocol: Protocol) -> dict[str, dict[str, int]]:
    """The settings of a document's conditions, by their names."""
    refrains = (clause.duty for clause in protocol.clauses if isinstance(clause.duty, Refrain))
    return {duty.condition: duty.settings for duty in refrains}


def order_of(standing: Standing, facts: Sequence[Fact], house: House, day: date) -> PatternOrdered | None:
    """The order on which a house works its pattern on a day; None where the level alone decides."""
    rows = standing.events("pattern_ordered")
    said = [facts[n].body for n in rows.fact[rows.facility == house.number].tolist()]
    orders = [body for body in said if isinstance(body, PatternOrdered) and body.first <= day]
    return orders[-1] if orders else None


def _counts(phases: Iterable[str]) -> dict[str, int]:
    found = dict.fromkeys(LOOP, 0)
    for phase in phases:
        found[phase] += 1
    return found


def _batches(
    standing: Standing, people: Sequence[Phased], limits: Mapping[str, Mapping[str, int]], today: date
) -> list[Batch]:
    """Those who went into one phase under one batch, in the order of the loop."""
    together: dict[tuple[int, str], list[Phased]] = {}
    for one in people:
        together.setdefault((LOOP.index(one.now), one.batch), []).append(one)
    return [_batch(standing, members, limits, today) for _, members in sorted(together.items())]


def _batch(
    standing: Standing, members: Sequence[Phased], limits: Mapping[str, Mapping[str, int]], today: date
) -> Batch:
    keys = [standing.names.find(one.person) for one in members]
    posts = [staff(standing)[key].post for key in keys if key in staff(standing)]
    women = _women(standing)
    have = {
        "leaders": posts.count("leader"), "medics": posts.count("medic"),
        "women": sum(key in women for key in keys),
    }  # fmt: skip
    first = min(members, key=lambda one: (one.ends, one.since))
    need = limits.get("batch_incomplete", {})
    return Batch(
        phase=first.now, batch=first.batch, people=tuple(one.person for one in members), since=first.since,
        day=(today - first.since).days + 1, days=(first.ends - first.since).days, on=first.ends,
        to=first.following.phase if first.following else None, have=have,
        lacking=tuple(what for what, least in need.items() if have.get(what, 0) < least),
    )  # fmt: skip


def _women(standing: Standing) -> set[int]:
    rows = standing.events("enrolled")
    latest = dict(zip(rows.key.tolist(), rows.aux.tolist(), strict=True))
    return {key for key, sex in latest.items() if sex == SEXES.index("female")}


def _meetings(
    standing: Standing, facts: Sequence[Fact], house: House, limits: Mapping[str, Mapping[str, int]]
) -> list[Met]:
    """The meetings of the last days that the document forbids, the latest first."""
    since, until = standing.at - int(SEEN.total_seconds()), standing.at + 1
    found: list[Met] = []
    for condition, find in (("shifts_in_one_zone", in_one_zone), ("shifts_shared", at_one_table)):
        if condition in limits:
            met = find(standing, minutes=limits[condition]["minutes"], start=since, end=until)
            met = met.select(met.facility == house.number)
            found += [_met(standing, facts, met, row) for row in range(len(met.one))]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _met(standing: Standing, facts: Sequence[Fact], met: Together, row: int) -> Met:
    names, sort = standing.names, int(met.sort[row])
    of_one, of_other = int(met.phase_of_one[row]), int(met.phase_of_other[row])
    where = int(met.where[row])
    named = names.name(where).rpartition("|")[2] if sort >= 0 and where >= 0 else ""
    return Met(
        one=names.name(int(met.one[row])), other=names.name(int(met.other[row])),
        phase_of_one=PHASES[of_one] if of_one >= 0 else None,
        phase_of_other=PHASES[of_other] if of_other >= 0 else None,
        sort="zone" if sort < 0 else "trip" if sort == TRIP else SHARED[sort],
        where=ZONES[where] if sort < 0 else named, at=instant(int(met.occurred[row])),
        fact=facts[int(met.fact[row])].id,
    )  # fmt: skip
