"""Joint prevention as pages: the register, with what each house lacks, and the hand-overs of one house."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lazaretto.board.houses import House, houses
from lazaretto.facts.custody import WentOut
from lazaretto.facts.fact import Fact
from lazaretto.facts.partners import PartnerSort
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.hand_overs import HandOver, Limit, hand_overs, limit_of
from lazaretto.obligations.laboratories import Laboratory, laboratories
from lazaretto.obligations.partners import Need, Partner, needs, partners
from lazaretto.registers.custody import PARTIES
from lazaretto.registers.standing import Standing

OFFICE = "detachment"
SHOWN = 20  # settled hand-overs, and people who left without one, that a page lists


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One partner. houses: the codes of those in scope that it serves. lapsed: its agreement is over."""

    partner: Partner
    houses: tuple[str, ...]
    lapsed: bool

    @property
    def stands(self) -> bool:
        """Whether it may be counted on."""
        return self.partner.state == "enrolled" and not self.lapsed


@dataclass(frozen=True, slots=True)
class Lack:
    """A house without a partner of a sort that a document in force calls for."""

    house: House
    need: Need


@dataclass(frozen=True, slots=True)
class PartnersPage:
    """The register of one scope at an instant. needs: the sorts that documents in force call for."""

    at: datetime
    houses: tuple[House, ...]
    lines: tuple[PartnerLine, ...]
    needs: tuple[Need, ...]
    lacks: tuple[Lack, ...]

    @property
    def lapsed(self) -> int:
        """Partners whose agreement is over."""
        return sum(line.lapsed and line.partner.state == "enrolled" for line in self.lines)

    def lacking(self, house: House) -> tuple[PartnerSort, ...]:
        """The sorts that a house lacks."""
        return tuple(lack.need.sort for lack in self.lacks if lack.house.code == house.code)


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who left without a hand-over, of whom nobody outside has said that they came."""

    person: str
    at: datetime
    how: str  # the kind of fact
    fact: int


@dataclass(frozen=True, slots=True)
class HouseHandOvers:
    """The hand-overs of one house. awaited: given and not acknowledged, the one that waits longest first.

    limit: within what time a taking over is acknowledged, and which clause says so; None: none does.
    """

    house: House
    at: datetime
    awaited: tuple[HandOver, ...]
    prepared: tuple[HandOver, ...]
    refused: tuple[HandOver, ...]
    settled: tuple[HandOver, ...]
    gone: tuple[Gone, ...]
    partners: tuple[PartnerLine, ...]
    lacks: tuple[Lack, ...]
    laboratories: tuple[Laboratory, ...]
    limit: Limit | None

    @property
    def overdue(self) -> int:
        """Hand-overs whose acknowledgement should have come."""
        return sum(one.overdue(self.at) for one in self.awaited)

    @property
    def outstanding(self) -> int:
        """Tubes without a result."""
        return sum(len(one.outstanding) for one in self.laboratories)

    @property
    def every(self) -> tuple[HandOver, ...]:
        """All of them, those that wait first."""
        return (*self.awaited, *self.prepared, *self.refused, *self.settled)


def partners_page(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], scope: tuple[House, ...]
) -> PartnersPage:
    """The register as far as the houses of a scope are served, and what each of them lacks."""
    called, lines = needs(forces, at=standing.at), tuple(_lines(standing, facts, scope))
    return PartnersPage(
        at=instant(standing.at), houses=scope, lines=lines, needs=called,
        lacks=tuple(lack for house in scope if house.sort != OFFICE for lack in _lacks(house, lines, called)),
    )  # fmt: skip


def house_hand_overs(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House
) -> HouseHandOvers:
    """The page of one house."""
    mine = [one for one in hand_overs(standing, facts, forces=forces) if one.facility == house.code]
    lines = tuple(_lines(standing, facts, (house,)))
    of = {
        state: [one for one in mine if one.course.state == state]
        for state in ("given", "prepared", "refused", "acknowledged", "returned", "unprepared")
    }
    settled = sorted((*of["acknowledged"], *of["returned"], *of["unprepared"]), key=lambda one: one.at)
    return HouseHandOvers(
        house=house, at=instant(standing.at), awaited=tuple(of["given"]), prepared=tuple(of["prepared"]),
        refused=tuple(of["refused"]), settled=tuple(reversed(settled[-SHOWN:])),
        gone=tuple(_gone(standing, facts, house, mine))[-SHOWN:], partners=lines,
        lacks=tuple(_lacks(house, lines, needs(forces, at=standing.at))),
        laboratories=laboratories(standing, facts, facility=house.code),
        limit=limit_of(forces, at=standing.at),
    )  # fmt: skip


def _lines(standing: Standing, facts: Sequence[Fact], scope: Sequence[House]) -> Iterator[PartnerLine]:
    """Every partner that serves a house of these, or was put on the register at one of them."""
    offices = {one.code: one.city for one in houses(standing, facts=facts) if one.sort == OFFICE}
    for one in partners(standing, facts):
        served = tuple(
            house.code
            for house in scope
            if house.sort != OFFICE
            and one.serves(house.code, offices=[c for c, city in offices.items() if city == house.city])
        )
        if served or one.facility in {house.code for house in scope}:
            yield PartnerLine(one, served, one.lapsed(_today(standing, scope)))


def _today(standing: Standing, scope: Sequence[House]) -> date:
    return local_day(instant(standing.at), zone=scope[0].zone)


def _lacks(house: House, lines: Sequence[PartnerLine], called: Sequence[Need]) -> Iterator[Lack]:
    there = {line.partner.card.sort for line in lines if line.stands and house.code in line.houses}
    for need in called:
        if need.sort not in there:
            yield Lack(house, need)


def _gone(
    standing: Standing, facts: Sequence[Fact], house: House, mine: Sequence[HandOver]
) -> Iterator[Gone]:
    """Out of a running leg released or away for good, or at the hospital now, and neither handed over nor
    acknowledged since they came."""
    given = {one.person: one.at for one in mine}
    received = standing.events("received")
    received = received.where(received.value != PARTIES.index("facility"))
    for person, at, fact in sorted(_leavings(standing, facts, house), key=lambda one: one[1]):
        since = _came(standing, person, at)
        said = received.occurred[(received.key == person) & (received.occurred >= since)]
        name = standing.names.name(person)
        if not len(said) and (name not in given or given[name] < instant(since)):
            kind = type(facts[fact].body).__struct_config__.tag
            yield Gone(name, instant(at), str(kind).partition("/")[0], fact)


def _leavings(standing: Standing, facts: Sequence[Fact], house: House) -> Iterator[tuple[int, int, int]]:
    """(person, when, fact) of each leaving that somebody outside should answer for."""
    legs = standing.legs.where(standing.legs.value <= LAST)
    for name in ("released", "left_network"):
        rows = standing.events(name)
        rows = rows.where(rows.facility == house.number)
        for key, at, fact in zip(rows.key.tolist(), rows.occurred.tolist(), rows.fact.tolist(), strict=True):
            mine = legs.where(legs.key == key)
            if len(mine.at(at - 1)):
                yield key, at, fact
    away = standing.events("went_out")
    away = away.where(away.facility == house.number)
    present = set(standing.present.at(standing.at).key.tolist())
    last = {key: row for row, key in enumerate(away.key.tolist())}
    gone = set(standing.on_roll.at(standing.at).key.tolist()) - present
    for key, row in last.items():
        body = facts[int(away.fact[row])].body
        if key in gone and isinstance(body, WentOut) and body.to == "hospital":
            yield key, int(away.occurred[row]), int(away.fact[row])


def _came(standing: Standing, person: int, before: int) -> int:
    """When a person came to where they left from."""
    placed = standing.events("placed")
    mine = placed.occurred[(placed.key == person) & (placed.occurred <= before)]
    return int(mine[-1]) if len(mine) else 0
