"""What falls is picked up, and what could not be written is written later."""

import json
import os
import resource
import signal
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest

from lazaretto.facts import custody
from lazaretto.ledger import proving
from lazaretto.ledger.appending import append
from lazaretto.ledger.publishing import publish, reading
from lazaretto.project.postgres import Cluster, started
from lazaretto.proofs.auditing import audit
from lazaretto.proofs.notes import LOG, Signer
from tests.database.sql import acting
from tests.journeys.test_stopping import serving
from tests.killing.clusters import children, kill_with_children
from tests.stating import fact, moment

pytestmark = pytest.mark.database
SIGNER = Signer("lazaretto.example/test", LOG, sha256(b"a test").digest())
SECONDS = 60


def within(seconds: float, what: Callable[[], bool]) -> bool:
    """Whether something comes true within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return False


def said_by(pid: int) -> str:
    """The command of a process; empty where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


@pytest.mark.django_db
def test_a_log_folder_without_room_is_written_when_there_is_room_again(tmp_path: Path) -> None:
    people = [
        fact(custody.Admitted(person=f"D{n}", cell="QZ-D/T/01", sex="male"), "03-15 08:00", number=n)
        for n in range(1, 40)
    ]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with acting():
        append(people)
        proving.enter(most=1000)
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, before[1]))  # what a full disk does, to this process
        try:
            with pytest.raises(OSError, match="File too large"):
                publish(tmp_path, SIGNER, now=moment("04-01 08:00"))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert not (tmp_path / "checkpoint").exists()
        assert publish(tmp_path, SIGNER, now=moment("04-01 08:01")).size == len(people)
    assert audit(reading(tmp_path), SIGNER.verifier).faults == ()


@pytest.mark.slow
def test_a_database_of_our_own_that_was_killed_is_started_again(tmp_path: Path) -> None:
    cluster = Cluster.under(tmp_path / "var")
    with started(cluster) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE stands AS SELECT 1 AS here")
        kill_with_children(int((cluster.data / "postmaster.pid").read_text().split()[0]))

        def answers() -> bool:
            try:
                with psycopg.connect(url) as connection:
                    return connection.execute("SELECT here FROM stands").fetchone() == (1,)
            except psycopg.OperationalError:
                return False

        assert within(SECONDS, answers)
    assert not (cluster.data / "postmaster.pid").exists()  # and it was stopped properly in the end


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through Linux's /proc")
def test_a_publisher_that_was_killed_is_missed_and_started_again(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, address):

        def publishers() -> list[int]:
            return [pid for pid in children(process.pid) if "publish\0--watch" in said_by(pid)]

        def down() -> list[str]:
            with urlopen(f"{address}/readyz", timeout=5) as answer:
                return list(json.load(answer).get("down", []))

        def replaced(before: int) -> bool:
            return before not in publishers() and len(publishers()) == 1

        for _ in range(2):
            assert within(SECONDS, lambda: len(publishers()) == 1 and not down())
            [before] = publishers()
            os.kill(before, signal.SIGKILL)
            assert within(SECONDS, lambda: down() == ["ledger publish"])
            assert within(SECONDS, partial(replaced, before))
        assert within(SECONDS, lambda: not down())
        said = (tmp_path / "serve.log").read_text()
        for seconds in (1, 2):
            assert f"ledger-publish stopped by itself (-9) and is started again in {seconds} s" in said


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through Linux's /proc")
def test_a_web_server_that_was_killed_is_started_again_and_leaves_nobody_behind(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, address):
        leader = next(pid for pid in children(process.pid) if "granian" in said_by(pid))
        before = {leader, *children(leader)}
        assert len(before) > 1
        os.kill(leader, signal.SIGKILL)

        def answers() -> bool:
            if any(said_by(pid) for pid in before):
                return False
            try:
                with urlopen(f"{address}/readyz", timeout=5):
                    return True
            except (URLError, OSError):
                return False

        assert within(SECONDS, answers)
