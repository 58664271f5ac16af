"""Work that is done in passes, one after another, until it is told to stop.

Nothing is due because it runs (law 6): where it slept, the next pass finds what is still due.
"""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

import psycopg
from django.conf import settings
from django.db import Error, connections

from lazaretto.access.actor import Refused
from lazaretto.project.keeping import keep
from lazaretto.project.serving import STOP_SECONDS, stoppable

_log = logging.getLogger(__name__)
LOOKS = 0.2  # seconds between two looks at whether it was asked to stop
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
    """A command of ours in a process of its own beside this one, for as long as this lasts."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "lazaretto.project.command", *arguments],
        env=dict(os.environ, LAZARETTO_SERVING="1", **environment), start_new_session=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    keeper = keep(process, stop="TERM")
    try:
        yield
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
