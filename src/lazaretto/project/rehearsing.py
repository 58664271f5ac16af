"""Try a restore before it is needed: the newest backup into a scratch folder, and everything compared.

Nobody knows of a backup that it is one until it was put back.
"""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import sql

from lazaretto.ledger.publishing import reading
from lazaretto.project import backups, dumping, restoring
from lazaretto.project.backups import BadBackup, Manifest
from lazaretto.project.postgres import OWNER, Cluster, started
from lazaretto.project.restoring import Wanted
from lazaretto.project.sealed_keys import Unsealer
from lazaretto.proofs.auditing import audit
from lazaretto.proofs.notes import verifier

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """backup: which was tried. wrong: what did not hold. keys: whether the keys could be opened here."""

    backup: Path
    facts: int
    entries: int
    keys: bool
    wrong: tuple[str, ...]


def rehearse(folder: Path, *, opener: Unsealer | None, now: datetime, tell: Tell) -> Rehearsed:
    """Restore a backup (or the newest below a folder) into a scratch folder, check it, remove it again.

    Errors: BadBackup, dumping.Failed, sealed_keys.Unsealable.
    """
    found = backups.of(folder)
    backup = folder if (folder / backups.MANIFEST).is_file() else (found[-1] if found else None)
    if backup is None:
        raise BadBackup(f"there is no backup in {folder}")
    scratch = Path(tempfile.mkdtemp(prefix="lz-restore-"))
    scratch.chmod(0o711)  # where the server must be another user, it has to come to its data
    try:
        return _tried(Wanted(backup, scratch / "var", opener), now=now, tell=tell)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _tried(wanted: Wanted, *, now: datetime, tell: Tell) -> Rehearsed:
    manifest = backups.read_manifest(wanted.backup)
    with _somewhere(wanted, manifest) as there:
        _, held = restoring.restore(there, now=now, tell=tell)
        wrong = restoring.lacking(manifest, held, until=None)
        with restoring.running(there, manifest) as url:
            tell("registers and log: being compared")
            wrong += restoring.checked(there.var, url, log=(there.var / "ledger.key").exists())
    entries = 0
    if manifest.checkpoint:
        read = audit(reading(there.var / "log"), verifier(manifest.log_key))
        entries = read.entries
        wrong += [f"log: {fault.place}: {fault.why}" for fault in read.faults[:3]]
    keys = wanted.opener is not None and backups.KEYS in manifest.files
    return Rehearsed(wanted.backup, held.facts, entries, keys, tuple(wrong))


@contextmanager
def _somewhere(wanted: Wanted, manifest: Manifest) -> Iterator[Wanted]:
    """Where it goes: a base backup is a cluster by itself, a dump needs one of ours to be read into."""
    if manifest.kind == "cluster":
        yield wanted
        return
    cluster = Cluster.under(wanted.var.parent / "scratch")
    with started(cluster):
        yield replace(wanted, url=_emptied(cluster, manifest.held.owner or OWNER))


def _emptied(cluster: Cluster, owner: str) -> str:
    """An empty database of the owner's name, whom the dump's grants speak of."""
    password, name = secrets.token_urlsafe(24), sql.Identifier(owner)
    with psycopg.connect(
        host=str(cluster.socket), user="postgres", password=cluster.secret.read_text(), dbname="postgres",
        autocommit=True,
    ) as connection:  # fmt: skip
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [owner]).fetchone() is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEROLE").format(name))
        told = sql.Literal(password)
        connection.execute(sql.SQL("ALTER ROLE {} CREATEROLE PASSWORD {}").format(name, told))
        connection.execute(sql.SQL("CREATE DATABASE restored OWNER {}").format(name))
    return dumping.url_of(owner, password, cluster.socket, "restored")
