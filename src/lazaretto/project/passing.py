"""Work that is done in passes, one after another, until it is told to stop.

Nothing is due because it runs (law 6): where it slept, the next pass finds what is still due.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.db import Error, close_old_connections, connections

from lazaretto.project.serving import stoppable

_log = logging.getLogger(__name__)
LOOKS = 0.2  # seconds between two looks at whether it was asked to stop
T = TypeVar("T")


def give_up_rights() -> None:
    """From now on act under the role that can only add, as the web server does."""
    settings.SERVING = True
    connections.close_all()


def keep_passing(one_pass: Callable[[], T], tell: Callable[[T], None], *, every: timedelta) -> None:
    """Pass after pass until a signal asks to stop. A database that is away is waited for."""
    with stoppable() as asked:
        while not asked:
            try:
                tell(one_pass())
            except Error as problem:
                _log.warning("this pass was broken off, the next one tries again: %s", type(problem).__name__)
                close_old_connections()
            _wait(every.total_seconds(), asked)


def _wait(seconds: float, asked: list[int]) -> None:
    until = time.monotonic() + seconds
    while not asked and time.monotonic() < until:
        time.sleep(LOOKS)
