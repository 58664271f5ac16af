"""Put a backup back where nothing is, and hold what came back against what the backup said it was.

A restored house is of a former day. What others saw of its log since must not be signed a second time in
another form, so it leaves a note (``restored.json``) and publishes nothing until somebody has said how its
log goes on (``lazaretto ledger resume``).
"""

import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import psycopg
from psycopg import sql

from lazaretto.ledger.publishing import write
from lazaretto.project import backups, dumping
from lazaretto.project.backing_up import verify
from lazaretto.project.backups import BadBackup, Held, Manifest
from lazaretto.project.holding import differences, held
from lazaretto.project.postgres import OWNER, Cluster, opened
from lazaretto.project.sealed_keys import Unsealer

Tell = Callable[[str], None]
NOTE = "restored.json"
RECOVERY_SECONDS = 3600  # to replay what was archived since the backup
_CONFIGURATION, _ACCESS = "postgresql.auto.conf", "pg_hba.conf"
_WHILE = "# while it is restored"


class Restored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The note that a house carries until its log goes on. size: entries of the log in the backup."""

    made: datetime
    restored: datetime
    until: datetime | None
    size: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be put back. url: of an empty database for a dump; until: an instant to go back to."""

    backup: Path
    var: Path
    opener: Unsealer | None
    url: str = ""
    archive: Path | None = None
    until: datetime | None = None


def restore(wanted: Wanted, *, now: datetime, tell: Tell) -> tuple[Manifest, Held]:
    """Put a backup back; what its manifest says, and what the database holds now.

    Errors: BadBackup, dumping.Failed, sealed_keys.Unsealable; then nothing that runs was changed.
    """
    _refuse_what_is_full(wanted)
    manifest = verify(wanted.backup, tell)
    if manifest.kind == "dump" and (wanted.until or wanted.archive):
        raise BadBackup("a dump is of one instant; to go back to another, ask the server it was made of")
    box = (wanted.backup / backups.KEYS).read_bytes() if backups.KEYS in manifest.files else b""
    opened_keys = wanted.opener.unseal(box) if wanted.opener is not None and box else {}
    wanted.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Before anything is there that could be served: what breaks off half way publishes nothing either.
    size = int(manifest.checkpoint.splitlines()[1]) if manifest.checkpoint else 0
    write(wanted.var / NOTE, msgspec.json.encode(Restored(manifest.made, now, wanted.until, size)))
    for name, data in opened_keys.items():
        file = wanted.var / name
        file.touch(mode=0o600)
        file.write_bytes(data)
    _copy(wanted.backup / backups.LOG, wanted.var / "log")
    if manifest.kind == "cluster":
        tell("database: unpacked")
        cluster = Cluster.under(wanted.var)
        dumping.unpack_base(wanted.backup / backups.DATABASE, cluster.data)
        _aim(cluster.data, archive=wanted.archive, until=wanted.until)
        if not cluster.secret.exists():
            _open_for_a_moment(cluster)
    else:
        dumping.load(wanted.url, wanted.backup / backups.DUMP, owned=manifest.held.owned, tell=tell)
    with running(wanted, manifest) as url:
        tell("database: is up")
        with psycopg.connect(url) as connection:
            now_held = held(connection)
    return manifest, now_held


@contextmanager
def running(wanted: Wanted, manifest: Manifest) -> Iterator[str]:
    """The address of the restored database, on a server of its own where it is one of ours."""
    if manifest.kind == "dump":
        yield wanted.url
        return
    cluster = Cluster.under(wanted.var)
    with opened(cluster) as url:
        _wait_until_recovered(url)
        _forget_aim(cluster.data)
        _close_again(cluster)
        yield url


def lacking(manifest: Manifest, now: Held, *, until: datetime | None) -> list[str]:
    """What is missing of what the manifest says. Who goes back to an instant has what was there by then."""
    return differences(manifest.held, now, exact=manifest.exact) if until is None else []


def checked(var: Path, url: str, *, log: bool = True) -> list[str]:
    """What the house's own checks say of a restored one; each in a process of its own, over that database.

    log: the key of its log is at hand, and the tables can be held against it.
    """
    environment = _environment(var, url)
    said = []
    for words in (("migrate",), ("rebuild",), *((("ledger", "check"),) if log and _published(var) else ())):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "lazaretto.project.command", *words],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            said.append(f"lazaretto {' '.join(words)}: {(done.stdout + done.stderr).strip()[-600:]}")
    return said


def note_of(var: Path) -> Restored | None:
    """The note of a house that was restored and whose log does not go on yet."""
    try:
        return msgspec.json.decode((var / NOTE).read_bytes(), type=Restored)
    except FileNotFoundError:
        return None


def _published(var: Path) -> bool:
    return (var / "log" / "checkpoint").exists()


def _environment(var: Path, url: str) -> dict[str, str]:
    return {**os.environ, "LAZARETTO_VAR": str(var), "DATABASE_URL": url}


def _refuse_what_is_full(wanted: Wanted) -> None:
    there = [name for name in ("postgres", "log") if (wanted.var / name).exists()]
    if there:
        raise BadBackup(f"{wanted.var} holds {' and '.join(there)} already: restore where nothing is")
    if wanted.url and not dumping.is_empty(wanted.url):
        raise BadBackup(
            "the database that DATABASE_URL names holds tables already: restore into an empty one"
        )


def _copy(log: Path, into: Path) -> None:
    shutil.copytree(log, into)


def _aim(data: Path, *, archive: Path | None, until: datetime | None) -> None:
    """Let the server replay what was archived, up to an instant or to its end."""
    if archive is None:
        return
    lines = [f'restore_command = \'cp "{archive.absolute()}/%f" "%p"\'', "recovery_target_action = 'promote'"]
    if until is not None:
        lines.append(f"recovery_target_time = '{until.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f+00}'")
    with (data / _CONFIGURATION).open("a") as out:
        out.writelines(f"{line}  {_WHILE}\n" for line in lines)
    (data / "recovery.signal").touch()


def _open_for_a_moment(cluster: Cluster) -> None:
    """The keys were left out, and with them the server's password: draw another, and let it be set."""
    cluster.secret.touch(mode=0o600)
    cluster.secret.write_text(secrets.token_urlsafe(24))
    file = cluster.data / _ACCESS
    file.write_text(f"local all all trust  {_WHILE}\n{file.read_text()}")


def _close_again(cluster: Cluster) -> None:
    """Set the password that was drawn, and ask everybody for it."""
    file = cluster.data / _ACCESS
    if _WHILE not in file.read_text():
        return
    password = sql.Literal(cluster.secret.read_text())
    with psycopg.connect(host=str(cluster.socket), user="postgres", dbname="postgres") as connection:
        for role in ("postgres", OWNER):
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), password))
        file.write_text(_without(file.read_text()))
        connection.execute("SELECT pg_reload_conf()")


def _forget_aim(data: Path) -> None:
    file = data / _CONFIGURATION
    file.write_text(_without(file.read_text()))


def _without(said: str) -> str:
    return "".join(line for line in said.splitlines(True) if _WHILE not in line)


def _wait_until_recovered(url: str) -> None:
    deadline = time.monotonic() + RECOVERY_SECONDS
    while time.monotonic() < deadline:
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
        if row is not None and not row[0]:
            return
        time.sleep(0.2)
    raise BadBackup(f"the database did not finish replaying within {RECOVERY_SECONDS} s")
