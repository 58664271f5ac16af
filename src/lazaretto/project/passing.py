"""Work that is done in passes, one after another, until it is told to stop.

Nothing is due because it runs (law 6): where it slept, the next pass finds what is still due.
"""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

import psycopg
from django.conf import settings
from django.db import Error, connections

from lazaretto.access.actor import Refused
from lazaretto.project.keeping import keep
from lazaretto.project.serving import STEADY_SECONDS, STOP_SECONDS, stoppable

_log = logging.getLogger(__name__)
LOOKS = 0.2  # seconds between two looks at whether it was asked to stop
# Seconds until what fell is started again: at once for an accident, seldom for a fault that stays.
FIRST_PAUSE, MOST_PAUSE = 1.0, 300.0
_DOWN = ".down"
T = TypeVar("T")


def give_up_rights() -> None:
    """From now on act under the role that can only add, as the web server does."""
    settings.SERVING = True
    settings.STATEMENT_SECONDS = 0  # nobody waits for a pass before a screen
    connections.close_all()


def keep_passing(one_pass: Callable[[], T], tell: Callable[[T], None], *, every: timedelta) -> None:
    """Pass after pass until a signal asks to stop. A database that is away, or a full disk, is waited for."""
    with stoppable() as asked:
        while not asked:
            try:
                tell(one_pass())
            # Not all rows are read by Django; and what tables or files refuse is refused for this pass.
            except (Error, psycopg.Error, OSError, ValueError, Refused) as problem:
                _log.warning("this pass was broken off, the next one tries again: %s", type(problem).__name__)
                connections.close_all()
            _wait(every.total_seconds(), asked)


@contextmanager
def beside(*arguments: str, **environment: str) -> Iterator[None]:
    """A command of ours in a process of its own beside this one, for as long as this lasts.

    One that stops by itself is started again, after a pause that doubles from one fall to the next; until
    then :func:`fallen` names it, and a line of the log says so.
    """
    over = Event()
    mark = _mark(arguments)
    mark.unlink(missing_ok=True)
    keeping = Thread(target=_keep_up, args=(arguments, environment, mark, over), daemon=True)
    keeping.start()
    try:
        yield
    finally:
        over.set()
        keeping.join()
        mark.unlink(missing_ok=True)


def fallen() -> list[str]:
    """Which commands are to run beside the server and do not just now."""
    return sorted(file.stem.replace("-", " ") for file in settings.VAR.glob(f"*{_DOWN}"))


def _mark(arguments: Sequence[str]) -> Path:
    """The file that lies beside the data while a command is down: other processes tell it on."""
    words = [one for one in arguments if not one.startswith("-")]
    return Path(settings.VAR) / f"{'-'.join(words)}{_DOWN}"


def _keep_up(arguments: Sequence[str], environment: Mapping[str, str], mark: Path, over: Event) -> None:
    pause = FIRST_PAUSE
    while True:
        began, ended = time.monotonic(), "could not be started"
        with suppress(OSError), _running(arguments, environment) as process:
            mark.unlink(missing_ok=True)
            while process.poll() is None:
                if over.wait(LOOKS):
                    return
            ended = f"stopped by itself ({process.returncode})"
        if time.monotonic() - began > STEADY_SECONDS:
            pause = FIRST_PAUSE
        _log.error("%s %s and is started again in %.0f s", mark.stem, ended, pause)
        with suppress(OSError):  # a full disk keeps nothing from being started again
            mark.touch()
        if over.wait(pause):
            return
        pause = min(2 * pause, MOST_PAUSE)


@contextmanager
def _running(arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "lazaretto.project.command", *arguments],
        env=dict(os.environ, LAZARETTO_SERVING="1", **environment), start_new_session=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    keeper = keep(process, stop="TERM")
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        keeper.release()


def _wait(seconds: float, asked: list[int]) -> None:
    until = time.monotonic() + seconds
    while not asked and time.monotonic() < until:
        time.sleep(LOOKS)
