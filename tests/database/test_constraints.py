"""Every constraint of the ledger is broken on purpose, and the database refuses each."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from psycopg import errors

from lazaretto.facts import custody
from lazaretto.facts.command import PlaceEstablished
from lazaretto.ledger.appending import append
from tests.database.sql import acting, refusal_of, sql
from tests.stating import fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]

FACT = (
    "INSERT INTO ledger_fact (id, facility, position, sequence, kind, occurred, recorded, actor, device,"
    " place, skew, replaces, leaf, node) VALUES (%(id)s, %(facility)s, %(position)s, 1, 'k', now(), now(),"
    " 'a', 'd', %(place)s, 0, %(replaces)s, %(leaf)s, 'n')"
)
STAY = (
    "INSERT INTO ledger_stay (fact, person, facility, cell, reserved, bed, during, disputed) VALUES"
    " (%(fact)s, %(person)s, 'QZ-D', %(cell)s, %(reserved)s, %(bed)s, %(during)s, %(disputed)s)"
)
CELL = "QZ-D/T/01"
HELD = "[2022-03-15 00:00Z,)"


def a_fact(**changes: Any) -> dict[str, Any]:
    return {
        "id": UUID(int=9), "facility": "QZ-D", "position": 99, "place": None, "replaces": None,
        "leaf": b"x" * 32,
    } | changes  # fmt: skip


def a_stay(**changes: Any) -> dict[str, Any]:
    return {
        "fact": UUID(int=2), "person": "D2", "cell": "QZ-D/T/01", "reserved": False, "bed": 2, "during": HELD,
        "disputed": False,
    } | changes  # fmt: skip


@pytest.fixture(autouse=True)
def _one_person_in_one_cell() -> Iterator[None]:
    """D1 in bed 1 of QZ-D/T/01 by fact 1; fact 2 is about nothing that is projected."""
    with acting():
        append([
            fact(PlaceEstablished(established=CELL, use="transition", capacity=2), "03-01 00:00", number=3),
            fact(custody.Admitted(person="D1", cell="QZ-D/T/01", sex="male"), "03-15 08:00"),
            fact(custody.Released(person="D9", basis="order"), "03-15 08:00", number=2),
        ])  # fmt: skip
        yield


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"id": UUID(int=1)}, "ledger_fact_pkey"),
        ({"position": 1}, "one_fact_a_position"),
        ({"position": 0}, "ledger_fact_position_check"),
        ({"replaces": UUID(int=77)}, "replaces_a_fact"),
        ({"replaces": UUID(int=9)}, "replaces_another"),
        ({"place": "MJ-D/T/01"}, "place_in_facility"),
        ({"place": "QZ-DX/T/01"}, "place_in_facility"),
        ({"leaf": b"short"}, "leaf_is_sha256"),
    ],
)
def test_a_fact_that_breaks_the_order(changes: dict[str, Any], constraint: str) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    assert refusal_of(FACT, a_fact(**changes)).diag.constraint_name == constraint


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"person": "D1"}, "one_person_in_one_place"),
        ({"person": "D1", "cell": "QZ-D/T/02", "bed": None}, "one_person_in_one_place"),
        ({"bed": 1}, "one_bed_for_one_person"),
        ({"bed": 1, "reserved": True}, "one_bed_for_one_person"),
        ({"bed": 0}, "ledger_stay_bed_check"),
        ({"during": "empty"}, "half_open"),
        ({"during": "[2022-03-15 00:00Z,2022-03-16 00:00Z]"}, "half_open"),
        ({"cell": "MJ-D/T/01"}, "cell_in_facility"),
        ({"fact": UUID(int=77)}, "stay_of_a_fact"),
        ({"fact": UUID(int=1)}, "ledger_stay_pkey"),
    ],
)
def test_a_stay_that_cannot_be(changes: dict[str, Any], constraint: str) -> None:
    assert refusal_of(STAY, a_stay(**changes)).diag.constraint_name == constraint


@pytest.mark.parametrize(
    "changes",
    [
        {"person": "D1", "disputed": True},  # what happened is kept, disputed
        {"person": "D1", "cell": "QZ-D/T/02", "bed": None, "reserved": True},  # held here, a place kept there
        {"bed": 1, "during": "[2022-03-14 00:00Z,2022-03-15 00:00Z)"},  # one leaves as the other comes
        {},
    ],
)
def test_a_stay_that_can_be(changes: dict[str, Any]) -> None:
    sql(STAY, a_stay(**changes))
    assert sql("SELECT count(*) FROM ledger_stay") == [(2,)]


@pytest.mark.parametrize(
    ("query", "constraint"),
    [
        ("INSERT INTO ledger_payload VALUES ('{}', 'QZ-D', 'short', 'x')", "salt_has_16_bytes"),
        ("INSERT INTO ledger_erasure VALUES ('{}', 'QZ-D', '', now(), 'a')", "ledger_erasure_rule_check"),
        ("INSERT INTO ledger_erasure VALUES ('{}', 'QZ-D', 'r', now(), 'a')", "erasure_of_a_fact"),
        ("INSERT INTO ledger_dispute VALUES ('{}', 'r', 'QZ-D')", "dispute_of_a_fact"),
        ("INSERT INTO ledger_capacity VALUES ('{}', 'QZ-D', 'QZ-D/T/01', now(), 1, now())",
         "capacity_of_a_fact"),
        ("INSERT INTO ledger_capacity VALUES ('{}', 'QZ-D', 'QZ-D/T/01', now(), -1, now())",
         "ledger_capacity_places_check"),
        ("INSERT INTO ledger_head VALUES ('QZ-D', 1)", "ledger_head_pkey"),
        ("INSERT INTO ledger_head VALUES ('XX-D', -1)", "ledger_head_position_check"),
        ("INSERT INTO ledger_mention SELECT * FROM ledger_mention WHERE subject = 'D1'",
         "ledger_mention_pkey"),
    ],
)  # fmt: skip
def test_rows_beside_a_fact_that_cannot_be(query: str, constraint: str) -> None:
    assert refusal_of(query.format(UUID(int=77))).diag.constraint_name == constraint


def test_a_head_never_goes_back() -> None:
    refusal = refusal_of("UPDATE ledger_head SET position = position - 1")
    assert isinstance(refusal, errors.RestrictViolation)
    assert "cannot go back" in str(refusal)
