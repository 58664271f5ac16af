"""A full disk: the append is refused with words, nothing is half written, and it goes on afterwards.

The server may write no file beyond a limit (``prlimit``), which fails like a full disk does.
"""

import resource
from random import Random
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from lazaretto.access.actor import Refused, Scope
from lazaretto.facts import hygiene
from lazaretto.facts.fact import Fact
from lazaretto.ledger.appending import append
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.ledger.transacting import written
from tests.database.clusters import own_cluster
from tests.database.sql import acting, sql
from tests.stating import fact

pytestmark = [
    pytest.mark.database,
    pytest.mark.skipif(
        not hasattr(resource, "prlimit"), reason="only Linux can limit a running server's files"
    ),
]

EVERYWHERE = Scope(everywhere=True)
ROOM = 17 * 1024 * 1024 + 100  # more than a file of the write-ahead log, and no whole number of pages
BATCH = 1_000


def told(number: int) -> Fact:
    """About two kilobytes that cannot be packed."""
    words = Random(number).randbytes(950).hex()  # noqa: S311 — no secret
    return fact(hygiene.NotMeasured(person=f"D{number}", why=words), "03-15 08:00", number=number)


def say(first: int) -> list[UUID]:
    batch = [told(first + n) for n in range(BATCH)]
    receipts = written(lambda: append(batch), scope=EVERYWHERE)
    assert [r.outcome for r in receipts] == ["accepted"] * BATCH
    return [one.id for one in batch]


def say_until_refused(kept: list[UUID]) -> str:
    """Add what was accepted to ``kept``; the rule of the refusal."""
    for turn in range(1, 40):
        try:
            kept += say(1 + 1_000 * turn)
        except Refused as refusal:
            return refusal.rule
    return "never refused"


def test_a_full_disk_is_said_and_nothing_is_half_written(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), own_cluster():
        kept = say(1)
        backend = sql("SELECT pg_backend_pid()")[0][0]
        before = resource.prlimit(backend, resource.RLIMIT_FSIZE)
        resource.prlimit(backend, resource.RLIMIT_FSIZE, (ROOM, before[1]))
        assert say_until_refused(kept) == "storage_full"
        resource.prlimit(backend, resource.RLIMIT_FSIZE, before)
        with acting():
            assert {row[0] for row in sql("SELECT id FROM ledger_fact")} == set(kept)
        kept += say(900_001)
        with acting():
            assert sql("SELECT position FROM ledger_head") == [(len(kept),)]
        assert rebuild().differences == ()
        connection.close()
