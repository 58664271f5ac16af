"""A server killed in the middle of appends: what was acknowledged stands, and stands once."""

import time
from random import Random
from threading import Thread
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from lazaretto.access.actor import Refused, Scope
from lazaretto.facts import custody, hygiene
from lazaretto.facts.fact import Fact
from lazaretto.ledger.appending import append
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.ledger.transacting import written
from lazaretto.project.postgres import Cluster, Running, start
from tests.database.clusters import own_cluster
from tests.database.sql import acting, sql
from tests.killing.clusters import kill_with_children
from tests.stating import fact

pytestmark = pytest.mark.database

EVERYWHERE = Scope(everywhere=True)
HOUSES = ("QZ-D", "MJ-D")


def told(number: int) -> Fact:
    """Every third is about custody, so that a kill falls into projecting too."""
    house = HOUSES[number % 2]
    reading = hygiene.Reading(person=f"D{number}", celsius_tenths=365)
    body = (
        custody.Admitted(person=f"D{number}", cell=f"{house}/T/01", sex="male")
        if number % 3 == 0
        else hygiene.TemperaturesTaken(readings=(reading,))
    )
    return fact(body, "03-15 08:00", number=number, facility=house)


def append_until_refused(first: int) -> tuple[list[UUID], list[Fact]]:
    """Append one after the other until the server is gone: what was acknowledged, what was under way."""
    acknowledged: list[UUID] = []
    number = first
    while True:
        batch = [told(number + n) for n in range(1 + number % 4)]
        try:
            receipts = written(lambda batch=batch: append(batch), scope=EVERYWHERE)  # type: ignore[misc]
        except Refused as refusal:
            if refusal.rule != "storage_unavailable":
                raise
            return acknowledged, batch
        acknowledged += [r.fact_id for r in receipts if r.fact_id is not None and r.recorded]
        number += len(batch)


def kill(server: Running, *, after: float) -> None:
    """A power cut, after a while."""
    time.sleep(after)
    kill_with_children(server.process.pid)
    server.stop()


def again(cluster: Cluster) -> Running:
    """Start it once the last child of the killed one has let go of the data."""
    for _ in range(50):
        try:
            return start(cluster)
        except RuntimeError:
            time.sleep(0.1)
    return start(cluster)


@pytest.mark.parametrize("rounds", [5, pytest.param(100, marks=pytest.mark.slow)])
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(
    rounds: int, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    chance = Random(rounds)  # noqa: S311 — when to kill is no secret
    everything: list[UUID] = []
    with django_db_blocker.unblock(), own_cluster() as own:
        for turn in range(rounds):
            killer = Thread(target=kill, args=(own.server,), kwargs={"after": chance.uniform(0.02, 0.3)})
            killer.start()
            acknowledged, under_way = append_until_refused(1 + 100_000 * turn)
            killer.join()
            connection.close()
            own.server = again(own.cluster)
            everything += acknowledged
            check(everything)
            receipts = written(lambda batch=under_way: append(batch), scope=EVERYWHERE)  # type: ignore[misc]
            assert all(receipt.recorded for receipt in receipts)
            everything += [one.id for one in under_way]
        check(everything)
        assert len(everything) > rounds
        assert rebuild().differences == ()


def check(everything: list[UUID]) -> None:
    """Every acknowledged fact stands once, and positions have no gap."""
    with acting():
        standing = [row[0] for row in sql("SELECT id FROM ledger_fact")]
        assert len(standing) == len(set(standing))
        assert set(everything) <= set(standing)
        assert sql(
            "SELECT count(*) FROM ledger_head h WHERE h.position <>"
            " (SELECT count(*) FROM ledger_fact f WHERE f.facility = h.facility)"
        ) == [(0,)]
