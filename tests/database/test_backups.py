"""A backup comes back: whole, checked, to an instant, and without a fork of the log."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from lazaretto.access.actor import Scope
from lazaretto.facts import custody
from lazaretto.ledger.appending import append
from lazaretto.ledger.transacting import written
from lazaretto.project import backups
from lazaretto.project.postgres import Cluster, start
from lazaretto.project.settings import database
from tests.database.sql import acting, sql
from tests.stating import fact

pytestmark = [pytest.mark.database, pytest.mark.slow]  # each command is a process, each restore a server
OURS = ("DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE", "LAZARETTO_DEMO")
PROGRAM = [sys.executable, "-m", "lazaretto.project.command"]


@dataclass
class Node:
    """A house with data of its own, whose commands are run as a person runs them."""

    var: Path
    passphrase: Path
    url: str = ""
    archive: str = ""

    def run(self, *words: str, var: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name not in OURS}
        environment |= {
            "LAZARETTO_VAR": str(var or self.var), "LAZARETTO_BACKUP_PASSPHRASE": str(self.passphrase),
        }  # fmt: skip
        environment |= {"DATABASE_URL": self.url} if self.url else {}
        environment |= {"LAZARETTO_WAL_ARCHIVE": self.archive} if self.archive else {}
        return subprocess.run(
            [*PROGRAM, *words], env=environment, capture_output=True, text=True, check=False, timeout=240
        )

    def does(self, *words: str, var: Path | None = None) -> str:
        done = self.run(*words, var=var)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def say(first: int, many: int) -> None:
    """People who come in."""
    facts = [
        fact(
            custody.Admitted(person=f"D{n}", cell=f"QZ-D/T/{n % 40:02}", sex="male"), "03-15 08:00", number=n
        )
        for n in range(first, first + many)
    ]
    receipts = written(lambda: append(facts), scope=Scope(everywhere=True))
    assert all(one.recorded for one in receipts)


def facts() -> int:
    with acting():
        return int(sql("SELECT count(*) FROM ledger_fact")[0][0])


@contextmanager
def looking_into(url: str) -> Iterator[None]:
    """Django's connection on another server."""
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(database(url))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


@contextmanager
def running(var: Path) -> Iterator[str]:
    """The server over a folder."""
    server = start(Cluster.under(var))
    try:
        with looking_into(Cluster.under(var).url):
            yield Cluster.under(var).url
    finally:
        server.stop()


@pytest.fixture
def node(tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Node]:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("three herons over the canal\n")
    with django_db_blocker.unblock():
        yield Node(tmp_path / "var", passphrase)


def test_a_backup_comes_back_whole_and_its_log_is_not_forked(node: Node, tmp_path: Path) -> None:
    to, other = tmp_path / "to", tmp_path / "other"
    node.does("migrate")
    with running(node.var):
        say(1, 30)
        node.does("ledger", "publish")
        node.does("backup", str(to))
        [made] = backups.of(to)
        said = node.does("rehearse-restore", str(to))
        assert "30 facts, 30 entries of the log, keys open" in said
        node.does("backup", str(tmp_path / "beside"), "--without-keys")
        said = node.does("rehearse-restore", str(tmp_path / "beside"), "--without-keys")
        assert "30 facts, 30 entries of the log, keys were left sealed" in said
        say(101, 12)
        node.does("ledger", "publish")
        seen = tmp_path / "seen"
        seen.write_bytes((node.var / "log" / "checkpoint").read_bytes())
        watched = json.loads(node.run("watch", "--json").stdout)
        rules = {one["rule"] for one in watched["lines"]}
        assert not rules & {"backup", "backup_never", "rehearse_restore", "rehearse_restore_never"}
    secret = (node.var / "ledger.key").read_text()
    assert not any(secret in file.read_text(errors="replace") for file in made.rglob("*") if file.is_file())
    refused = node.run("restore", str(made))
    assert refused.returncode == 1
    assert "restore where nothing is" in refused.stderr

    assert "30 facts are back" in node.does("restore", str(made), var=other)
    assert (other / "ledger.key").read_text() == secret
    with running(other):
        assert facts() == 30
        for goes_on in (node.run("ledger", "publish", var=other), node.run(
            "ledger", "resume", "--seen", str(seen), var=other)):  # fmt: skip
            assert goes_on.returncode == 1
        assert "12 of its entries are not here" in goes_on.stderr
        say(201, 12)  # the same number of other facts: signed under the old name this would be the fork
        assert node.run("ledger", "resume", "--seen", str(seen), var=other).returncode == 1
        era = node.does("ledger", "resume", "--new-era", "the disk burnt", "--seen", str(seen), var=other)
        assert "/era-2" in era
        assert "42 entries" in node.does("ledger", "publish", var=other)
        assert "0 places" in node.does("ledger", "check", var=other)
        assert "the disk burnt" in (other / "log" / "break").read_text()


def test_a_house_goes_back_to_an_instant(node: Node, tmp_path: Path) -> None:
    node.archive = str(tmp_path / "archive")
    os.environ["LAZARETTO_WAL_ARCHIVE"] = node.archive
    to, other = tmp_path / "to", tmp_path / "other"
    try:
        node.does("migrate")
        with running(node.var) as url:
            say(1, 10)
            node.does("backup", str(to))
            say(101, 5)
            time.sleep(1)
            instant = datetime.now(UTC)
            time.sleep(1)
            say(201, 7)  # the mistake
            archived(url, Path(node.archive))
    finally:
        del os.environ["LAZARETTO_WAL_ARCHIVE"]
    [made], archive, node.archive = backups.of(to), node.archive, ""
    aim = f"{instant:%Y-%m-%dT%H:%M:%S}+00:00"
    said = node.does("restore", str(made), "--archive", archive, "--until", aim, var=other)
    assert "15 facts are back" in said
    newest = tmp_path / "newest"
    assert "22 facts are back" in node.does("restore", str(made), "--archive", archive, var=newest)


def archived(url: str, archive: Path) -> None:
    """Wait until everything that was written lies in the archive."""
    import psycopg

    secret = Cluster.under(archive.parent / "var")
    with psycopg.connect(
        host=str(secret.socket), user="postgres", password=secret.secret.read_text(), dbname="postgres"
    ) as administrator:
        row = administrator.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
    until = time.monotonic() + 60
    while row and not (archive / row[0]).exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert row
    assert (archive / row[0]).exists()


def test_a_server_that_is_not_ours_is_dumped_and_comes_back(node: Node, tmp_path: Path) -> None:
    to = tmp_path / "to"
    with running(tmp_path / "theirs") as url:
        node.url = url
        node.does("migrate")
        say(1, 25)
        node.does("ledger", "publish")
        node.does("backup", str(to), "--keep", "1")
        node.does("backup", str(to), "--keep", "1")
        [made] = backups.of(to)
        assert backups.read_manifest(made).exact
        assert "25 facts, 25 entries" in node.does("rehearse-restore", str(to))
        assert "tables already" in node.run("restore", str(made), var=tmp_path / "new").stderr
    with running(tmp_path / "new-server") as url:
        node.url = url
        assert "25 facts are back" in node.does("restore", str(made), var=tmp_path / "new")
        assert facts() == 25
        node.does("ledger", "resume", "--new-era", "nobody kept a checkpoint", var=tmp_path / "new")
        for _ in range(2):  # the same 25 entries were signed under the former name
            assert "25 entries" in node.does("ledger", "publish", var=tmp_path / "new")
        assert "/era-2\n25\n" in (tmp_path / "new" / "log" / "checkpoint").read_text()


@pytest.mark.parametrize("harm", [
    lambda made: (made / "log" / "checkpoint").write_text("another"),
    lambda made: next(made.glob("database/*.gz")).write_bytes(b"cut off"),
    lambda made: (made / "keys.sealed").unlink(),
])  # fmt: skip
def test_a_backup_that_was_harmed_is_not_put_back(
    node: Node, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    node.does("migrate")
    with running(node.var):
        say(1, 3)
        node.does("ledger", "publish")
        node.does("backup", str(tmp_path / "to"))
    [made] = backups.of(tmp_path / "to")
    harm(made)
    refused = node.run("restore", str(made), var=tmp_path / "other")
    assert refused.returncode == 1
    assert "is not as it was written" in refused.stderr or "is missing" in refused.stderr
    assert not (tmp_path / "other").exists()
