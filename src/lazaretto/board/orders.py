"""One order told: what it says, what its clocks say, whether its path fits, and what happened along it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from lazaretto.board.clocks import ZERO, differences, protocol_of, why
from lazaretto.board.order_page import Fit, OrderPage, PathLeg, Service, Stage, Step, SwabDay, Turn
from lazaretto.board.order_way import grounds, other_days, reviews, swab_days, transfers, turns
from lazaretto.board.releases import ReleaseLine, release_line
from lazaretto.board.sentences import sentence
from lazaretto.board.words import word
from lazaretto.facts.fact import Fact, in_time, kind_of
from lazaretto.facts.periods import instant, local_day
from lazaretto.facts.quarantine import LegEnded, Ordered, PlannedLeg, Reviewed, Served
from lazaretto.obligations.claiming import Claim, Expected, claims, expected
from lazaretto.obligations.clearing import clearance
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.reckoning import LegClock, deciding, reckon
from lazaretto.protocol.document import Leg, Protocol
from lazaretto.registers.standing import Standing

# What is told along an order: events whose facts name the order, and those of the way between the houses.
_OF_THE_ORDER = (
    "served", "leg_started", "clock_restarted", "end_ordered", "cleared", "leg_ended", "reviewed",
    "isolation_ordered", "isolation_ended",
)  # fmt: skip
_OF_THE_WAY = (
    "transferred_out", "transferred_in", "received", "place_requested", "place_given_up", "released",
    "left_network",
)  # fmt: skip


@dataclass(frozen=True)
class _Known:
    """Where to look: one order of one person in one standing."""

    standing: Standing
    forces: Sequence[InForce]
    facts: Sequence[Fact]
    fact: Fact
    body: Ordered
    key: int

    @property
    def at(self) -> datetime:
        return instant(self.standing.at)

    def numbers(self, name: str) -> list[int]:
        """Numbers of the standing facts of one event about the person."""
        rows = self.standing.events(name)
        found: list[int] = rows.fact[rows.key == self.key].tolist()
        return found


class _Begun(NamedTuple):
    """A leg that began: its clock, and when and how it ended, if it did."""

    clock: LegClock
    ended: datetime | None
    outcome: str | None


def order_fact(standing: Standing, *, facts: Sequence[Fact], order: str | None, person: str) -> Fact | None:
    """The fact that made an order for a person, as it stands; None where there is none.

    order: None for the latest one.
    """
    rows = standing.events("ordered")
    mine = rows.key == standing.names.find(person)
    if order is not None:
        mine &= rows.aux == standing.names.find(order)
    found = rows.fact[mine].tolist()
    return facts[found[-1]] if found else None


def tell_order(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], order: str | None, person: str
) -> OrderPage | None:
    """The order with its path; None where nobody ordered it for this person. order: None for the latest."""
    fact = order_fact(standing, facts=facts, order=order, person=person)
    if fact is None or not isinstance(fact.body, Ordered):
        return None
    known = _Known(standing, forces, facts, fact, fact.body, standing.names.find(person))
    zone = standing.zones.get(standing.facilities.find(fact.facility), DEFAULT_ZONE)
    order = fact.body.order
    services = tuple(_services(known))
    review = _review(known)
    return OrderPage(
        order=order, person=person, facility=fact.facility, zone=zone, at=known.at, basis=fact.body.basis,
        cause=word("cause", fact.body.cause), ordered_by=fact.body.ordered_by, ordered=fact.occurred,
        review_on=review, review_overdue=review is not None and review < local_day(known.at, zone=zone),
        served=services[-1].at if services else None, services=services,
        reviews=reviews([facts[n] for n in known.numbers("reviewed")], order=order),
        transfers=transfers(_way(known)), others=_others(known), path=tuple(_path(known)), gate=_gate(known),
        kept=_kept(known), steps=tuple(_steps(known, zone)), fact=fact.id,
    )  # fmt: skip


def _path(known: _Known) -> Iterator[PathLeg]:
    began = _began(known)
    stands = _stands(known)
    found = expected(known.standing, forces=known.forces, facts=known.facts, person=known.body.person)
    coming = {leg.layer: leg for leg in found if stands}
    wanted = {(leg.facility, leg.layer) for leg in coming.values()}
    claimed = [
        claim
        for facility in {facility for facility, _ in wanted}
        for claim in claims(known.standing, forces=known.forces, facts=known.facts, facility=facility)
        if (claim.facility, claim.layer) in wanted
    ]
    reached = max(began, default=0) if stands else LAST + 2
    for planned in known.body.legs:
        yield _leg(known, planned, began.get(planned.layer), coming.get(planned.layer), claimed, reached)


def _leg(
    known: _Known, planned: PlannedLeg, begun: _Begun | None, coming: Expected | None,
    claimed: Sequence[Claim], reached: int,
) -> PathLeg:  # fmt: skip
    clock = begun.clock if begun else None
    protocol = protocol_of(clock, known.forces) if clock else _protocol_now(known)
    leg = next((one for one in protocol.legs if one.layer == planned.layer), None) if protocol else None
    until = begun.ended if begun and begun.ended else known.at
    stage: Stage = "dropped" if planned.layer < reached else "ahead"
    if begun is not None:
        stage = "running" if begun.ended is None else "ended"
    return PathLeg(
        layer=planned.layer, title=leg.title if leg else None, facility=planned.facility, days=planned.days,
        outside=planned.outside, stage=stage, clock=clock,
        why=why(clock, forces=known.forces) if clock else None, zero=ZERO[clock.zero_rule] if clock else None,
        differences=differences(clock, facts=known.facts) if clock else (),
        tests_on=leg.tests_on if leg else (), ended=begun.ended if begun else None,
        outcome=begun.outcome if begun else None,
        first=coming.first if coming else None, last=coming.last if coming else None,
        fit=_fit(coming, claimed) if coming else None,
        grounds=grounds(clock, facts=known.facts, person=known.body.person) if clock else (),
        turns=_turns(known, clock) if clock else (),
        swabs=_swabs(known, clock, leg, until) if clock and leg else (),
        unmoved=other_days(clock, forces=known.forces, until=until) if clock else (),
    )  # fmt: skip


def _turns(known: _Known, clock: LegClock) -> tuple[Turn, ...]:
    restarts = [n for n in known.numbers("clock_restarted") if _names(known.facts[n], known.body.order)]
    return turns(clock, facts=known.facts, restarts=restarts)


def _swabs(known: _Known, clock: LegClock, leg: Leg, until: datetime) -> tuple[SwabDay, ...]:
    force, _ = deciding(known.forces, clock.began, clock.layer)
    return swab_days(clock, leg=leg, force=force, standing=known.standing, until=until)


def _services(known: _Known) -> Iterator[Service]:
    for number in known.numbers("served"):
        fact = known.facts[number]
        if isinstance(fact.body, Served) and fact.body.order == known.body.order:
            said = fact.body
            yield Service(fact.occurred, said.served_by, said.language, said.signed, fact.id)


def _others(known: _Known) -> tuple[str, ...]:
    """The codes of the person's other orders, the latest first."""
    bodies = [known.facts[n].body for n in reversed(known.numbers("ordered"))]
    codes = [body.order for body in bodies if isinstance(body, Ordered)]
    return tuple(dict.fromkeys(code for code in codes if code != known.body.order))


def _way(known: _Known) -> list[Fact]:
    """Facts of the person's way between the houses since the order was made, in order of time."""
    names = ("transferred_out", "transferred_in", "received", "left_network")
    numbers = {n for name in names for n in known.numbers(name)}
    told = [known.facts[n] for n in numbers if known.facts[n].occurred >= known.fact.occurred]
    return sorted(told, key=in_time)


def _began(known: _Known) -> dict[int, _Begun]:
    """The clock of each layer of this order that began, and how it ended."""
    legs = known.standing.legs
    rows = legs.where(legs.key == known.key)
    clocks = reckon(rows, standing=known.standing, forces=known.forces, facts=known.facts)
    ends = {known.facts[n].occurred: known.facts[n].body for n in known.numbers("leg_ended")}
    found: dict[int, _Begun] = {}
    for clock, end in zip(clocks, rows.end.tolist(), strict=True):
        if clock.order == known.body.order:
            ended = instant(end) if end <= known.standing.at else None
            body = ends.get(ended) if ended else None
            found[clock.layer] = _Begun(clock, ended, body.outcome if isinstance(body, LegEnded) else None)
    return found


def _fit(coming: Expected, claimed: Sequence[Claim]) -> Fit | None:
    """The fullest of the days on which a leg claims its place."""
    mine = [
        claim
        for claim in claimed
        if (claim.facility, claim.layer) == (coming.facility, coming.layer)
        and coming.first <= claim.day < coming.last
    ]
    worst = max(mine, key=lambda claim: (claim.claimed, -claim.day.toordinal()), default=None)
    return Fit(worst.places, worst.claimed, worst.day) if worst else None


def _stands(known: _Known) -> bool:
    """Whether this is the person's latest order, and the person has not left for good since."""
    left = [known.facts[n] for name in ("released", "left_network") for n in known.numbers(name)]
    orders = known.numbers("ordered")
    latest = known.facts[orders[-1]].id == known.fact.id
    return latest and all(fact.occurred < known.fact.occurred for fact in left)


def _gate(known: _Known) -> ReleaseLine | None:
    """The running leg before its gate, where it is one of this order."""
    stands = clearance(known.standing, forces=known.forces, facts=known.facts, person=known.body.person)
    if stands is None or stands.clock.order != known.body.order:
        return None
    beds = known.standing.in_cell.at(known.standing.at)
    cells = [known.standing.names.name(n) for n in beds.value[beds.key == known.key].tolist()]
    return release_line(
        stands, at=known.at, cell=cells[-1] if cells else None, forces=known.forces, facts=known.facts
    )


def _kept(known: _Known) -> str | None:
    kept = known.standing.kept.at(known.standing.at)
    cells = kept.value[kept.key == known.key].tolist()
    return known.standing.names.name(cells[-1]) if cells else None


def _review(known: _Known) -> date | None:
    said = [known.facts[n].body for n in known.numbers("reviewed")]
    mine = [body.next_on for body in said if isinstance(body, Reviewed) and body.order == known.body.order]
    return mine[-1] if mine else known.body.review_on


def _steps(known: _Known, zone: str) -> list[Step]:
    """What was stated since the order was made: of the order, and of the person's way between the houses."""
    told = [known.facts[n] for name in _OF_THE_ORDER for n in known.numbers(name)]
    told = [fact for fact in told if _names(fact, known.body.order)]
    told += [
        known.facts[n]
        for name in _OF_THE_WAY
        for n in known.numbers(name)
        if known.facts[n].occurred >= known.fact.occurred
    ]
    alone = {fact.id: fact for fact in told}.values()
    return [
        Step(
            fact.occurred, fact.facility, kind_of(fact.body),
            sentence(fact, zone=zone, about=known.body.person), fact.id,
        )
        for fact in sorted(alone, key=in_time)
    ]  # fmt: skip


def _names(fact: Fact, order: str) -> bool:
    return getattr(fact.body, "order", None) == order


def _protocol_now(known: _Known) -> Protocol | None:
    """The document with legs that is in force now: what a leg that began now would be decided by."""
    now = known.standing.at
    return next(
        (f.protocol for f in reversed(known.forces) if f.since <= now < f.until and f.protocol.legs), None
    )
