"""The sender: one pass, or one after another until it is told to stop; in the demo beside the web server.

Nothing is due because it runs (law 6): where it slept, the next pass finds what is still due.
"""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import Error, close_old_connections, connections

from lazaretto.access.clock import now
from lazaretto.actions.notify_people import Passed, notify_people
from lazaretto.project.keeping import keep
from lazaretto.project.serving import STOP_SECONDS, stoppable

_log = logging.getLogger(__name__)
LOOKS = 0.2  # seconds between two looks at whether it was asked to stop


def give_up_rights() -> None:
    """From now on act under the role that can only add, as the web server does."""
    settings.SERVING = True
    connections.close_all()


def one_pass() -> Passed:
    """Tell people what is due now."""
    return notify_people(now=now())


def keep_passing(tell: Callable[[Passed], None]) -> None:
    """Pass after pass until a signal asks to stop. A database that is away is waited for."""
    with stoppable() as asked:
        while not asked:
            try:
                tell(one_pass())
            except Error as problem:
                _log.warning("this pass was broken off, the next one tries again: %s", type(problem).__name__)
                close_old_connections()
            _wait(settings.NOTIFY_EVERY.total_seconds(), asked)


def _wait(seconds: float, asked: list[int]) -> None:
    until = time.monotonic() + seconds
    while not asked and time.monotonic() < until:
        time.sleep(LOOKS)


@contextmanager
def sender(*, address: str) -> Iterator[None]:
    """A sender of its own beside this process, for as long as this lasts. address: that of the pages."""
    environment = dict(os.environ, LAZARETTO_SERVING="1", LAZARETTO_ADDRESS=address)
    command = [sys.executable, "-m", "lazaretto.project.command", "notify", "--watch"]
    process = subprocess.Popen(  # noqa: S603
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL
    )
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
