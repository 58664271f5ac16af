"""Law 5 between nodes: whatever was said where, and in whatever order it is exchanged, all come to the same.

A small world on purpose (four people, four cells, an hour of time), so that what two nodes say contradicts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django import DjangoDbBlocker

from lazaretto.facts import record, retention
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.mentions import persons
from lazaretto.facts.periods import seconds
from lazaretto.ledger import rows
from lazaretto.ledger.appending import append
from lazaretto.ledger.erasing import erase
from lazaretto.ledger.received import Received
from lazaretto.ledger.tailing import Tail
from lazaretto.registers.events import FOREVER, NAMES
from lazaretto.registers.record import Record
from tests.contracts.memory import MemoryLedger
from tests.database.nodes import Node, nodes, undone
from tests.database.test_rebuilding import bodies, clocks, orders
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

LATE = moment("03-15 10:00")
whose = st.integers(0, 2)
another = st.integers(1, 2)
minutes = st.sampled_from([0, 0, 0, 1, 2])


@pytest.fixture(scope="module")
def three(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Node]]:
    with django_db_blocker.unblock(), nodes("city", "qz", "mj") as made:
        yield made


@dataclass
class World:
    """Three nodes, and what is done at them."""

    nodes: list[Node]
    number: int = 0
    now: datetime = LATE
    hour: datetime = LATE  # of recording, give or take minutes
    before: list[tuple[Node, int, object]] = field(default_factory=list)

    def say(
        self, at: int, told: tuple[Body, str], clock: str, later: int, *, corrects: UUID | None = None,
        skew: int = 0, number: int | None = None,
    ) -> None:  # fmt: skip
        self.number += 1
        body, house = told
        made = fact(body, clock, number=number or self.number, facility=house, corrects=corrects)
        recorded = self.hour + timedelta(minutes=later)
        with self.nodes[at].at():
            append([msgspec.structs.replace(made, recorded=recorded, skew=skew)])

    def forge(self, at: int, one: Fact, told: tuple[Body, str], clock: str, later: int) -> None:
        """A strange node says of another house that it replaces a fact: with other words, or withdrawn."""
        self.number += 1
        body, house = told
        if house == one.facility:
            body, house = record.Retracted(fact=one.id, reason="error"), "ZZ-D"
        made = fact(body, clock, number=self.number, facility=house)
        strange = msgspec.structs.replace(
            made, corrects=one.id if house != "ZZ-D" else None,
            recorded=self.hour + timedelta(minutes=later),
        )  # fmt: skip
        salt = self.number.to_bytes(16, "big")
        self.exchange(at, [Received(node="strange", canonical=encode(strange), salt=salt)])

    def known(self, at: int) -> list[Fact]:
        with self.nodes[at].at():
            return [
                f
                for _, f in sorted((f.id, f) for f in _said())
                if not isinstance(f.body, record.Retracted | retention.Erased)
            ]

    def erase(self, at: int, fact_id: UUID) -> None:
        with self.nodes[at].at():
            erase([fact_id], rule="R1", actor="A", now=self.now)

    def exchange(self, taking: int, some: list[Received]) -> None:
        self.now += timedelta(seconds=1)
        self.nodes[taking].takes(some, self.now)

    def all_to_all(self) -> None:
        """Twice round, so that the last one to hear tells the first."""
        for _ in range(2):
            for giving in self.nodes:
                offered = giving.offers()
                for taking in self.nodes:
                    if taking is not giving:
                        self.now += timedelta(seconds=1)
                        taking.takes(offered, self.now)

    def note(self) -> None:
        """Note what each node knows now, to be asked again when it knows more."""
        for node in self.nodes:
            self.before.append((node, seconds(self.now), registers(node, known_at=seconds(self.now))))
        self.now = self.hour = LATE + timedelta(hours=1)


def _said() -> list[Fact]:
    from tests.database.sql import sql

    ids = [row[0] for row in sql("SELECT id FROM ledger_fact")]
    return [*rows.said(ids).values()]


def registers(node: Node, *, known_at: int = FOREVER) -> object:
    """Every event that stands, in words, as a node knows it at an instant."""
    with node.at():
        record_ = Tail().live()
    return _in_words(record_, known_at)


def _in_words(known: Record, known_at: int) -> dict[str, list[Any]]:
    standing = known.standing(at=FOREVER - 1, known_at=known_at)
    events = ((name, standing.events(name)) for name in NAMES)
    return {
        name: [
            (standing.names.name(key), standing.facilities.name(house), occurred, known.facts[number].id)
            for key, house, occurred, number in zip(
                *(c.tolist() for c in (found.key, found.facility, found.occurred, found.fact)), strict=True
            )
            if number >= 0
        ]
        for name, found in events
        if len(found)
    }


def live(world: World, data: st.DataObject, *, acts: int, doubles: bool, erasures: bool) -> None:
    """Conflicting work at three nodes, with exchanges of this and that between."""
    sorts = ["say"] * 6 + ["correct"] * 2 + ["retract", "forge", "give", "give"]
    sorts += ["twice", "otherwise"] * doubles + ["erase"] * erasures
    for _ in range(acts):
        sort, at = data.draw(st.sampled_from(sorts)), data.draw(whose)
        told, clock, later = data.draw(bodies() | orders()), data.draw(clocks), data.draw(minutes)
        known = world.known(at)
        if sort == "say" or not known:
            world.say(at, told, clock, later, skew=data.draw(st.sampled_from([0, 0, 0, 4000])))
            continue
        one = data.draw(st.sampled_from(known))
        if sort == "correct":
            world.say(at, (told[0], told[1]), clock, later, corrects=one.id)
        elif sort == "retract":
            world.say(at, (record.Retracted(fact=one.id, reason="error"), one.facility), "03-15 09:30", later)
        elif sort == "forge":  # at whoever may not hold it yet
            world.forge((at + data.draw(another)) % 3, one, told, clock, later)
        elif sort == "erase" and persons(one.body):
            world.erase(at, one.id)
        elif sort == "give":
            offered = data.draw(st.permutations(world.nodes[at].offers()))
            some = offered[: data.draw(st.integers(0, len(offered)))]
            world.exchange((at + data.draw(another)) % 3, some)
        elif sort == "twice":
            other = (at + data.draw(another)) % 3
            with world.nodes[other].at():
                append(
                    [msgspec.structs.replace(one, recorded=world.hour + timedelta(minutes=later), skew=later)]
                )
        elif sort == "otherwise":
            world.say(data.draw(whose), told, clock, later, number=one.id.int)


def check(world: World) -> None:
    """All hold the same and come to the same; tables are what facts come to; nothing known was changed."""
    world.all_to_all()
    first, *others = [node.projected() for node in world.nodes]
    for other in others:
        assert other == first
    for node in world.nodes:
        assert node.differs() == ()
    said = [registers(node) for node in world.nodes]
    assert said[1] == said[0]
    assert said[2] == said[0]
    for node, known_at, told in world.before:
        assert registers(node, known_at=known_at) == told


FEW = settings(
    max_examples=5,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
MANY = settings(
    max_examples=150,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@FEW
@given(data=st.data())
def test_any_history_exchanged_in_any_order_comes_to_the_same_at_every_node(
    three: list[Node], data: st.DataObject
) -> None:
    with undone(three):
        world = World(three)
        live(world, data, acts=12, doubles=False, erasures=False)
        world.note()
        live(world, data, acts=4, doubles=False, erasures=False)
        check(world)
        memory = MemoryLedger()
        with three[0].at():
            memory.facts = _said()
        assert three[0].projected().disputes == memory.disputes()
        assert three[0].projected().stays == memory.stays()
        assert three[0].projected().orders == memory.orders()
        assert three[0].projected().isolations == memory.isolations()


@FEW
@given(data=st.data())
def test_erasures_and_two_commitments_under_one_id_come_to_the_same_too(
    three: list[Node], data: st.DataObject
) -> None:
    with undone(three):
        world = World(three)
        live(world, data, acts=12, doubles=True, erasures=True)
        check(world)


@pytest.mark.slow
@MANY
@given(data=st.data())
def test_many_histories_between_nodes(three: list[Node], data: st.DataObject) -> None:
    with undone(three):
        world = World(three)
        live(world, data, acts=20, doubles=data.draw(st.booleans()), erasures=data.draw(st.booleans()))
        check(world)
