"""Work that no page waits for: a process each, its folder, and how far it came.

A process holds a lock on its folder and on one of a few places for as long as it lives. So any process of the
server can tell whether it still works, the places bound how many work at once, and nothing has to be tidied
up after one that was killed. A folder is thrown away a day after it was made.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from lazaretto.access.actor import Refused

KEPT = 86_400  # seconds: what was worked out and not used by then is out of date
ABOUT, REQUEST, LINES, SEEN, STOP, LOCK = "about.json", "request.json", "lines.jsonl", "seen", "stop", "lock"
_children: dict[str, subprocess.Popen[bytes]] = {}  # those of this process of the server, to be reaped


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of work. home: where its folders lie. module: what works; it is given a folder and seconds.

    at_once: how many may work at a time. busy, unknown: the rules that refuse one more, and a number that is
    not there. places: where the places lie that it shares with other sorts (None: it has its own).
    """

    home: Path
    module: str
    at_once: int
    busy: str
    unknown: str
    places: Path | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a folder tells: what it is about, the whole lines written so far, whether its process lives."""

    number: str
    about: bytes
    lines: tuple[dict[str, Any], ...]
    running: bool
    asked_to_stop: bool


def begin(sort: Sort, request: bytes, *, about: bytes, seconds: float) -> str:
    """Start a piece of work; gives its number. Raises :class:`Refused` where as many are at work already."""
    home = _made(sort.home)
    _throw_away_old(home)
    with _place(sort) as place:
        number = str(uuid4())
        folder = home / number
        folder.mkdir(mode=0o700)
        (folder / ABOUT).write_bytes(about)
        (folder / REQUEST).write_bytes(request)
        for name in (LINES, SEEN):
            (folder / name).touch()
        _start(sort, folder, place, seconds=seconds)
    return number


def look(sort: Sort, number: str) -> Told:
    """What it tells; it is seen to be looked at. Raises :class:`Refused` for a number that is not there."""
    told = glance(sort, number)
    with suppress(FileNotFoundError):
        os.utime(folder_of(sort, number) / SEEN)
    return told


def glance(sort: Sort, number: str) -> Told:
    """What it tells to somebody who only passes by, and does not keep it at work."""
    folder = folder_of(sort, number)
    try:
        about = (folder / ABOUT).read_bytes()
        running = _locked(folder / LOCK)  # before its lines: what ended in between has said its last
        lines = (folder / LINES).read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        raise Refused(sort.unknown, number=number) from None
    _reap()
    whole = tuple(json.loads(line) for line in lines if line.endswith(b"\n"))
    return Told(number, about, whole, running, (folder / STOP).exists())


def numbers(sort: Sort) -> tuple[str, ...]:
    """Every piece of work that is still there, the newest first."""
    found = [folder for folder in _made(sort.home).iterdir() if (folder / ABOUT).is_file()]
    return tuple(folder.name for folder in sorted(found, key=_begun, reverse=True))


def ask_to_stop(sort: Sort, number: str) -> None:
    """Ask it to stop with what it has. Raises :class:`Refused` for a number that is not there."""
    look(sort, number)
    (folder_of(sort, number) / STOP).touch()


def folder_of(sort: Sort, number: str) -> Path:
    """Where a piece of work lies. Raises :class:`Refused` for what is no number."""
    try:
        return _made(sort.home) / str(UUID(number))
    except ValueError:
        raise Refused(sort.unknown, number=number) from None


def _start(sort: Sort, folder: Path, place: int, *, seconds: float) -> None:
    """A process in a session of its own; it holds the folder's lock and the place until it ends."""
    with (folder / LOCK).open("wb") as lock, (folder / "errors.txt").open("wb") as errors:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [sys.executable, "-m", sort.module, str(folder), str(seconds)]
        _children[folder.name] = subprocess.Popen(  # noqa: S603 — our own module, a folder that we made
            command, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, pass_fds=(lock.fileno(), place),
            start_new_session=True,
        )  # fmt: skip


@contextmanager
def _place(sort: Sort) -> Iterator[int]:
    """A free place, locked until every process that holds it has ended."""
    places = _made(sort.places or sort.home)
    for number in range(sort.at_once):
        descriptor = os.open(places / f"place-{number}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        try:
            yield descriptor
        finally:
            os.close(descriptor)  # ours; the process that was started has its own
        return
    raise Refused(sort.busy, limit=str(sort.at_once))


def _locked(file: Path) -> bool:
    with file.open("rb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: two who look do not see each other
        except BlockingIOError:
            return True
    return False


def _made(home: Path) -> Path:
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def _begun(folder: Path) -> float:
    try:
        return (folder / REQUEST).stat().st_mtime
    except FileNotFoundError:  # thrown away in between
        return 0.0


def _reap() -> None:
    for number, child in list(_children.items()):
        if child.poll() is not None:
            _children.pop(number, None)


def _throw_away_old(home: Path) -> None:
    _reap()
    for folder in home.iterdir():
        with suppress(OSError):
            old = time.time() - folder.stat().st_mtime > KEPT
            if folder.is_dir() and old and not _locked(folder / LOCK):
                shutil.rmtree(folder)
