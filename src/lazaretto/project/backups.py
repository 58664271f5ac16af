"""A backup as it lies on a medium: one folder, and a manifest that says what must be in it.

20260312T021500Z-centre/
    manifest.json      version, schema, counts, the log's checkpoint, and SHA-256 of every file
    database/          a base backup with its write-ahead log (our own server), or
    database.dump      a dump in one snapshot (a server that DATABASE_URL names)
    log/               the published log as of its checkpoint
    keys.sealed        keys and trust files, sealed
    settings.json      the installation's settings, secrets masked
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Literal

import msgspec

FORMAT = "lazaretto-backup/1"
MANIFEST, DATABASE, DUMP, LOG, KEYS, SETTINGS = (
    "manifest.json", "database", "database.dump", "log", "keys.sealed", "settings.json",
)  # fmt: skip
UNFINISHED = ".unfinished"


class BadBackup(Exception):
    """A folder is no backup, or not the one that was written. The message says which file, and why."""


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file as it was written."""

    bytes: int
    sha256: str


class Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a database held. heads: house → how many facts; schema: the newest migration of each app.

    tables: rows of each table that only grows. owned: functions that belong to another than the owner.
    """

    heads: dict[str, int]
    tables: dict[str, int]
    schema: dict[str, str]
    newest: datetime | None = None  # when the newest fact was recorded
    owner: str = ""
    owned: dict[str, str] = {}

    @property
    def facts(self) -> int:
        """In all houses."""
        return sum(self.heads.values())


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """checkpoint: the log's signed note (empty: nothing was published). exact: the counts are of the very
    state that was kept; else it holds at least so much, and what came in while it was copied."""

    made: datetime
    version: str
    node: str
    kind: Literal["cluster", "dump"]
    postgres: int
    held: Held
    log_key: str
    checkpoint: str
    files: dict[str, Kept]
    format: str = FORMAT

    @property
    def exact(self) -> bool:
        """A dump is of one snapshot; a base backup ends a little after it began."""
        return self.kind == "dump"


def files_of(folder: Path) -> Iterator[str]:
    """The paths of everything in a backup but its manifest, below its folder."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name != MANIFEST:
            yield name


def kept(file: Path) -> Kept:
    """A file as it is now."""
    with file.open("rb") as data:
        return Kept(file.stat().st_size, file_digest(data, "sha256").hexdigest())


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup. Errors: BadBackup."""
    try:
        found = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError):
        raise BadBackup(f"{folder} has no {MANIFEST}: it is no backup, or was never finished") from None
    except ValueError as fault:  # no JSON, no text, or another form
        raise BadBackup(f"{folder / MANIFEST}: {fault}") from None
    if found.format != FORMAT:
        raise BadBackup(f"{folder} is written as {found.format}; this version reads {FORMAT}")
    return found


def faults_of(folder: Path, files: Mapping[str, Kept]) -> Iterator[str]:
    """Every file that is missing, changed, or was not there when the backup was written."""
    there = set(files_of(folder))
    yield from (f"{name} is missing" for name in sorted(files.keys() - there))
    yield from (f"{name} was put there afterwards" for name in sorted(there - files.keys()))
    for name in sorted(there & files.keys()):
        if kept(folder / name) != files[name]:
            yield f"{name} is not as it was written"


def of(folder: Path) -> list[Path]:
    """The finished backups in a folder, the oldest first (their names begin with when they were made)."""
    if not folder.is_dir():
        return []
    return sorted(one for one in folder.iterdir() if (one / MANIFEST).is_file())
