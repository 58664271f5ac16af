"""Law 15 in the database: an isolation without a live order, basis, end, review or visits owed is refused."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from psycopg import errors

from lazaretto.facts import quarantine
from lazaretto.facts.fact import Fact
from lazaretto.ledger.appending import append
from lazaretto.ledger.erasing import erase
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.ledger.serving import ROLE
from tests.contracts.ledgers import StoredLedger
from tests.database.sql import acting, refusal_of, sql
from tests.quarantining import isolation, leg_end, order
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ORDER, OTHER, ISOLATED = UUID(int=1), UUID(int=2), UUID(int=4)
WAYS = ("UPDATE ledger_{} SET person = person", "DELETE FROM ledger_{}", "TRUNCATE ledger_{}")
ISOLATION = (
    "INSERT INTO ledger_isolation (fact, facility, person, cell, under, basis, ends_on, review_on, visits,"
    " during) VALUES (%(fact)s, 'QZ-D', %(person)s, %(cell)s, %(under)s, %(basis)s, %(ends_on)s,"
    " %(review_on)s, %(visits)s, %(during)s)"
)
ORDERED = (
    "INSERT INTO ledger_order (fact, facility, code, person, basis, days, review_on, during) VALUES"
    " (%(fact)s, 'QZ-D', 'O9', 'D9', %(basis)s, %(days)s, %(review_on)s, %(during)s)"
)


def an_isolation(**changes: Any) -> dict[str, Any]:
    return {
        "fact": UUID(int=3), "person": "D1", "cell": "QZ-D/T/01", "under": ORDER, "basis": "law",
        "ends_on": "2022-03-25", "review_on": "2022-03-20", "visits": "daily",
        "during": "[2022-03-16 00:00Z,2022-03-25 00:00Z)",
    } | changes  # fmt: skip


def an_order(**changes: Any) -> dict[str, Any]:
    return {
        "fact": UUID(int=3), "basis": "law", "days": 21, "review_on": "2022-03-22",
        "during": "[2022-03-15 00:00Z,)",
    } | changes  # fmt: skip


@pytest.fixture(autouse=True)
def _two_orders() -> Iterator[None]:
    """D1 and D2 under an order each since 15 March; fact 3 is about nothing that is projected."""
    with acting():
        append([
            fact(order("D1", "O1"), "03-15 08:00"),
            fact(order("D2", "O2"), "03-15 08:00", number=2),
            fact(quarantine.Visited(persons=("D1",), by="M1"), "03-15 09:00", number=3),
        ])  # fmt: skip
        yield


@pytest.mark.parametrize("role", [None, ROLE])
@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"under": None}, "isolation_has_an_order"),
        ({"under": UUID(int=77)}, "isolation_under_own_order"),
        ({"under": OTHER}, "isolation_under_own_order"),
        ({"during": "[2022-03-14 00:00Z,2022-03-25 00:00Z)"}, "isolation_under_a_live_order"),
        ({"basis": None}, "isolation_has_a_basis"),
        ({"basis": " \t"}, "isolation_has_a_basis"),
        ({"ends_on": None}, "isolation_has_an_end"),
        ({"during": "[2022-03-16 00:00Z,)"}, "isolation_has_an_end"),
        ({"during": "[2022-03-16 00:00Z,2022-03-26 12:00:01Z)"}, "isolation_has_an_end"),
        ({"review_on": None}, "isolation_has_a_review"),
        ({"review_on": "2022-03-26"}, "isolation_has_a_review"),
        ({"review_on": "2022-03-14"}, "isolation_has_a_review"),
        ({"visits": None}, "isolation_has_visits_owed"),
        ({"visits": ""}, "isolation_has_visits_owed"),
        ({"cell": "MJ-D/T/01"}, "isolation_in_facility"),
        ({"during": "[2022-03-16 00:00Z,2022-03-25 00:00Z]"}, "isolation_half_open"),
        ({"during": "empty"}, "isolation_half_open"),
        ({"fact": UUID(int=77)}, "isolation_of_a_fact"),
    ],
)
def test_an_isolation_that_lacks_something_of_the_law(
    changes: dict[str, Any], constraint: str, role: str | None
) -> None:
    with acting(role=role):
        assert refusal_of(ISOLATION, an_isolation(**changes)).diag.constraint_name == constraint


@pytest.mark.parametrize("role", [None, ROLE])
def test_an_isolation_that_lacks_nothing(role: str | None) -> None:
    with acting(role=role):
        sql(ISOLATION, an_isolation())
        assert sql("SELECT count(*) FROM ledger_isolation") == [(1,)]


def test_one_isolation_at_a_time() -> None:
    sql(ISOLATION, an_isolation())
    again = an_isolation(fact=ORDER, during="[2022-03-18 00:00Z,2022-03-19 00:00Z)")
    assert refusal_of(ISOLATION, again).diag.constraint_name == "one_isolation_at_a_time"


def test_an_order_is_not_shortened_or_taken_away_under_an_isolation() -> None:
    sql(ISOLATION, an_isolation())
    shorter = "UPDATE ledger_order SET during = '[2022-03-15 00:00Z,2022-03-17 00:00Z)' WHERE fact = %s"
    assert refusal_of(shorter, [ORDER]).diag.constraint_name == "isolation_under_a_live_order"
    gone = refusal_of("DELETE FROM ledger_order WHERE fact = %s", [ORDER])
    assert gone.diag.constraint_name == "isolation_under_own_order"


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"basis": None}, "order_has_a_basis"),
        ({"basis": " "}, "order_has_a_basis"),
        ({"days": None}, "order_has_an_end"),
        ({"days": 0}, "order_has_an_end"),
        ({"review_on": None}, "order_has_a_review"),
        ({"during": "empty"}, "order_half_open"),
        ({"fact": UUID(int=77)}, "order_of_a_fact"),
        ({"fact": ORDER}, "ledger_order_pkey"),
    ],
)
def test_an_order_that_lacks_something_of_the_law(changes: dict[str, Any], constraint: str) -> None:
    assert refusal_of(ORDERED, an_order(**changes)).diag.constraint_name == constraint


@pytest.mark.parametrize("table", ["order", "isolation"])
@pytest.mark.parametrize(
    "way", ["UPDATE ledger_{} SET person = person", "DELETE FROM ledger_{}", "TRUNCATE ledger_{}"]
)
def test_the_serving_role_may_add_and_nothing_else(table: str, way: str) -> None:
    with acting(role=ROLE):
        assert isinstance(refusal_of(way.format(table)), errors.InsufficientPrivilege)


def test_an_order_made_by_a_house_out_of_scope_carries_an_isolation_and_shows_nothing() -> None:
    append([fact(order("D5", "O5", facility="MJ-D"), "03-15 08:00", number=5, facility="MJ-D")])
    with acting(facilities="QZ-D", role=ROLE):
        sql(ISOLATION, an_isolation(person="D5", under=UUID(int=5)))
        early = an_isolation(
            fact=ORDER, person="D5", under=UUID(int=5), during="[2022-03-14 00:00Z,2022-03-15 00:00Z)"
        )
        assert refusal_of(ISOLATION, early).diag.constraint_name == "isolation_under_a_live_order"
        assert sql("SELECT count(*) FROM ledger_order WHERE facility = 'MJ-D'") == [(0,)]
        assert sql("SELECT current_setting('lazaretto.facilities')") == [("QZ-D",)]


def isolated(at: str = "03-16 08:00") -> Fact:
    return fact(isolation("D1", "O1"), at, number=4)


def test_the_serving_role_isolates_and_ends_through_the_ledger() -> None:
    with acting(role=ROLE):
        assert [r.outcome for r in append([isolated()])] == ["accepted"]
        assert [(i.person, i.under) for i in StoredLedger().isolations().values()] == [("D1", ORDER)]
        append([fact(leg_end("D1", "O1"), "03-18 08:00", number=5)])
        assert StoredLedger().isolations()[ISOLATED].end == moment("03-18 08:00")


def test_an_isolation_whose_order_was_erased_is_no_longer_under_one() -> None:
    append([isolated()])
    assert erase([ORDER], rule="R1", actor="officer", now=moment("04-01 00:00")) == [ORDER]
    assert StoredLedger().isolations() == {}
    assert StoredLedger().disputes() == {ISOLATED: ("order_not_live",)}
    assert rebuild().differences == ()


def test_a_tampered_isolation_is_named_and_put_right() -> None:
    append([isolated()])
    sql("UPDATE ledger_isolation SET basis = 'none of yours'")
    sql("DELETE FROM ledger_order WHERE person = 'D2'")
    assert {d.table for d in rebuild(restore=True).differences} == {"isolation", "order"}
    assert rebuild().differences == ()
    assert StoredLedger().isolations()[ISOLATED].basis == "law"
