"""A PostgreSQL of our own with empty tables, and Django on it, for the topics that need rows."""

import io
import logging
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from lazaretto.access.actor import Actor, Scope
from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.identity import RANDOM_BYTES, uuid7
from lazaretto.project.postgres import Cluster, started

OFFICER = Actor("S0001", "duty_officer", Scope(frozenset({"QZ-D"})))


@contextmanager
def serving() -> Iterator[str]:
    """The address of an empty database with the house's tables; Django is set up on it, once a process."""
    with tempfile.TemporaryDirectory(prefix="lz-") as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "lazaretto.project.settings"
        os.environ.setdefault("LAZARETTO_SECRET_KEY", secrets.token_hex())
        os.environ["DATABASE_URL"] = ""
        cluster = Cluster(Path(folder) / "data", Path(folder) / "s")
        with started(cluster) as url:
            os.environ["DATABASE_URL"] = url
            _set_up(url)
            try:
                yield url
            finally:
                _close()


def bare(url: str) -> psycopg.Connection[tuple[object, ...]]:
    """A connection as plain as they come, with a table of nothing but an id and the words of a fact."""
    connection = psycopg.connect(url, autocommit=True)
    connection.execute(
        "CREATE TABLE IF NOT EXISTS bare"
        " (id uuid PRIMARY KEY, facility text, occurred timestamptz, said text)"
    )
    return connection


def establish(now: datetime, *more: Body) -> None:
    """The one facility that the measurements speak of, and what else is said of it."""
    from lazaretto.ledger.appending import append
    from lazaretto.ledger.transacting import written

    body = FacilityEstablished(
        name="Qinzhou", sort="detention_house", county="Qinzhou", city="Tianshui", zone="Asia/Shanghai"
    )
    facts = [
        Fact(
            id=uuid7(now, secrets.token_bytes(RANDOM_BYTES)), occurred=now - timedelta(days=1), recorded=now,
            facility="QZ-D", actor="S0001", device="desk", body=said,
        )
        for said in (body, *more)
    ]  # fmt: skip
    written(lambda: append(facts), scope=Scope(everywhere=True))


def present() -> datetime:
    """The instant of a measurement."""
    return datetime.now(UTC)


def _set_up(url: str) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    for logger in [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]:
        for handler in logger.handlers:
            if isinstance(handler, logging.StreamHandler):  # lines are made as always, and shown to nobody
                handler.setStream(io.StringIO())
    from django.db import connections

    from lazaretto.project.settings import database

    connections["default"].settings_dict.update(database(url))  # a second topic has a server of its own
    call_command("migrate", verbosity=0)


def _close() -> None:
    from django.db import connections

    connections.close_all()
