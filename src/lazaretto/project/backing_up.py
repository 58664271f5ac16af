"""Write a backup, and look at it again before anybody relies on it."""

import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec
import psycopg

from lazaretto.ledger.publishing import CHECKPOINT, reading, write
from lazaretto.project import backups, dumping
from lazaretto.project.backups import BadBackup, Held, Manifest
from lazaretto.project.holding import held
from lazaretto.project.postgres import Cluster
from lazaretto.project.sealed_keys import Sealer
from lazaretto.proofs.auditing import audit
from lazaretto.proofs.entries import Orders
from lazaretto.proofs.notes import Verifier, verifier

Tell = Callable[[str], None]
LARGEST = 4 * 2**20  # bytes of a file beside the data that is taken for a key, a list or a setting
# Notes of the moment; whatever else lies beside the data is kept, so that nobody has to remember a list.
LEFT_OUT = re.compile(r".*\.(log|jsonl|pid|lock|unfinished|told|down)|restored\.json")
_MASKED = re.compile(r"SECRET|PASSWORD|TOKEN|MAIL|DATABASE_URL|PASSPHRASE|KEY")


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up. cluster: our own server; None where ``url`` names another."""

    var: Path
    url: str
    cluster: Cluster | None
    log: Path
    signed_by: Verifier
    node: str
    version: str


def back_up(source: Source, to: Path, *, sealer: Sealer | None, now: datetime, tell: Tell) -> Path:
    """Write a backup into a folder of its own below ``to``; its place. Errors: BadBackup, dumping.Failed.

    It has its name only when it is whole and was read again. Without a sealer the keys are left out: for a
    copy that stays on the machine that has them.
    """
    name = f"{now:%Y%m%dT%H%M%SZ}-{re.sub(r'[^A-Za-z0-9-]', '-', source.node)}"
    place, making = to / name, to / f"{name}{backups.UNFINISHED}"
    if place.exists():
        raise BadBackup(f"{place} is there already")
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    tell("log: copied")
    checkpoint = _log(source, making / backups.LOG)  # before the tables, so that it is never ahead of them
    kind_of, holds, postgres = _database(source, making, tell)
    if sealer is not None:
        (making / backups.KEYS).write_bytes(sealer.seal(beside(source.var)))
    kept_settings = msgspec.json.encode(settings(os.environ))
    (making / backups.SETTINGS).write_bytes(msgspec.json.format(kept_settings))
    tell("files: being read again")
    files = {path: backups.kept(making / path) for path in backups.files_of(making)}
    manifest = Manifest(
        made=now, version=source.version, node=source.node, kind=kind_of, postgres=postgres, held=holds,
        log_key=str(source.signed_by), checkpoint=checkpoint, files=files,
    )  # fmt: skip
    write(making / backups.MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    verify(making, tell)
    for path in files:
        _flush(making / path)
    making.rename(place)
    return place


def verify(folder: Path, tell: Tell) -> Manifest:
    """Read a backup again: every file, the database by PostgreSQL's own manifest, the log by its signature.

    Errors: BadBackup, dumping.Failed.
    """
    manifest = backups.read_manifest(folder)
    faults = list(backups.faults_of(folder, manifest.files))
    if faults:
        raise BadBackup("; ".join(faults[:5]))
    if manifest.kind == "cluster":
        dumping.verify_base(folder / backups.DATABASE)
    if manifest.checkpoint:
        found = audit(reading(folder / backups.LOG), verifier(manifest.log_key), entry=Orders())
        if found.faults:
            raise BadBackup(f"the log in it does not hold: {found.faults[0].place}: {found.faults[0].why}")
    tell(f"verified: {len(manifest.files)} files, {manifest.held.facts} facts")
    return manifest


def retire(to: Path, *, keep: int) -> list[Path]:
    """Remove the oldest finished backups but ``keep``, and what was never finished; those removed."""
    old = backups.of(to)[:-keep]
    for one in (*old, *to.glob(f"*{backups.UNFINISHED}")):
        shutil.rmtree(one)
    return old


def beside(var: Path) -> dict[str, bytes]:
    """Keys, lists and settings that lie beside the data."""
    return {
        file.name: file.read_bytes()
        for file in sorted(var.iterdir())
        if file.is_file() and not LEFT_OUT.fullmatch(file.name) and file.stat().st_size <= LARGEST
    }


def settings(environment: Mapping[str, str]) -> dict[str, str]:
    """The installation's settings; of a secret only that it was set."""
    return {
        name: "(set; not written down here)" if _MASKED.search(name) else value
        for name, value in sorted(environment.items())
        if name.startswith("LAZARETTO_") or name == "DATABASE_URL"
    }


def _log(source: Source, into: Path) -> str:
    """Copy the published log as of its checkpoint; the checkpoint."""
    into.mkdir()
    checkpoint = reading(source.log)(CHECKPOINT)
    if checkpoint is None:
        return ""
    shutil.copytree(source.log, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*.new"))
    (into / CHECKPOINT).write_bytes(checkpoint)  # it may have grown meanwhile; what it had stays in it
    return checkpoint.decode()


def _database(source: Source, into: Path, tell: Tell) -> tuple[Literal["cluster", "dump"], Held, int]:
    with psycopg.connect(source.url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        holds = held(connection)
        if source.cluster is not None:
            connection.commit()
            dumping.base_backup(source.cluster, into / backups.DATABASE, tell)
            return "cluster", holds, connection.info.server_version
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        tell("database: dumped in one snapshot")
        dumping.dump(source.url, into / backups.DUMP, snapshot=str(row[0]) if row else "")
        return "dump", holds, connection.info.server_version


def _flush(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
