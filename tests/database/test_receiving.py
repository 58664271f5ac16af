"""Facts that another node held first: kept as they were said there, never refused, known since they came."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import msgspec
import pytest

from lazaretto.facts import custody, record
from lazaretto.facts.commitment import leaf
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Body, Fact
from lazaretto.ledger import offering, proving, reading, rows
from lazaretto.ledger.appending import append
from lazaretto.ledger.erasing import erase
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.ledger.received import Forgotten, Received
from lazaretto.ledger.receiving import receive
from lazaretto.ledger.tailing import Tail
from lazaretto.ledger.uniting import held
from lazaretto.proofs.uniting import set_root
from lazaretto.registers.record import Record
from tests.database.sql import acting, sql
from tests.stating import fact, moment, second

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ONE, TWO = "QZ-D/T/01", "QZ-D/T/02"
CAME = moment("03-17 08:00")
SALT = bytes(range(16))


@pytest.fixture(autouse=True)
def _undone() -> Iterator[None]:
    with acting():
        yield
        assert rebuild().differences == ()


def told(said: Fact, *, node: str = "house", salt: bytes = SALT) -> Received:
    return Received(node=node, canonical=encode(said), salt=salt)


def came(*facts: Received, now: datetime = CAME) -> list[tuple[str, tuple[str, ...]]]:
    return [(receipt.outcome, receipt.rules) for receipt in receive(facts, now=now)]


def said(
    body: Body, at: str, number: int, *, recorded: str | None = None, corrects: int | None = None
) -> Fact:
    return fact(body, at, number=number, recorded=recorded, corrects=corrects)


IN = said(custody.Admitted(person="D1", cell=ONE, sex="male"), "03-15 08:00", 1)


def live() -> Record:
    return Tail().live()


def test_a_fact_keeps_its_words_salt_commitment_and_node_and_has_the_next_place_here() -> None:
    append([said(custody.Admitted(person="D2", cell=TWO, sex="male"), "03-15 08:00", 2)])
    (receipt,) = receive([told(IN)], now=CAME)
    assert (receipt.outcome, receipt.position) == ("accepted", 2)
    (line,) = [one for one in reading.page(reading.Wanted(), after=None, limit=9) if one.id == IN.id]
    assert (line.node, line.received, line.recorded) == ("house", CAME, IN.recorded)
    kept = "SELECT leaf, salt FROM ledger_fact f JOIN ledger_payload p ON p.fact = f.id WHERE f.id = %s"
    assert sql(kept, [IN.id]) == [(leaf(encode(IN), salt=SALT), SALT)]
    proving.enter(most=9)
    assert proving.size() == 2
    assert held().root == set_root(bytes(one) for (one,) in sql("SELECT leaf FROM ledger_fact"))


def test_what_comes_again_and_what_is_our_own_is_there_once() -> None:
    assert came(told(IN), told(IN)) == [("accepted", ()), ("duplicate", ())]
    own = said(custody.Moved(person="D1", cell=TWO), "03-15 09:00", 2)
    append([own])
    salt = bytes(sql("SELECT salt FROM ledger_payload WHERE fact = %s", [own.id])[0][0])
    assert came(told(own, node="city", salt=salt)) == [("duplicate", ())]
    assert held().commitments == 2


def test_a_fact_from_elsewhere_is_known_here_since_it_came() -> None:
    receive([told(IN)], now=CAME)
    known = live()
    assert known.node_of(known.number_of(IN.id)) == "house"
    before = known.standing(at=second("03-18 00:00"), known_at=second("03-16 00:00"))
    assert len(before.events("placed")) == 0
    assert len(before.earlier(at=before.at, known_at=second("03-17 08:00")).events("placed")) == 1
    assert len(before.as_recorded(at=before.at, recorded_by=second("03-15 08:00")).events("placed")) == 1
    assert reading.page(reading.Wanted(known_at=moment("03-16 00:00")), after=None, limit=9) == []


def test_a_withdrawal_from_elsewhere_is_known_here_since_it_came() -> None:
    append([IN])
    back = said(record.Retracted(fact=IN.id, reason="wrong person"), "03-16 08:00", 2)
    receive([told(back)], now=CAME)
    known = live()
    assert known.gone_at(IN.id) == second("03-17 08:00")
    then = known.standing(at=second("03-18 00:00"), known_at=second("03-16 12:00"))
    assert len(then.events("placed")) == 1
    assert len(then.earlier(at=then.at, known_at=second("03-17 08:00")).events("placed")) == 0


def test_a_correction_may_come_before_what_it_corrects() -> None:
    right = said(custody.Admitted(person="D1", cell=TWO, sex="male"), "03-15 08:00", 2, corrects=1)
    assert came(told(right)) == [("accepted", ())]
    assert came(told(IN)) == [("accepted", ())]
    assert [(stay.fact, stay.cell) for stay in rows.stays(["D1"])] == [(right.id, TWO)]


def test_of_two_corrections_the_one_recorded_first_stands_whichever_came_first() -> None:
    append([IN])
    cells = (TWO, "QZ-D/T/03")
    late, early = (
        said(custody.Admitted(person="D1", cell=cell, sex="male"), "03-15 08:00", n, recorded=at, corrects=1)
        for n, cell, at in ((2, cells[0], "03-15 10:00"), (3, cells[1], "03-15 09:00"))
    )  # fmt: skip
    assert append([late])[0].outcome == "accepted"
    assert came(told(early))[0][0] == "accepted"
    assert reading.disputes()[late.id] == ("already_corrected", "held_elsewhere")


def test_a_request_that_was_granted_elsewhere_is_kept_and_disputed() -> None:
    append([said(custody.PlaceRequested(person="D1", cell=TWO, reason="arrival"), "03-15 07:00", 3)])
    other = said(custody.PlaceRequested(person="D1", cell=ONE, reason="arrival"), "03-15 08:00", 4)
    assert append([other])[0].outcome == "refused"
    assert came(told(other)) == [("disputed", ("already_reserved",))]


def test_what_was_erased_before_it_came_is_its_envelope_and_the_rule() -> None:
    left = Forgotten(
        id=IN.id, facility="QZ-D", kind="custody.admitted/1", occurred=IN.occurred, recorded=IN.recorded,
        actor="officer", device="desk", place=None, skew=0, replaces=None, leaf=leaf(encode(IN), salt=SALT),
        rule="R1", erased=CAME, by="A",
    )  # fmt: skip
    assert came(Received(node="house", forgotten=left)) == [("accepted", ())]
    assert came(told(IN)) == [("duplicate", ())]
    assert rows.said([IN.id]) == {}
    (line,) = reading.page(reading.Wanted(), after=None, limit=9)
    assert (line.erased_by, line.canonical) == ("R1", None)


def test_one_statement_that_two_nodes_noted_counts_in_the_words_recorded_first() -> None:
    late = msgspec.structs.replace(IN, recorded=moment("03-15 08:30"), skew=4000)
    append([late])
    assert reading.disputes() == {IN.id: ("device_clock_wrong",)}
    assert came(told(IN)) == [("duplicate", ())]
    assert reading.disputes() == {}
    assert live().facts == [IN]
    assert held().commitments == 2
    assert [one.node for _, one in offering.doubled()] == ["house"]


def test_two_statements_under_one_id_are_both_kept_and_neither_counts_until_corrected() -> None:
    append([IN])
    other = said(custody.Admitted(person="D2", cell=TWO, sex="male"), "03-15 09:00", 1)
    assert came(told(other)) == [("disputed", ("said_otherwise",))]
    assert came(told(other)) == [("disputed", ("said_otherwise",))]
    assert rows.stays(["D1", "D2"]) == []
    known = live()
    then = known.standing(at=second("03-18 00:00"))
    assert [(one.rule, then.names.name(one.key)) for one in then.problems] == [("said_otherwise", "D1")]
    before = then.earlier(at=then.at, known_at=second("03-16 00:00"))
    assert (len(before.events("placed")), before.problems) == (1, [])
    append([said(custody.Admitted(person="D1", cell=ONE, sex="male"), "03-15 08:00", 5, corrects=1)])
    assert reading.disputes() == {}
    assert live().standing(at=second("03-18 00:00")).problems == []
    erase([UUID(int=1)], rule="R1", actor="A", now=CAME)
    assert [one.forgotten is not None for _, one in offering.doubled()] == [True]


@pytest.mark.parametrize("broken", [
    Received(node="house", canonical=b"{}", salt=SALT), told(IN, salt=b"short"), Received(node="house"),
])  # fmt: skip
def test_what_cannot_be_read_is_said_to_be_so_and_the_rest_is_taken(broken: Received) -> None:
    assert [outcome for outcome, _ in came(broken, told(IN))] == ["malformed", "accepted"]
