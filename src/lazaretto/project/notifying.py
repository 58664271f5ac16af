"""The sender: one pass over what people are to be told; in the demo a process beside the web server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lazaretto.access.clock import now
from lazaretto.actions.notify_people import Passed, notify_people
from lazaretto.project.keeping import keep
from lazaretto.project.serving import STOP_SECONDS


def one_pass() -> Passed:
    """Tell people what is due now."""
    return notify_people(now=now())


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
