"""Whatever a day brings, and however it goes wrong: no log of the server or of its database names anybody."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
import pytest
from psycopg import sql
from pytest_django import DjangoDbBlocker

from lazaretto.access.accounts import open_account
from lazaretto.access.actor import Actor, Scope
from lazaretto.access.tokens import issue_token
from tests.browser.city import free_port, wait_until_open
from tests.database.clusters import Own, own_cluster
from tests.journeys.city import record

pytestmark = [pytest.mark.database, pytest.mark.slow]
NAME, NUMBER, STAFF = "欧阳植入", "PLANTED-4711", "STAFF-PLANTED"
WORDS = "planted-password"
PLANTED = (NAME, quote(NAME), NAME.encode("unicode_escape").decode(), NUMBER, STAFF, WORDS, "planted.example")
METRICS_TOKEN = "a token that is long enough"
SECURITY = Actor("SEC", "security_admin", Scope())


@contextmanager
def serving(own: Own, folder: Path, port: int) -> Iterator[Path]:
    """The server at its most talkative, and what it says."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PORT", "LAZARETTO_DEMO")}
    kept |= {"LAZARETTO_VAR": str(folder), "DATABASE_URL": own.cluster.url, "LAZARETTO_LOG_LEVEL": "DEBUG"}
    kept |= {"LAZARETTO_METRICS_TOKEN": METRICS_TOKEN}
    log = folder / "serve.log"
    command = [
        sys.executable,
        "-m",
        "lazaretto.project.command",
        "serve",
        "--port",
        str(port),
        "--workers",
        "2",
    ]
    with log.open("ab") as out:
        process = subprocess.Popen(command, env=kept, stdout=out, stderr=out)
    try:
        wait_until_open(f"http://127.0.0.1:{port}", process, log)
        yield log
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def asked(port: int, method: str, path: str, body: bytes | None = None, /, **headers: str) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as wire:
        wire.request(method, path, body, headers)
        answer = wire.getresponse()
        answer.read()
        return answer.status


def statement(person: str, **more: Any) -> bytes:
    body = {"kind": "hygiene.temperatures_taken/1", "readings": [{"person": person, "celsius_tenths": 365}]}
    said = {"body": body, "occurred": "2022-03-15T06:50:00+08:00", "facility": "QZ-D", **more}
    return json.dumps(said).encode()


def failed_sign_in(port: int) -> int:
    """A wrong password, typed into the form as a browser sends it."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as wire:
        wire.request("GET", "/accounts/login/")
        answer = wire.getresponse()
        kept = answer.headers["Set-Cookie"].partition(";")[0]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.read().decode())
    form = {"login": STAFF, "password": WORDS, "csrfmiddlewaretoken": token[1] if token else ""}
    kind = "application/x-www-form-urlencoded"
    body = urlencode(form).encode()
    return asked(port, "POST", "/accounts/login/", body, **{"Content-Type": kind, "Cookie": kept})


def a_day(port: int, token: str) -> set[int]:
    """Statements, reads, refusals, nonsense, a failed sign-in: each with somebody's name in it."""
    mine = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    fact = "018f0000-0000-7000-8000-00000000000"
    pages = (f"/persons/{NUMBER}", f"/facilities/QZ-D/persons/{NUMBER}", f"/facilities/{NUMBER}",
             f"/?q={quote(NAME)}", f"/api/v1/persons/{NUMBER}", f"/{quote(NAME)}/{NUMBER}")  # fmt: skip
    answers = {
        asked(port, "POST", "/api/v1/facts", statement(NUMBER, id=f"{fact}1"), **mine),
        asked(port, "POST", "/api/v1/facts", statement("A-101", id=f"{fact}1"), **mine),  # taken
        asked(port, "POST", "/api/v1/facts", statement(f"{NAME}\0", id=f"{fact}2"), **mine),
        asked(port, "POST", "/api/v1/facts", statement(NUMBER, id=NAME), **mine),
        asked(port, "POST", "/api/v1/facts", statement(NUMBER, facility=NUMBER), **mine),
        asked(port, "POST", "/api/v1/facts", f'{{"body": "{NAME}'.encode(), **mine),
        asked(port, "POST", "/api/v1/facts", statement(NUMBER), Authorization=f"Bearer {NUMBER}"),
        *(failed_sign_in(port) for _ in range(6)),  # until the account is locked
        asked(port, "GET", "/", Host="planted.example"),
        asked(port, "GET", "/", Cookie=f"sessionid={NUMBER}; csrftoken={NUMBER}"),
        asked(port, "GET", "/", traceparent=f"00-{NUMBER}", Referer=f"http://planted.example/{NUMBER}"),
    }  # fmt: skip
    return answers | {asked(port, "GET", page, **mine) for page in pages}


def requests_counted(port: int) -> int:
    """What both processes of the server have answered, as whichever is asked tells it."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as wire:
        wire.request("GET", "/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"})
        told = wire.getresponse().read().decode()
    assert not [word for word in PLANTED if word in told]
    return int(sum(map(float, re.findall(r"^lazaretto_requests_total{.*} (\S+)$", told, re.MULTILINE))))


def a_fault_of_the_database(own: Own) -> None:
    """What it says of a broken constraint would name the key, and of a mistake the whole statement."""
    with psycopg.connect(own.cluster.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE trial (person text PRIMARY KEY)")
        keyed = sql.SQL("INSERT INTO trial VALUES ({})").format(sql.Literal(NUMBER))
        nowhere = sql.SQL("SELECT 1 FROM nowhere WHERE person = {}").format(sql.Literal(NAME))
        for query in (keyed, keyed, nowhere):
            with suppress(psycopg.Error):
                connection.execute(query)


def test_no_log_names_anybody(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> None:
    port = free_port()
    with django_db_blocker.unblock(), own_cluster() as own:
        record()
        open_account(code=STAFF, role="doctor", facilities=("QZ-D",), everywhere=False, password="Qinzhou 07")
        now = datetime.now(UTC)
        token = issue_token(device="GATE-7", role="duty_officer", facilities=("QZ-D",), actor=SECURITY,
                            expires=now + timedelta(days=1), now=now)  # fmt: skip
        with serving(own, tmp_path, port) as log:
            answers = a_day(port, token)
            counted = requests_counted(port)
        a_fault_of_the_database(own)
        database = own.cluster.data.parent / "postgres.log"
        said = {"server": log.read_text(), "database": database.read_text()}
    assert {201, 302, 403, 404, 422, 429} <= answers, answers
    assert 500 not in answers
    assert said["server"].count('"event": "request"') >= 15
    assert 'duplicate key value violates unique constraint "trial_pkey"' in said["database"]
    assert counted >= said["server"].count('"event": "request"') - 2  # one asks for it, one may be on its way
    found = [(where, word) for where, text in said.items() for word in PLANTED if word in text]
    assert not found
    lines = [json.loads(line) for line in said["server"].splitlines() if line.startswith("{")]
    numbered = [line for line in lines if line.get("event") == "request"]
    assert len({line["request"] for line in numbered}) == len(numbered)
