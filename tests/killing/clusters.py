"""The two PostgreSQL servers that are killed: the embedded one, and the system’s, reached by an address."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

from lazaretto.project.postgres import DATABASE, OWNER, SYSTEM_BINARIES, Cluster, Running, Unavailable, start
from lazaretto.project.unprivileged import guise
from tests.browser.city import free_port

PASSWORD = "the owner's, for this run"
TRIES, PAUSE = 300, 0.1  # half a minute to come up again


class Killable(Protocol):
    """A PostgreSQL server that a test may kill."""

    url: str

    def start(self) -> None: ...

    @property
    def pid(self) -> int: ...

    @property
    def alive(self) -> bool: ...

    def administer(self, statement: str) -> None: ...

    def stop(self) -> None: ...


class Embedded:
    """The server that the house starts by itself, over its socket."""

    def __init__(self, folder: Path) -> None:
        self._cluster = Cluster(folder / "postgres", folder / "s")
        self._running: Running | None = None
        self.start()
        self.url = self._cluster.url

    def start(self) -> None:
        """Start it, or again as soon as the processes of the killed one have let go of the data."""
        if self._running is not None:
            self._running.stop()
        for _ in range(TRIES):
            try:
                self._running = start(self._cluster)
            except Unavailable:
                time.sleep(PAUSE)
            else:
                return
        raise AssertionError((self._cluster.data.parent / "postgres.log").read_text()[-4000:])

    @property
    def pid(self) -> int:
        """Of the postmaster."""
        assert self._running is not None
        return self._running.process.pid

    @property
    def alive(self) -> bool:
        """False where it has given up, as it does when what recovers it is killed."""
        return self._running is not None and self._running.process.poll() is None

    def administer(self, statement: str) -> None:
        """Execute as the superuser."""
        with psycopg.connect(
            host=str(self._cluster.socket), user="postgres", dbname="postgres", autocommit=True,
            password=self._cluster.secret.read_text(),
        ) as connection:  # fmt: skip
            connection.execute(statement.encode())

    def stop(self) -> None:
        """Stop it properly."""
        if self._running is not None:
            self._running.stop()


class External:
    """The newest server that the system has, as its distribution ships it, over TCP: not ours to start."""

    def __init__(self, folder: Path) -> None:
        folders = sorted(SYSTEM_BINARIES.glob("*/bin"), key=lambda found: int(found.parent.name))
        self._binaries, self._data, self._port = folders[-1], folder / "external", free_port()
        self._log = folder / "external.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._data.mkdir(mode=0o700)
        told = folder / "told"
        told.write_text(PASSWORD)
        guise().hand_over(self._data)
        guise().hand_over(told)
        self._run("initdb", "-D", str(self._data), "-U", "postgres", "-A", "scram-sha-256",
                  "--pwfile", str(told), "-E", "UTF8", "--no-locale")  # fmt: skip
        self.start()
        quoted = sql.Literal(PASSWORD).as_string()
        self.administer(f"CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE PASSWORD {quoted}")
        self.administer(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        words = PASSWORD.replace(" ", "%20").replace(",", "%2C").replace("'", "%27")
        self.url = f"postgresql://{OWNER}:{words}@127.0.0.1:{self._port}/{DATABASE}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [*guise().prefix, str(self._binaries / program), *arguments],
            check=True, capture_output=True, user=guise().user, group=guise().user,
        )  # fmt: skip

    def start(self) -> None:
        """Start it, or again."""
        for _ in range(TRIES):
            self.stop()
            self._begin()
            while self._process is not None and self._process.poll() is None:
                with suppress(psycopg.OperationalError):
                    self.administer("SELECT 1")
                    return
                time.sleep(PAUSE / 2)
            time.sleep(PAUSE)
        raise AssertionError(self._log.read_text()[-4000:])

    def _begin(self) -> None:
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(
                [*guise().prefix, str(self._binaries / "postgres"), "-D", str(self._data),
                 "-k", "", "-h", "127.0.0.1", "-p", str(self._port)],
                stdout=out, stderr=out, start_new_session=True, user=guise().user, group=guise().user,
            )  # fmt: skip

    @property
    def pid(self) -> int:
        """Of the postmaster."""
        assert self._process is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        """The same."""
        return self._process is not None and self._process.poll() is None

    def administer(self, statement: str) -> None:
        """Execute as the superuser."""
        with psycopg.connect(
            host="127.0.0.1", port=self._port, user="postgres", dbname="postgres", password=PASSWORD,
            autocommit=True,
        ) as connection:  # fmt: skip
            connection.execute(statement.encode())

    def stop(self) -> None:
        """Stop it, if it still runs."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        if self._process is not None:
            self._process.wait()


def kill_with_children(pid: int) -> None:
    """SIGKILL to a process and every child of it, as a power cut would."""
    for each in (*children(pid), pid):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def children(pid: int) -> list[int]:
    """Its children. Each backend leads a session of its own, so a signal to the group would miss them."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = (line.split() for line in listed.stdout.splitlines())
    return [int(child) for child, parent in pairs if int(parent) == pid]
