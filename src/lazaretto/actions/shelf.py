"""The shelf: protocol documents from the folder, read once, each with the digest of its bytes.

A version that was issued decides only if the file still has the bytes it was issued with: the
digest stands in the fact of its issue. A file that was changed since is left out and named.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from lazaretto.obligations.force import Shelf
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.problem import Problem
from lazaretto.protocol.publishing import digest
from lazaretto.protocol.reading import read
from lazaretto.registers.standing import Standing

Version = tuple[str, str]
_Files = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Stocked:
    """One readable document: the value, its file, and the SHA-256 of the file's bytes."""

    protocol: Protocol
    path: Path
    digest: str


@dataclass(frozen=True, slots=True)
class Stock:
    """Every document of the folder by (id, version); files that cannot be read, with why."""

    documents: Mapping[Version, Stocked]
    unreadable: Mapping[Path, tuple[Problem, ...]]


_lock = threading.Lock()
_held: dict[Path, tuple[_Files, Stock]] = {}


def stock(folder: Path | None = None) -> Stock:
    """The documents of the folder (``settings.PROTOCOLS_DIR``); read again only when a file changed."""
    where = Path(folder or settings.PROTOCOLS_DIR)
    with _lock:
        files = _files(where)
        if where not in _held or _held[where][0] != files:
            _held[where] = (files, _read(files))
        return _held[where][1]


def shelf_for(standing: Standing, *, folder: Path | None = None) -> tuple[Shelf, tuple[Version, ...]]:
    """(documents that may decide, issued versions that are missing or were changed since their issue)."""
    held = stock(folder).documents
    shelf = {version: stocked.protocol for version, stocked in held.items()}
    astray: dict[Version, None] = {}
    for issue in standing.issues:
        version = (issue.document, issue.version)
        if version not in held or held[version].digest != issue.digest:
            astray[version] = None
            shelf.pop(version, None)
    return shelf, tuple(astray)


def _files(folder: Path) -> _Files:
    """``<id>/<version>.yaml``, with time and size, so that a change is noticed without reading."""
    found = []
    for path in sorted(folder.glob("*/*.yaml")):
        state = path.stat()
        found.append((str(path), state.st_mtime_ns, state.st_size))
    return tuple(found)


def _read(files: _Files) -> Stock:
    documents: dict[Version, Stocked] = {}
    unreadable: dict[Path, tuple[Problem, ...]] = {}
    for name, _, _ in files:
        path = Path(name)
        data = path.read_bytes()
        reading = read(data)
        if reading.protocol is None:
            unreadable[path] = reading.problems
        else:
            version = (reading.protocol.id, reading.protocol.version)
            documents[version] = Stocked(reading.protocol, path, digest(data))
    return Stock(documents, unreadable)
