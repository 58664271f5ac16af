"""Real threads on the real server: what two people do at once comes out as if one had been first."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.issue_protocol import issue_protocol
from lazaretto.facts import custody
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Body, Fact
from lazaretto.ledger.appending import append
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.ledger.receipts import Receipt, refused
from lazaretto.ledger.received import Received
from lazaretto.ledger.receiving import receive
from lazaretto.ledger.tailing import Tail
from lazaretto.ledger.transacting import written
from tests.database.at_once import at_once
from tests.database.sql import COMMITTING, acting, sql
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, COMMITTING, pytest.mark.usefixtures("committed")]

EVERYWHERE = Scope(everywhere=True)
ROUNDS = 8
LATE = moment("03-16 08:00")


def receipts_of(*acts: Callable[[], list[Receipt]]) -> list[Receipt]:
    """The receipts of acts that were started together, one act after the other."""
    return [receipt for receipts in at_once(*acts) for receipt in receipts]


def saying(facts: Sequence[Fact], *, scope: Scope = EVERYWHERE) -> Callable[[], list[Receipt]]:
    return lambda: written(lambda: append(facts), scope=scope)


def hearing(given: Sequence[Received]) -> Callable[[], list[Receipt]]:
    return lambda: written(lambda: receive(given, now=LATE), scope=EVERYWHERE)


def told(body: Body, at: str, number: int, *, house: str = "QZ-D") -> Fact:
    return fact(body, at, number=number, facility=house)


def admitted(person: str, cell: str = "QZ-D/T/01") -> Body:
    return custody.Admitted(person=person, cell=cell, sex="male")


def places(count: int, number: int = 9_000) -> None:
    body = PlaceEstablished(established="QZ-D/T/01", use="transition", capacity=count)
    saying([told(body, "03-01 00:00", number)])()


@pytest.mark.parametrize("house", ["QZ-D", "MJ-D"])
def test_two_moves_of_one_person_are_both_recorded_and_one_is_disputed(house: str) -> None:
    for n in range(ROUNDS):
        person = f"D{n}"
        saying([told(admitted(person), "03-15 08:00", 100 * n + 1)])()
        moves = [
            told(custody.Moved(person=person, cell="QZ-D/T/02"), "03-15 10:00", 100 * n + 2),
            told(custody.Moved(person=person, cell=f"{house}/T/03"), "03-15 10:00", 100 * n + 3, house=house),
        ]
        receipts = receipts_of(*(saying([move]) for move in moves))
        assert all(receipt.recorded for receipt in receipts)
        with acting():
            assert sql(
                "SELECT count(*) FROM ledger_dispute WHERE fact = ANY (%s)", [[m.id for m in moves]]
            ) == [(1,)]
    assert rebuild().differences == ()


def test_two_people_into_the_last_place_and_one_of_them_is_disputed() -> None:
    """The one of the larger id, whoever came first: both happened and were recorded at one instant."""
    for n in range(ROUNDS):
        sql("SELECT 1")
        cell = f"QZ-D/T/{n:02d}"
        body = PlaceEstablished(established=cell, use="transition", capacity=1)
        saying([told(body, "03-01 00:00", 100 * n + 1)])()
        receipts = receipts_of(
            *(saying([told(admitted(f"D{n}{p}", cell), "03-15 08:00", 100 * n + 2 + p)]) for p in range(2))
        )
        assert all(receipt.recorded for receipt in receipts)
        with acting():
            assert sql(
                "SELECT fact FROM ledger_dispute WHERE fact = ANY (%s)", [[r.fact_id for r in receipts]]
            ) == [(receipts[1].fact_id,)]
    assert rebuild().differences == ()


def test_two_requests_for_the_last_place_and_exactly_one_is_granted() -> None:
    for n in range(ROUNDS):
        cell = f"QZ-D/T/{n:02d}"
        body = PlaceEstablished(established=cell, use="transition", capacity=1)
        saying([told(body, "03-01 00:00", 100 * n + 1)])()
        asked = [custody.PlaceRequested(person=f"D{n}{p}", cell=cell, reason="arrival") for p in range(3)]
        receipts = receipts_of(
            *(saying([told(b, "03-15 08:00", 100 * n + 2 + p)]) for p, b in enumerate(asked))
        )
        assert sorted(r.outcome for r in receipts) == ["accepted", "refused", "refused"]
        assert {r.rules for r in receipts if r.outcome == "refused"} == {("cell_full",)}
    assert rebuild().differences == ()


def test_what_comes_from_another_node_and_what_is_said_here_finish_both() -> None:
    """About the same people, in the same cells, in orders that cross."""
    places(3)
    for n in range(ROUNDS):
        first = 1000 * (n + 1)
        here, there = (
            [told(admitted(f"D{p}"), "03-15 08:00", first + 100 * side + p) for p in range(6)]
            for side in range(2)
        )
        given = [Received(node="other", canonical=encode(one), salt=bytes(16)) for one in reversed(there)]
        receipts = receipts_of(saying(here), hearing(given))
        assert all(receipt.recorded for receipt in receipts)
    assert rebuild().differences == ()


def test_one_statement_from_two_senders_is_one_fact() -> None:
    for n in range(ROUNDS):
        one = told(admitted(f"D{n}"), "03-15 08:00", n + 1)
        receipts = receipts_of(
            saying([one]), saying([one]), saying([one, told(admitted(f"E{n}"), "03-15 08:00", n + 501)])
        )
        assert sorted(r.outcome for r in receipts if r.fact_id == one.id) == [
            "accepted",
            "duplicate",
            "duplicate",
        ]


def test_one_id_in_two_facilities_is_taken_once() -> None:
    for n in range(ROUNDS):
        one = told(admitted(f"D{n}"), "03-15 08:00", n + 1)
        other = told(admitted(f"E{n}", "MJ-D/T/01"), "03-15 08:00", n + 1, house="MJ-D")
        receipts = receipts_of(
            saying([one], scope=Scope(frozenset({"QZ-D"}))), saying([other], scope=Scope(frozenset({"MJ-D"})))
        )
        assert sorted((r.outcome, r.rules) for r in receipts) == [
            ("accepted", ()),
            ("refused", ("id_taken",)),
        ]


def test_two_issues_of_one_version_with_other_bytes_and_exactly_one_is_in_force() -> None:
    document = (Path(settings.PROTOCOLS_DIR) / "community-2022" / "1.yaml").read_bytes()
    leader = Actor("L1", "detachment_leader", EVERYWHERE)

    def issuing(data: bytes) -> Callable[[], list[Receipt]]:
        def act() -> list[Receipt]:
            now = moment("03-15 08:00")
            try:
                return [
                    issue_protocol(data, facility="TS-Z", authority="city", actor=leader, device="d", now=now)
                ]
            except Refused as refusal:
                return [refused(UUID(int=0), refusal.rule)]

        return act

    receipts = receipts_of(*(issuing(document + b"\n# copy %d\n" % n) for n in range(3)))
    assert sorted((r.outcome, r.rules) for r in receipts) == [
        ("accepted", ()),
        ("refused", ("protocol_issued_before",)),
        ("refused", ("protocol_issued_before",)),
    ]


def test_batches_that_cross_each_other_finish_without_a_gap() -> None:
    places(3)

    def batch(first: int, houses: Sequence[str]) -> list[Fact]:
        return [told(admitted(f"D{i % 7}", f"{house}/T/01"), "03-15 08:00", first + i, house=house)
                for i, house in enumerate(houses)]  # fmt: skip

    one, other = ["QZ-D", "MJ-D", "QZ-D"] * 5, ["MJ-D", "QZ-D", "MJ-D"] * 5
    receipts = receipts_of(*(saying(batch(1_000 * n, (one, other)[n % 2])) for n in range(1, 5)))
    assert len(receipts) == 60
    assert all(receipt.recorded for receipt in receipts)
    with acting():
        for house, head in sql("SELECT facility, position FROM ledger_head"):
            assert sql(
                "SELECT array_agg(position ORDER BY position) FROM ledger_fact WHERE facility = %s", [house]
            ) == [(list(range(1, head + 1)),)]
    assert rebuild().differences == ()


def test_a_reader_in_memory_misses_nothing_that_others_commit() -> None:
    tail = Tail()
    seen: list[int] = []

    def reading() -> list[Receipt]:
        seen.extend(len(tail.live().facts) for _ in range(20))
        return []

    writers = [
        [
            told(admitted(f"D{n}-{i}", f"{house}/T/01"), "03-15 08:00", 1_000 * n + i, house=house)
            for i in range(1, 16)
        ]
        for n, house in enumerate(("QZ-D", "QZ-D", "MJ-D"), 1)
    ]
    receipts_of(reading, reading, *(lambda w=w: [r for f in w for r in saying([f])()] for w in writers))
    assert seen[0] <= 45
    assert {f.id for f in tail.live().facts} == {
        UUID(int=1_000 * n + i) for n in (1, 2, 3) for i in range(1, 16)
    }
