"""Rosters that are being worked out: a process each, its folder, and how far it came.

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
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.conf import settings

from lazaretto.access.actor import Refused

KEPT = 86_400  # seconds: what was worked out and not put forward by then is out of date
ABOUT, REQUEST, LINES, SEEN, STOP, LOCK = "about.json", "request.json", "lines.jsonl", "seen", "stop", "lock"
_children: dict[str, subprocess.Popen[bytes]] = {}  # those of this process of the server, to be reaped


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What is worked out, for whom. repair: the roster in force is kept as far as it can be."""

    facility: str
    actor: str
    pattern: str
    first: date
    last: date
    begun: datetime
    seconds: float
    repair: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """How far it had come after some seconds: the price of the best roster (None: none yet), the bound."""

    seconds: float
    cost: int | None
    bound: int
    stage: str


@dataclass(frozen=True, slots=True)
class Work:
    """A roster that is being worked out, or was. answer: what came of it; faults: why nothing did."""

    number: str
    about: About
    points: tuple[Point, ...]
    answer: dict[str, Any] | None
    faults: tuple[dict[str, Any], ...]
    running: bool
    asked_to_stop: bool

    @property
    def lost(self) -> bool:
        """It ended without a word: killed, or out of memory."""
        return not self.running and self.answer is None and not self.faults


def begin(request: bytes, *, about: About) -> str:
    """Start to work it out; gives the number of the work.

    Raises :class:`Refused` ``planners_busy`` where as many are at work already as this node allows.
    """
    home = _home()
    _throw_away_old(home)
    with _place(home) as place:
        number = str(uuid4())
        folder = home / number
        folder.mkdir(mode=0o700)
        (folder / ABOUT).write_bytes(msgspec.json.encode(about))
        (folder / REQUEST).write_bytes(request)
        for name in (LINES, SEEN):
            (folder / name).touch()
        _start(folder, place, seconds=about.seconds)
    return number


def follow(number: str, *, facility: str) -> Work:
    """How far it has come; it is seen to be looked at. Raises :class:`Refused` ``plan_unknown``."""
    folder = _folder(number)
    try:
        about = msgspec.json.decode((folder / ABOUT).read_bytes(), type=About)
        running = _locked(folder / LOCK)  # before its lines: what ended in between has said its last
        lines = (folder / LINES).read_bytes().splitlines(keepends=True)
        os.utime(folder / SEEN)
    except FileNotFoundError:
        raise Refused("plan_unknown", number=number) from None
    if about.facility != facility:
        raise Refused("plan_unknown", number=number)
    _reap()
    told = [json.loads(line) for line in lines if line.endswith(b"\n")]
    return Work(
        number, about, tuple(_point(one) for one in told if one["kind"] == "progress"),
        next((one for one in told if one["kind"] == "answer"), None),
        tuple(one for one in told if one["kind"] == "fault"), running, (folder / STOP).exists(),
    )  # fmt: skip


def stop(number: str, *, facility: str) -> None:
    """Ask it to stop with the best so far. Raises :class:`Refused` ``plan_unknown``."""
    follow(number, facility=facility)
    (_folder(number) / STOP).touch()


def _start(folder: Path, place: int, *, seconds: float) -> None:
    """A process in a session of its own; it holds the folder's lock and the place until it ends."""
    with (folder / LOCK).open("wb") as lock, (folder / "errors.txt").open("wb") as errors:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [sys.executable, "-m", "lazaretto.cli.planning", str(folder), str(seconds)]
        _children[folder.name] = subprocess.Popen(  # noqa: S603 — our own module, a folder that we made
            command, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, pass_fds=(lock.fileno(), place),
            start_new_session=True,
        )  # fmt: skip


@contextmanager
def _place(home: Path) -> Iterator[int]:
    """A free place, locked until every process that holds it has ended."""
    for number in range(int(settings.PLANS_AT_ONCE)):
        descriptor = os.open(home / f"place-{number}", os.O_RDWR | os.O_CREAT, 0o600)
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
    raise Refused("planners_busy", limit=str(settings.PLANS_AT_ONCE))


def _locked(file: Path) -> bool:
    with file.open("rb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: two who look do not see each other
        except BlockingIOError:
            return True
    return False


def _point(line: dict[str, Any]) -> Point:
    return Point(float(line["seconds"]), line.get("cost"), int(line["bound"]), str(line.get("stage", "")))


def _folder(number: str) -> Path:
    try:
        return _home() / str(UUID(number))
    except ValueError:
        raise Refused("plan_unknown", number=number) from None


def _home() -> Path:
    home = Path(settings.PLANS_DIR)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


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
