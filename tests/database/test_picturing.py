"""Pictures of gates: kept under their digest, seen in scope alone, gone after their days, never changed."""

from datetime import timedelta
from hashlib import sha256

import pytest
from psycopg import errors

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.ledger.picturing import forget, keep, kept
from lazaretto.ledger.serving import ROLE
from tests.database.sql import acting, refusal_of, sql
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
AT = moment("03-15 08:00")
DIGEST = sha256(b"a gate").hexdigest()


def kept_at(days: int, *, facility: str = "QZ-D") -> str:
    return keep(b"a gate", facility=facility, camera="GATE-1", taken=AT + timedelta(days=days), taken_by="D1")


def test_a_picture_is_found_by_its_digest_in_its_scope() -> None:
    with scoped(Scope(everywhere=True)):
        assert kept_at(0) == DIGEST
    with scoped(Scope(frozenset({"QZ-D"}))):
        found = kept(DIGEST, facility="QZ-D", since=AT)
        assert found is not None
        assert (found.jpeg, found.camera, found.taken, found.taken_by) == (b"a gate", "GATE-1", AT, "D1")
        assert kept(DIGEST, facility="MJ-D", since=None) is None
        assert kept("0" * 64, facility="QZ-D", since=None) is None
    with scoped(Scope(frozenset({"MJ-D"}))):
        assert kept(DIGEST, facility="QZ-D", since=None) is None


def test_a_picture_that_is_too_old_is_not_given_even_before_it_is_deleted() -> None:
    with acting():
        kept_at(0)
        assert kept(DIGEST, facility="QZ-D", since=AT + timedelta(seconds=1)) is None


def test_a_camera_that_stands_still_is_seen_by_the_same_bytes() -> None:
    with acting():
        kept_at(0)
        kept_at(2)
        found = kept(DIGEST, facility="QZ-D", since=AT)
        assert found is not None
        assert (found.first, found.taken) == (AT, AT + timedelta(days=2))


def test_what_is_over_is_forgotten_and_nothing_else() -> None:
    with acting():
        kept_at(0)
        kept_at(2)
        kept_at(0, facility="MJ-D")
        assert forget(facility="QZ-D", before=AT + timedelta(days=1)) == 1
        assert sql("SELECT facility, taken FROM ledger_picture ORDER BY facility") == [
            ("MJ-D", AT), ("QZ-D", AT + timedelta(days=2)),
        ]  # fmt: skip


def test_nobody_forgets_outside_the_scope() -> None:
    with acting():
        kept_at(0)
        sql("SELECT set_config('lazaretto.facilities', 'MJ-D', true)")
        assert forget(facility="QZ-D", before=AT + timedelta(days=9)) == 0


@pytest.mark.parametrize(
    "query",
    ["UPDATE ledger_picture SET camera = 'x'", "DELETE FROM ledger_picture", "TRUNCATE ledger_picture"],
)
def test_the_server_changes_and_deletes_none(query: str) -> None:
    with acting(role=ROLE):
        kept_at(0)
        assert isinstance(refusal_of(query), errors.InsufficientPrivilege)


def test_the_server_forgets_by_the_one_function() -> None:
    with acting(role=ROLE):
        kept_at(0)
        assert forget(facility="QZ-D", before=AT + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        (("0" * 64, b"a gate"), "picture_is_its_digest"),
        ((sha256(bytes(5 * 2**20)).hexdigest(), bytes(5 * 2**20)), "picture_is_small"),
    ],
)
def test_a_picture_that_cannot_be(values: tuple[str, bytes], constraint: str) -> None:
    with acting():
        query = "INSERT INTO ledger_picture VALUES ('QZ-D', %s, 'G', now(), 'D1', %s)"
        assert refusal_of(query, values).diag.constraint_name == constraint
