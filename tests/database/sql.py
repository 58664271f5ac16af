"""Straight to the tables, past everything that the house puts in between."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.db import connection, transaction
from psycopg import Cursor, errors

from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from lazaretto.ledger.received import Received
from lazaretto.ledger.receiving import receive

Values = Sequence[Any] | Mapping[str, Any]  # by place, or by name
TABLES = (
    "head", "fact", "payload", "mention", "erasure", "stay", "capacity", "dispute", "order", "isolation",
    "upload", "settlement", "picture", "evidence", "entry", "double",
)  # fmt: skip
# Transactions commit. Only our own tables are emptied afterwards (by the fixture `committed`): others
# refuse to be, and no test of this folder writes them.
COMMITTING = pytest.mark.django_db(transaction=True, available_apps=["lazaretto.ledger"])
# What was said; the rest is computed from it.
KEPT = ("fact", "payload", "mention", "erasure", "upload", "settlement", "entry", "double")


def sql(query: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """Execute on Django's connection; rows where there are any."""
    connection.ensure_connection()
    cursor = Cursor(connection.connection).execute(query, values)
    return cursor.fetchall() if cursor.description else []


def say_otherwise(said: Fact) -> None:
    """Another node says something else under the id of a fact that is held."""
    other = msgspec.structs.replace(said, actor="another", recorded=said.recorded + timedelta(minutes=1))
    receive([Received(node="another", canonical=encode(other), salt=bytes(16))], now=other.recorded)


@contextmanager
def acting(*, facilities: str | None = "*", role: str | None = None) -> Iterator[None]:
    """A savepoint under a scope setting and, if given, another role; everything is undone after."""
    with transaction.atomic():
        if facilities is not None:
            sql("SELECT set_config('lazaretto.facilities', %s, true)", [facilities])
        if role is not None:
            sql(f"SET LOCAL ROLE {role}")
        yield
        transaction.set_rollback(True)


def refusal_of(query: str, values: Values = ()) -> errors.Error:
    """The error that a statement is refused with; fails where it is not refused."""
    try:
        with transaction.atomic():
            sql(query, values)
    except errors.Error as refusal:
        return refusal
    raise AssertionError(f"was not refused: {query}")


def wipe() -> None:
    """Empty every table of the ledger: only the owner can, and only with the triggers off."""
    tables = (*TABLES, "checkpoint", "cosignature")
    names = ", ".join(f"ledger_{table}" for table in tables)
    with transaction.atomic():
        for table in tables:
            sql(f"ALTER TABLE ledger_{table} DISABLE TRIGGER USER")
        sql(f"TRUNCATE {names}")
        for table in tables:
            sql(f"ALTER TABLE ledger_{table} ENABLE TRIGGER USER")
