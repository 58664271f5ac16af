"""PostgreSQL's own programs: a base backup of our own server, a dump of another, and back again.

Which of them is used is the server's kind: a base backup takes the rights of its administrator, which we have
of our own server alone. A dump needs no more than the owner, whom row-level security binds: so it is told the
scope that sees everything, and counted afterwards.
"""

import os
import re
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from lazaretto.project.postgres import SYSTEM_BINARIES, Cluster, binaries
from lazaretto.project.unprivileged import guise

Tell = Callable[[str], None]
_SCOPE = {"PGOPTIONS": "-c lazaretto.facilities=*"}
_PERCENT = re.compile(rb"\((\d+)%\)")
_TAR_SINCE = 18  # pg_verifybackup reads tar files from this version on
_ROLES = ("lazaretto_app", "lazaretto_tracing")  # made by migrations 0006 and 0011 of the ledger


class Failed(Exception):
    """A program of PostgreSQL ended badly; the message is what it said."""


def base_backup(cluster: Cluster, into: Path, tell: Tell) -> None:
    """Copy a running cluster with what was written meanwhile. Errors: Failed."""
    command = [
        str(binaries() / "pg_basebackup"), "-D", str(into), "-F", "tar", "-X", "stream", "-c", "fast",
        "--manifest-checksums=SHA256", "--compress=client-gzip:1", "--progress", "--no-password",
    ]  # fmt: skip
    _run(command, cluster.administering, tell=tell, label="database")


def verify_base(into: Path) -> None:
    """Let PostgreSQL compare a base backup with its own manifest, where it can. Errors: Failed."""
    if version(binaries()) >= _TAR_SINCE:
        _run([str(binaries() / "pg_verifybackup"), "-F", "tar", "-n", "-q", str(into)], {})


def unpack_base(base: Path, into: Path) -> None:
    """Lay a base backup out as a cluster that can be started."""
    into.mkdir(mode=0o700, parents=True)
    (into / "pg_wal").mkdir(exist_ok=True)
    for name, where in (("base.tar.gz", into), ("pg_wal.tar.gz", into / "pg_wal")):
        with tarfile.open(base / name) as packed:
            packed.extractall(where, filter="data")
    for path in (into, *into.rglob("*")):
        if path.is_dir():
            path.chmod(0o700)
        guise().hand_over(path)


def dump(url: str, into: Path, *, snapshot: str) -> None:
    """Everything in the database as of a snapshot that another connection holds. Errors: Failed."""
    command = [
        str(binaries_of(server_version(url)) / "pg_dump"), "-F", "c", "-Z", "1", "--enable-row-security",
        f"--snapshot={snapshot}", "-f", str(into), "-d", _without_password(url),
    ]  # fmt: skip
    _run(command, {**_SCOPE, **_password(url)})


def load(url: str, file: Path, *, owned: Mapping[str, str], tell: Tell) -> None:
    """Bring a dump into an empty database, functions of other roles included. Errors: Failed."""
    with psycopg.connect(url, autocommit=True) as connection:
        for role in _ROLES:
            name = sql.Identifier(role)
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
                connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(name))
    tell("database: the dump is read in")
    command = [
        str(binaries_of(server_version(url)) / "pg_restore"), "--no-owner", "--exit-on-error",
        "--enable-row-security", "-d", _without_password(url), str(file),
    ]  # fmt: skip
    _run(command, {**_SCOPE, **_password(url)})
    with psycopg.connect(url, autocommit=True) as connection:
        for function, role in owned.items():
            name = sql.Identifier(role)
            connection.execute(sql.SQL("GRANT CREATE ON SCHEMA public TO {}").format(name))
            # The manifest is only text: PostgreSQL itself says which function that is, and writes its name.
            found = connection.execute("SELECT %s::regprocedure::text", [function]).fetchone()
            named = sql.SQL(str(found[0]) if found else "")
            connection.execute(sql.SQL("ALTER FUNCTION {} OWNER TO {}").format(named, name))
            connection.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM {}").format(name))
        connection.execute("REVOKE lazaretto_tracing FROM CURRENT_USER")


def is_empty(url: str) -> bool:
    """True where no table of anybody is in the database."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return found is not None and found[0] == 0


def version(folder: Path) -> int:
    """The major version of programs."""
    said = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    return int(said.stdout.split()[2].partition(".")[0])


def server_version(url: str) -> int:
    """The major version of a server."""
    with psycopg.connect(url) as connection:
        return connection.info.server_version // 10_000


def binaries_of(major: int) -> Path:
    """Programs of a server's own version where the machine has them, else ours, which must not be older."""
    own = SYSTEM_BINARIES / str(major) / "bin"
    return own if (own / "pg_dump").exists() else binaries()


def url_of(user: str, password: str, socket: Path, database: str) -> str:
    """An address over a socket."""
    return f"postgresql://{quote(user)}:{quote(password)}@/{database}?host={socket}"


def _without_password(url: str) -> str:
    """What a program is told by its arguments, which everybody on the machine can read."""
    said = {name: str(value) for name, value in conninfo_to_dict(url).items() if name != "password"}
    return make_conninfo("", **said)


def _password(url: str) -> dict[str, str]:
    said = conninfo_to_dict(url).get("password")
    return {} if said is None else {"PGPASSWORD": str(said)}


def _run(
    command: list[str], environment: Mapping[str, str], *, tell: Tell | None = None, label: str = ""
) -> None:  # fmt: skip
    process = subprocess.Popen(  # noqa: S603
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    said, before = b"", -1
    assert process.stderr is not None  # noqa: S101 — a pipe was asked for
    while piece := os.read(process.stderr.fileno(), 4096):
        said = (said + piece)[-4000:]
        told = _PERCENT.findall(piece)
        if tell is not None and told and int(told[-1]) >= before + 10:
            before = int(told[-1])
            tell(f"{label}: {before} %")
    if process.wait():
        raise Failed(f"{Path(command[0]).name}: {said.decode(errors='replace').strip()[-1500:]}")
