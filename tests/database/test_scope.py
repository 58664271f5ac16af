"""Law 12: no scope, no rows. Every table is attacked, as the owner and as the serving role."""

# ruff: noqa: S608 — table names of ours, and attacks on purpose

from collections.abc import Iterator
from uuid import UUID

import pytest
from psycopg import errors

from lazaretto.access.actor import Scope
from lazaretto.access.scope import everywhere, scoped
from lazaretto.facts import custody
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.fact import Fact
from lazaretto.ledger import evidencing, proving, rows
from lazaretto.ledger.appending import append
from lazaretto.ledger.erasing import erase
from lazaretto.ledger.picturing import keep
from lazaretto.ledger.reading import Wanted, page
from tests.database.sql import TABLES, acting, refusal_of, say_otherwise, sql
from tests.quarantining import isolation, order
from tests.stating import fact, moment
from tests.uploading import uploaded

pytestmark = [pytest.mark.database, pytest.mark.django_db]

HOUSES = ("QZ-D", "MJ-D")
ROLES = (None, "lazaretto_app")


@pytest.fixture(autouse=True)
def _a_row_in_every_table_of_two_facilities() -> Iterator[None]:
    with acting():
        for n, house in enumerate(HOUSES):
            append(_told(house, first=10 * n))
            say_otherwise(_told(house, first=10 * n)[-1])
            erase([UUID(int=10 * n + 2)], rule="R1", actor="officer", now=moment("04-01 00:00"))
            uploaded(house, fact=UUID(int=10 * n + 1))
            keep(b"a gate", facility=house, camera="G", taken=moment("03-15 08:00"), taken_by="D1")
            evidencing.keep(
                b"%PDF-", facility=house, media="application/pdf", at=moment("03-15 08:00"), by="D1"
            )
        proving.enter(most=99)
        for table in TABLES:
            assert {row[0] for row in sql(f"SELECT facility FROM ledger_{table}")} == set(HOUSES), table
        yield


def _told(house: str, *, first: int) -> list[Fact]:
    """A cell with one place, three people in it, one of them ordered apart; and a leaving."""
    cell = f"{house}/T/01"
    place = PlaceEstablished(established=cell, use="transition", capacity=1)
    people = [custody.Admitted(person=f"D{first + n}", cell=cell, sex="male") for n in (2, 3, 4)]
    return [
        fact(place, "03-01 00:00", number=first + 1, facility=house),
        *(fact(body, "03-15 08:00", number=first + n, facility=house) for n, body in enumerate(people, 2)),
        fact(order(f"D{first + 3}", "O", facility=house), "03-15 08:00", number=first + 5, facility=house),
        fact(isolation(f"D{first + 3}", "O", cell=cell), "03-16 08:00", number=first + 6, facility=house),
        fact(custody.Released(person=f"D{first + 9}", basis="order"), "03-15 08:00", number=first + 7,
             facility=house),
    ]  # fmt: skip


def test_every_table_that_is_keyed_by_facility_is_forced() -> None:
    found = sql(
        "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity FROM pg_class c JOIN pg_attribute a"
        " ON a.attrelid = c.oid AND a.attname = 'facility' AND NOT a.attisdropped"
        " WHERE c.relkind = 'r' AND c.relname LIKE 'ledger\\_%%'"
    )
    assert {name for name, _ in found} == {f"ledger_{table}" for table in TABLES}
    assert all(forced for _, forced in found)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("setting", [None, "", "GG-D", "qz-d", "QZ-", "QZ-D'", "%", "QZ-D;MJ-D"])
@pytest.mark.parametrize("table", TABLES)
def test_without_a_scope_there_is_nothing(table: str, setting: str | None, role: str | None) -> None:
    sql("SELECT set_config('lazaretto.facilities', '', true)")
    with acting(facilities=setting, role=role):
        assert sql(f"SELECT count(*) FROM ledger_{table}") == [(0,)]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("table", TABLES)
def test_one_scope_shows_one_facility(table: str, role: str | None) -> None:
    with acting(facilities="QZ-D", role=role):
        assert {row[0] for row in sql(f"SELECT facility FROM ledger_{table}")} == {"QZ-D"}
    with acting(facilities="QZ-D,MJ-D", role=role):
        assert {row[0] for row in sql(f"SELECT facility FROM ledger_{table}")} == set(HOUSES)


@pytest.mark.parametrize(
    "query",
    [
        f"INSERT INTO ledger_fact VALUES ('{UUID(int=99)}', 'MJ-D', 99, 1, 'k', now(), now(), 'a', 'd', NULL,"
        " 0, NULL, sha256('x'), 'n')",
        f"INSERT INTO ledger_payload VALUES ('{UUID(int=99)}', 'MJ-D', '0123456789abcdef', 'x')",
        f"INSERT INTO ledger_mention VALUES ('D1', 'k', '{UUID(int=99)}', 'MJ-D')",
        f"INSERT INTO ledger_dispute VALUES ('{UUID(int=13)}', 'r', 'MJ-D')",
        f"INSERT INTO ledger_capacity VALUES ('{UUID(int=13)}', 'MJ-D', 'MJ-D/T/01', now(), 1, now())",
        f"INSERT INTO ledger_stay VALUES ('{UUID(int=11)}', 'D1', 'MJ-D', 'MJ-D/T/09', false, NULL,"
        " tstzrange(now(), NULL), false)",
        f"INSERT INTO ledger_order VALUES ('{UUID(int=13)}', 'MJ-D', 'O', 'D1', 'law', 1, '2022-03-15',"
        " '[2022-03-15,)')",
        f"INSERT INTO ledger_isolation VALUES ('{UUID(int=13)}', 'MJ-D', 'D13', 'MJ-D/T/09',"
        f" '{UUID(int=15)}', 'law', '2022-03-18', '2022-03-18', 'c',"
        " '[2022-03-17 00:00Z,2022-03-18 00:00Z)')",
        "INSERT INTO ledger_head VALUES ('GG-D')",
        f"INSERT INTO ledger_double VALUES ('{UUID(int=13)}', sha256('x'), 'MJ-D', 'n', now(), NULL, now(),"
        " true)",
        "INSERT INTO ledger_upload (facility, device, queue, nonce, digest, outcome, rules, said, words,"
        " received) VALUES ('MJ-D', 'd', 'q', 'n', sha256('x'), 'refused', '{}', '{}', 'x', now())",
        f"INSERT INTO ledger_entry VALUES (99, '{UUID(int=13)}', 'MJ-D', 99)",
        "INSERT INTO ledger_picture VALUES ('MJ-D', encode(sha256('x'), 'hex'), 'G', now(), 'D1', 'x')",
        "INSERT INTO ledger_settlement SELECT number, 'MJ-D', 'dismissed', 'r', NULL, now(), 'a'"
        " FROM ledger_upload WHERE words IS NOT NULL",
    ],
)
@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_stated_in_another_facility(query: str, role: str | None) -> None:
    with acting(facilities="QZ-D", role=role):
        refusal = refusal_of(query)
        assert isinstance(refusal, errors.InsufficientPrivilege)
        assert "row-level security" in str(refusal)


def test_an_append_outside_the_scope_is_refused_by_the_database_too() -> None:
    told = fact(custody.Released(person="D12", basis="order"), "03-16 08:00", number=77, facility="MJ-D")
    with pytest.raises(errors.InsufficientPrivilege), scoped(Scope(frozenset({"QZ-D"}))):
        append([told])


def test_an_id_of_a_hidden_facility_is_refused_and_shown_to_nobody() -> None:
    told = fact(custody.Released(person="D3", basis="order"), "03-16 08:00", number=13)
    other = fact(custody.Released(person="D4", basis="order"), "03-16 08:00", number=78)
    with scoped(Scope(frozenset({"QZ-D"}))):
        assert [(r.outcome, r.rules) for r in append([told])] == [("refused", ("id_taken",))]
        assert [r.outcome for r in append([told, other])] == ["refused", "accepted"]


def test_erasing_reaches_no_further_than_the_scope() -> None:
    with scoped(Scope(frozenset({"QZ-D"}))):
        assert erase([UUID(int=13)], rule="R1", actor="officer", now=moment("04-01 00:00")) == []
    assert sql("SELECT count(*) FROM ledger_payload WHERE fact = %s", [UUID(int=13)]) == [(1,)]


def test_looking_across_facilities_ends_with_the_function() -> None:
    with acting(facilities="QZ-D"):
        assert [said.facility for said, _ in rows.custody(["D13"])] == ["MJ-D"]
        assert rows.taken([UUID(int=13)]) == {UUID(int=13)}
        assert sql("SELECT count(*) FROM ledger_fact WHERE facility = 'MJ-D'") == [(0,)]


def test_a_scope_inside_a_scope_ends_where_it_began(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    with scoped(Scope(frozenset({"QZ-D"}))):
        with everywhere("a test of crossing"):
            assert {line.facility for line in page(Wanted(), after=None, limit=50)} == set(HOUSES)
        assert {line.facility for line in page(Wanted(), after=None, limit=50)} == {"QZ-D"}
    assert "a test of crossing" in caplog.text
    with scoped(Scope()):
        assert page(Wanted(), after=None, limit=50) == []
