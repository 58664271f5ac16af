"""A station's connection is cut between its sending and the answer, and the server is killed in between.

A real server, over real sockets and a PostgreSQL of its own: however often that happens, each passage stands
once, none is lost, and no number is missing. A hundred cuts here, a thousand with the slow tests.
"""

import json
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from pytest_django import DjangoDbBlocker

from lazaretto.access.actor import Actor, Scope
from lazaretto.access.scope import everywhere
from lazaretto.access.stations import enrol
from lazaretto.ledger.uploading import held_back, missing, tallies
from tests.browser.city import free_port, wait_until_open
from tests.database.clusters import Own, own_cluster
from tests.database.sql import acting, sql
from tests.journeys.city import record

pytestmark = pytest.mark.database
PROGRAM = [sys.executable, "-m", "lazaretto.project.command", "serve"]
QUEUE = "one-browser"
OFFICER = Actor("QZ0007", "gate_officer", Scope(frozenset({"QZ-D"})))


@dataclass
class Station:
    """A browser at a gate, as far as the wire sees it: a token, a count, and a queue until it is answered."""

    port: int
    token: str
    count: int = 0
    queue: list[dict[str, Any]] = field(default_factory=list)
    stated: list[str] = field(default_factory=list)
    outcomes: set[str] = field(default_factory=set)

    def passage(self) -> None:
        """Somebody comes in; every seventh row is no station's to state."""
        self.count += 1
        facility = "MJ-D" if self.count % 7 == 0 else "QZ-D"
        body = {
            "kind": "gate.entered/1",
            "category": "person",
            "subject": f"S-{self.count}",
            "zone": "guarded",
        }
        statement = {
            "id": str(UUID(int=(0x018F << 112) + self.count)), "body": body, "facility": facility,
            "occurred": "2022-03-15T06:50:00+08:00",
        }  # fmt: skip
        if facility == "QZ-D":
            self.stated.append(str(statement["id"]))
        row = {"sequence": self.count, "nonce": f"nonce-{self.count:06}", "statement": statement}
        self.queue.append(row)

    def request(self) -> bytes:
        """The upload of the whole queue, as it goes over the wire."""
        sent = {"device_now": datetime.now(UTC).isoformat(), "rows": self.queue, "queue": QUEUE}
        data = json.dumps(sent).encode()
        head = (
            f"POST /api/v1/gate/QZ-D/uploads HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Authorization: Bearer {self.token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(data)}\r\n\r\n"
        )
        return head.encode() + data

    def cut(self, chance: Random) -> None:
        """Send the queue and break the connection before the answer was read, at once or a moment later."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as wire:
            wire.sendall(self.request())
            wire.settimeout(chance.choice((0.001, 0.01, 0.03, 0.1)))
            if chance.random() < 0.5:
                with suppress(TimeoutError):  # the first bytes of an answer are no answer
                    wire.recv(chance.choice((1, 12)))
            # reset, not closed: what was on its way is thrown away, as when a cable is pulled
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def send(self) -> dict[str, Any]:
        """Send the queue and read the answer; what it speaks of leaves the queue."""
        head, _, data = self.request().partition(b"\r\n\r\n")
        lines = [line.split(": ", 1) for line in head.decode().splitlines()[1:]]
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", "/api/v1/gate/QZ-D/uploads", data, dict(lines))
        answer = connection.getresponse()
        told: dict[str, Any] = json.loads(answer.read())
        connection.close()
        assert answer.status == 200, told
        self.outcomes |= {result["outcome"] for result in told["results"]}
        done = {result["sequence"] for result in told["results"]}
        self.queue = [row for row in self.queue if row["sequence"] not in done]
        return told


@contextmanager
def serving(own: Own, folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The server as it is run, over the cluster that this process looks into."""
    ours = ("DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE", "LAZARETTO_DEMO")
    environment = {k: v for k, v in os.environ.items() if k not in ours}
    environment |= {"LAZARETTO_VAR": str(folder), "DATABASE_URL": own.cluster.url}
    log = folder / "serve.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*PROGRAM, "--port", str(port)], env=environment, stdout=out, stderr=out, start_new_session=True
        )
    try:
        wait_until_open(f"http://127.0.0.1:{port}", process, log)
        yield process
    finally:
        process.kill()
        process.wait()


def enrolled(port: int) -> Station:
    """A station of a gate that was established; committed, so that the server sees it."""
    record()
    now = datetime.now(UTC)
    made = enrol(
        facility="QZ-D", post="gate-1", actor=OFFICER, now=now, expires=now + timedelta(days=1), replace=False
    )
    return Station(port, made.token)


def each_stands_once(station: Station) -> None:
    """Facts, rows and numbers against what the station stated."""
    with acting():
        standing = [str(row[0]) for row in sql("SELECT id FROM ledger_fact WHERE device = 'QZ-D/gate-1'")]
        kept = sql("SELECT sequence FROM ledger_upload ORDER BY sequence")
    assert sorted(standing) == sorted(station.stated)
    assert [row[0] for row in kept] == [*range(1, station.count + 1)]
    with everywhere("a test of cut connections"):
        assert missing("QZ-D/gate-1", QUEUE) == ()
        assert tallies("QZ-D")["QZ-D/gate-1"].held_back == station.count // 7
        assert {one.rules for one in held_back("QZ-D")} <= {("out_of_scope",)}


@pytest.mark.parametrize("cuts", [100, pytest.param(1_000, marks=pytest.mark.slow)])
def test_a_connection_cut_between_sending_and_answer_loses_and_doubles_nothing(
    cuts: int, tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    chance = Random(cuts)  # noqa: S311 — when to cut is no secret
    with django_db_blocker.unblock(), own_cluster() as own:
        station = enrolled(free_port())
        with serving(own, tmp_path, station.port):
            for turn in range(cuts):
                station.passage()
                station.cut(chance)
                if turn % 10 == 9:
                    assert station.send()["missing"] == []
            station.send()
            assert station.queue == []
            assert "duplicate" in station.outcomes  # some were cut after they had been recorded
            each_stands_once(station)


@pytest.mark.slow  # two servers are started for each kill
@pytest.mark.parametrize("kills", [1, 30])
def test_a_server_killed_before_it_answers_loses_and_doubles_nothing(
    kills: int, tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    chance = Random(kills)  # noqa: S311 — when to kill is no secret
    with django_db_blocker.unblock(), own_cluster() as own:
        station = enrolled(free_port())
        for _ in range(kills):
            with serving(own, tmp_path, station.port) as server:
                for _ in range(8):
                    station.passage()
                    station.cut(chance)
                server.kill()
            station.port = free_port()
        with serving(own, tmp_path, station.port):
            station.passage()
            station.send()
            assert station.queue == []
            each_stands_once(station)
