"""Law 3: update, delete and truncate are refused by trigger, and again by role."""

# ruff: noqa: S608 — table names of ours

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connection
from psycopg import errors

from lazaretto.facts import custody
from lazaretto.ledger import proving
from lazaretto.ledger.appending import append
from lazaretto.ledger.erasing import erase
from lazaretto.ledger.serving import ROLE, give_up_rights
from tests.database.sql import KEPT, acting, refusal_of, say_otherwise, sql
from tests.stating import fact, moment
from tests.uploading import uploaded

pytestmark = [pytest.mark.database, pytest.mark.django_db]

WAYS = ("UPDATE ledger_{} SET facility = facility", "DELETE FROM ledger_{}", "TRUNCATE ledger_{} CASCADE")


@pytest.fixture(autouse=True)
def _a_fact_and_an_erased_one() -> Iterator[None]:
    with acting():
        append([fact(custody.Admitted(person=p, cell="QZ-D/T/01", sex="male"), "03-15 08:00", number=n)
                for n, p in enumerate(("D1", "D2"), 1)])  # fmt: skip
        erase([UUID(int=2)], rule="R1", actor="officer", now=moment("04-01 00:00"))
        uploaded("QZ-D", fact=UUID(int=1))
        say_otherwise(fact(custody.Admitted(person="D1", cell="QZ-D/T/01", sex="male"), "03-15 08:00"))
        proving.enter(most=9)
        yield


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("table", KEPT)
def test_the_triggers_refuse_the_owner(table: str, way: str) -> None:
    assert sql(f"SELECT count(*) > 0 FROM ledger_{table}") == [(True,)]
    assert isinstance(refusal_of(way.format(table)), errors.RestrictViolation)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("table", KEPT)
def test_the_serving_role_has_not_even_the_right(table: str, way: str) -> None:
    with acting(role=ROLE):
        assert isinstance(refusal_of(way.format(table)), errors.InsufficientPrivilege)


@pytest.mark.parametrize("way", ["DELETE FROM ledger_head", "TRUNCATE ledger_head"])
def test_a_head_is_never_removed(way: str) -> None:
    assert isinstance(refusal_of(way), errors.RestrictViolation)
    with acting(role=ROLE):
        assert isinstance(refusal_of(way), errors.InsufficientPrivilege)


def test_the_serving_role_cannot_claim_an_erasure_that_was_none() -> None:
    with acting(role=ROLE):
        claim = f"INSERT INTO ledger_erasure VALUES ('{UUID(int=1)}', 'QZ-D', 'R1', now(), 'x')"
        assert isinstance(refusal_of(claim), errors.InsufficientPrivilege)
        assert isinstance(
            refusal_of("ALTER TABLE ledger_fact DISABLE TRIGGER USER"), errors.InsufficientPrivilege
        )


def test_the_serving_role_can_append_read_and_erase_under_a_rule() -> None:
    with acting(role=ROLE):
        (receipt,) = append(
            [fact(custody.Admitted(person="D3", cell="QZ-D/T/01", sex="male"), "03-15 09:00", number=3)]
        )
        assert receipt.outcome == "accepted"
        assert receipt.fact_id is not None
        assert erase([receipt.fact_id], rule="R1", actor="officer", now=moment("04-01 00:00")) == [
            receipt.fact_id
        ]
        assert sql("SELECT current_user") == [(ROLE,)]


def test_a_serving_connection_takes_the_role(settings: object) -> None:
    settings.SERVING = True  # type: ignore[attr-defined]
    give_up_rights(connection)
    assert sql("SELECT current_user") == [(ROLE,)]
    sql("RESET ROLE")
