"""Three nodes that are cut apart for 72 hours, with conflicting work on both sides, and join again.

Two houses of the model city live its days on machines of their own, the city keeps its office on a third.
What each says of the others' people while it cannot hear them contradicts what they say themselves.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import DjangoDbBlocker

from lazaretto.access.actor import Actor
from lazaretto.actions.open_board import open_board
from lazaretto.actions.open_day_sheet import open_day_sheet
from lazaretto.facts import custody, quarantine, record
from lazaretto.facts.commitment import leaf
from lazaretto.facts.fact import Body, Fact
from lazaretto.ledger.appending import append
from lazaretto.ledger.tailing import Tail
from lazaretto.proofs.uniting import set_root
from lazaretto.protocol.reading import read as read_protocol
from lazaretto.rehearsal.assumptions import read
from lazaretto.rehearsal.city import rehearse
from lazaretto.rehearsal.pressure import even_pressure
from tests.database.nodes import EVERYWHERE, Node, nodes
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
CUT, JOINED = moment("03-13 00:00"), moment("03-16 00:00")
HOUSES = {"qz": ("QZ-D",), "mj": ("MJ-D",), "city": ("TS-Z",)}
LEADER = Actor("L1", "leader", EVERYWHERE)
BATCH = 500
NOW = JOINED + timedelta(minutes=10)  # when everything has been heard


@dataclass
class Cut:
    """The nodes as they were cut apart and worked on alone, each with its record in memory."""

    city: Node
    qz: Node
    mj: Node
    tails: dict[str, Tail]

    @property
    def every(self) -> tuple[Node, Node, Node]:
        return self.city, self.qz, self.mj


@pytest.fixture(scope="module")
def cut(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cut]:
    with django_db_blocker.unblock(), nodes("city", "qz", "mj") as (city, qz, mj):
        world = Cut(city, qz, mj, {node.name: Tail() for node in (city, qz, mj)})
        said = lived()
        state(city, [fact for fact in said if fact.recorded < CUT])
        for node in (qz, mj):
            give(city, node, CUT)
        since = [fact for fact in said if fact.recorded >= CUT]
        for node in world.every:
            theirs = [fact for fact in since if keeper(fact.facility) == node.name]
            state(node, theirs + conflicting(node.name, said))
        yield world


def lived() -> Sequence[Fact]:
    reading = read_protocol((ROOT / "protocols/four-layer-2022/1.yaml").read_bytes())
    assumptions = read((ROOT / "assumptions/model-city-2022.yaml").read_bytes())
    assert reading.protocol is not None
    said = rehearse(
        seed=20220310, protocol=reading.protocol, pressure=even_pressure(assumptions),
        assumptions=assumptions, until=JOINED,
    ).facts  # fmt: skip
    return [fact for fact in said if any(fact.facility in houses for houses in HOUSES.values())]


def keeper(house: str) -> str:
    return next(node for node, houses in HOUSES.items() if house in houses)


def state(node: Node, facts: Sequence[Fact]) -> None:
    with node.at():
        for start in range(0, len(facts), BATCH):
            append(facts[start : start + BATCH])


def give(giving: Node, taking: Node, now: datetime) -> None:
    offered = giving.offers()
    for start in range(0, len(offered), BATCH):
        taking.takes(offered[start : start + BATCH], now)


def held_at_cut(said: Sequence[Fact], house: str) -> list[tuple[Fact, str]]:
    """Whom a house held when the line was cut, with the fact that put them into their cell."""
    last: dict[str, Fact] = {}
    for fact in said:
        if fact.recorded < CUT and isinstance(person := getattr(fact.body, "person", None), str):
            if isinstance(fact.body, custody.Admitted | custody.Moved | custody.TransferredIn):
                last[person] = fact
            elif isinstance(fact.body, custody.Released | custody.TransferredOut | custody.LeftNetwork):
                last.pop(person, None)
    return [(fact, who) for who, fact in sorted(last.items()) if fact.facility == house]


def conflicting(node: str, said: Sequence[Fact]) -> list[Fact]:
    """What a node says while it is alone of people whom another node says something else of."""
    made: list[Fact] = []
    sides = {"qz": 0, "mj": 1, "city": 2}[node]

    def say(body: Body, house: str, hours: int, corrects: UUID | None = None) -> None:
        at = CUT + timedelta(hours=hours)
        number = UUID(int=(9 << 100) + (sides << 80) + len(made))
        made.append(
            Fact(id=number, occurred=at, recorded=at + timedelta(minutes=sides), facility=house, actor="A9",
                 device=node, body=body, corrects=corrects)
        )  # fmt: skip

    for house, other in (("QZ-D", "MJ-D"), ("MJ-D", "QZ-D")):
        for n, (placed, person) in enumerate(held_at_cut(said, house)[:12]):
            there = held_at_cut(said, other)[n][0].body.cell  # type: ignore[attr-defined]
            here = placed.body.cell  # type: ignore[attr-defined]
            if keeper(house) == node:
                say(custody.Moved(person=person, cell=here), house, 10 + n)
                say(custody.Moved(person=person, cell=here), house, 12 + n, corrects=placed.id)
            elif keeper(other) == node:
                say(custody.TransferredIn(person=person, cell=there, origin=house), other, 11 + n)
                say(custody.PlaceRequested(person=person, cell=there, reason="arrival"), other, 9 + n)
            else:
                say(custody.Released(person=person, basis="order"), house, 13 + n)
                say(record.Retracted(fact=placed.id, reason="the wrong person"), house, 14 + n)
                leg = quarantine.PlannedLeg(layer=1, facility=house, days=21)
                say(
                    quarantine.Ordered(
                        order=f"X{n}", person=person, basis="law", ordered_by="L1", legs=(leg,),
                        review_on=(CUT + timedelta(days=20)).date(),
                    ), house, 15 + n,
                )  # fmt: skip
    return made


def pages(world: Cut, node: Node, at: datetime, known_at: datetime | None = None) -> list[object]:
    """What the city's board and the houses' sheets show at a node, as it is known there at an instant."""
    held = world.tails[node.name]
    with node.at():
        asked = {
            "now": JOINED + timedelta(minutes=10),
            "at": at,
            "known_at": known_at or JOINED + timedelta(days=1),
        }
        live = held.live()
        sheets = [open_day_sheet(house, actor=LEADER, record=live, **asked) for house in ("QZ-D", "MJ-D")]
        board = open_board(actor=LEADER, record=live, **asked)  # type: ignore[arg-type]
    if known_at is None:
        return [board, *sheets]
    return [replace(board, facts=0, first=None, last=None), *sheets]  # how much is held is of the present


def test_after_72_hours_apart_all_hold_the_same_set_the_same_roots_and_the_same_board(cut: Cut) -> None:
    alone = {node.name: pages(cut, node, JOINED, JOINED) for node in cut.every}
    apart = {node.name: node.projected() for node in cut.every}
    assert len({one.held.root for one in apart.values()}) == 3
    said = {leaf(one.canonical, salt=one.salt) for node in cut.every for one in node.offers()}
    for facility in (cut.qz, cut.mj):
        give(facility, cut.city, JOINED + timedelta(minutes=5))
    for facility in (cut.qz, cut.mj):
        give(cut.city, facility, JOINED + timedelta(minutes=6))
    first, *others = [node.projected() for node in cut.every]
    assert all(other == first for other in others)
    assert all(node.differs() == () for node in cut.every)
    assert first.held == (len(said), set_root(said))
    rules = Counter(rule for broken in first.disputes.values() for rule in broken)
    before = Counter(rule for one in apart.values() for broken in one.disputes.values() for rule in broken)
    assert rules["already_corrected"] > before["already_corrected"]
    assert rules["held_elsewhere"] > before["held_elsewhere"]
    for at in (CUT, CUT + timedelta(hours=30), JOINED):
        shown, *elsewhere = [pages(cut, node, at) for node in cut.every]
        assert all(other == shown for other in elsewhere)
    for node in cut.every:
        assert pages(cut, node, JOINED, JOINED) == alone[node.name]
