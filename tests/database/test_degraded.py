"""What the house says and does when something under it fails: docs/reference/degraded-modes.md, row by row.

The causes are real: a server that does not answer, a table that somebody holds, a database that takes nothing
in or nobody any more, a folder that cannot be written.
"""

import errno
import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import translation
from django.utils.html import escape
from pytest_django import DjangoDbBlocker

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.access.tokens import new_token
from lazaretto.ledger.appending import append
from lazaretto.ledger.transacting import refusal_of
from lazaretto.project.probing import machine
from tests.database.sql import sql, wipe
from tests.stating import house

pytestmark = pytest.mark.database
HERE = "/facilities/QZ-D"
LANGUAGES = ("zh-hans", "zh-hant", "en")


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is written is written: connections come and go here, and no transaction spans them."""
    with django_db_blocker.unblock():
        wipe()
        yield
        wipe()
        connection.close()


@pytest.fixture
def client(committing: None) -> Client:
    """A browser that is shown what a person would be shown."""
    with scoped(Scope(everywhere=True)):
        append([house()])
    return signed_in(Client(raise_request_exception=False))


def signed_in(browser: Client) -> Client:
    """With the cookie of somebody who was signed in, so that a page asks the database who it is."""
    browser.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    return browser


@pytest.fixture
def token(committing: None) -> Iterator[str]:
    now = datetime.now(UTC)
    made = new_token(
        device=f"d{uuid4().hex[:8]}", role="duty_officer", facilities=("QZ-D",), issued=now,
        expires=now + timedelta(days=1), issued_by="nobody",
    )  # fmt: skip
    assert made is not None
    yield made
    sql("DELETE FROM access_token WHERE issued_by = 'nobody'")


@contextmanager
def away() -> Iterator[None]:
    """Nobody answers where the database was."""
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": "1"}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


@contextmanager
def another() -> Iterator[psycopg.Connection[Any]]:
    """A connection beside the one that is tested."""
    given = connection.settings_dict
    with psycopg.connect(
        host=given["HOST"], port=given["PORT"] or None, user=given["USER"], password=given["PASSWORD"],
        dbname=given["NAME"], autocommit=True,
    ) as beside:  # fmt: skip
        yield beside


def state(client: Client, token: str) -> Any:
    """One temperature, over the API."""
    body = {
        "kind": "hygiene.temperatures_taken/1", "readings": [{"person": "D1", "celsius_tenths": 365}],
    }  # fmt: skip
    said = {"id": str(uuid4()), "facility": "QZ-D", "occurred": "2022-03-15T08:00:00+08:00", "body": body}
    return client.post(
        "/api/v1/facts", json.dumps(said), content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )  # fmt: skip


def text(page: Any) -> str:
    return str(page.content.decode())


def problem(answer: Any, status: int, rule: str) -> None:
    """An answer that a program can read: what, by which rule, and when to come again."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    told = answer.json()
    assert told["rule"] == rule
    assert told["detail"]
    if status == 503:
        assert int(answer["Retry-After"]) > 0


def test_without_a_database_pages_say_so_in_the_readers_language_and_come_back(
    client: Client, token: str
) -> None:
    with away():
        for language in LANGUAGES:
            client.cookies["django_language"] = language
            page = client.get(HERE)
            assert page.status_code == 503
            with translation.override(language):
                assert escape(translation.gettext("The record cannot be reached just now")) in text(page)
            assert f'lang="{language}"' in text(page)
            assert int(page["Retry-After"]) > 0
        fragment = client.get(HERE, headers={"HX-Request": "true", "X-Refresh": "1"})
        assert fragment.status_code == 503
        assert fragment.content
        problem(state(client, token), 503, "storage_unavailable")
        assert Client().get("/healthz").status_code == 200
        ready = Client().get("/readyz")
        assert (ready.status_code, ready.json()["ready"]) == (503, False)
        assert machine().apart == 0.0  # not known; that the database is away is a line of its own
    assert client.get("/readyz").status_code == 200
    assert state(client, token).status_code == 201


def test_what_was_stated_while_the_database_is_away_stands_on_the_page_to_be_pressed_again(
    client: Client,
) -> None:
    client.cookies["django_language"] = "en"
    said = {"csrfmiddlewaretoken": "t", "words": 'a "lamp" is out', "cell": ["01", "02"]}
    with away():
        page = client.post(f"{HERE}/state?kind=x", said)
        assert page.status_code == 503
        assert 'name="words" value="a &quot;lamp&quot; is out"' in text(page)
        assert text(page).count('name="cell"') == 2
        assert f'action="{HERE}/state?kind=x"' in text(page)
        assert "no-store" in page["Cache-Control"]
        for address, typed in (("/me/password", {"password": "mine"}), ("/accounts/login/", {"login": "Q1"})):
            page = client.post(address, typed)
            assert page.status_code == 503
            assert "mine" not in text(page)
            assert 'value="Q1"' not in text(page)
            assert "Write down what you stated" in text(page)
        page = client.get(f"{HERE}?at=now")
        assert "This page opens by itself" in text(page)
        assert f'href="{HERE}?at=now">Try again' in text(page)


def test_a_database_that_is_full_of_others_says_so(client: Client, token: str) -> None:
    name = connection.settings_dict["NAME"]
    with another() as beside:
        connection.close()
        beside.execute(f"ALTER DATABASE {name} CONNECTION LIMIT 0")
        try:
            problem(state(client, token), 503, "storage_crowded")
        finally:
            beside.execute(f"ALTER DATABASE {name} CONNECTION LIMIT -1")
    assert state(client, token).status_code == 201


def test_a_statement_that_takes_too_long_is_broken_off(
    client: Client, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SERVING", True)
    monkeypatch.setattr(settings, "STATEMENT_SECONDS", 0.2)
    connection.close()
    try:
        with another() as beside, beside.transaction():
            beside.execute("LOCK TABLE ledger_fact IN ACCESS EXCLUSIVE MODE")
            problem(state(client, token), 503, "storage_slow")
        assert state(client, token).status_code == 201
    finally:
        connection.close()
        monkeypatch.setattr(settings, "SERVING", False)


def test_a_database_that_only_lets_itself_be_read_is_read(client: Client, token: str) -> None:
    name = connection.settings_dict["NAME"]
    sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    connection.close()
    try:
        problem(state(client, token), 503, "storage_read_only")
        assert client.get("/readyz").status_code == 200
    finally:
        sql("SET default_transaction_read_only = off")
        sql(f"ALTER DATABASE {name} RESET default_transaction_read_only")
        connection.close()
    assert state(client, token).status_code == 201


def test_when_no_file_can_be_opened_the_page_still_says_so(client: Client) -> None:
    client.get("/nowhere")  # the page of refusals is in memory, as it is from the start in the server
    signed_in(client)
    connection.close()
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, before[1]))
    try:
        page = client.get(HERE)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert page.status_code in (500, 503)
    assert "<h1>" in text(page)


def test_a_clock_that_was_set_back_is_seen(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    assert abs(machine().apart) < 60
    monkeypatch.setattr("lazaretto.project.probing.time.time", lambda: now.timestamp() - 3600)
    assert machine().apart == pytest.approx(-3600, abs=60)
    monkeypatch.setattr(
        "lazaretto.project.probing.time.time", lambda: datetime(2021, 1, 1, tzinfo=UTC).timestamp()
    )
    assert machine().behind > 300  # the house was established in 2022


@pytest.mark.parametrize(("fault", "rule"), [
    (psycopg.errors.DiskFull("could not extend file"), "storage_full"),
    (psycopg.errors.QueryCanceled("canceling statement"), "storage_slow"),
    (psycopg.OperationalError("FATAL:  sorry, too many clients already"), "storage_crowded"),
    (psycopg.errors.ReadOnlySqlTransaction("cannot execute INSERT"), "storage_read_only"),
    (psycopg.errors.AdminShutdown("terminating connection"), "storage_unavailable"),
    (psycopg.InterfaceError("the connection is closed"), "storage_unavailable"),
    (psycopg.errors.UndefinedColumn("no such column"), None),
    (OSError(errno.ENOSPC, "No space left"), None),
])  # fmt: skip
@pytest.mark.django_db  # and so this run has a database, whichever of these tests is asked for
def test_a_fault_of_the_database_is_told_as_what_it_is(fault: Exception, rule: str | None) -> None:
    found = refusal_of(fault)
    assert (found.rule if found else None) == rule
