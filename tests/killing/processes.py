"""The processes over the database that are killed: the web server with its workers, and the publisher.

They are forked off one process that has imported everything already (Python's own fork server), so that a
thousand restarts cost a thousand restarts and not a thousand imports. What they run is what ``lazaretto
serve`` and ``lazaretto ledger publish --watch`` run.
"""

import multiprocessing
import os
import signal
import sys
import time
from contextlib import suppress
from datetime import timedelta
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.killing.clusters import children

EVERY = timedelta(seconds=0.05)  # from one pass of the publisher to the next: kills shall fall into one
FORKS = multiprocessing.get_context("forkserver")


def ready() -> None:
    """Start the process that the others are forked off, under the rights of the serving role."""
    os.environ["LAZARETTO_SERVING"] = "1"
    multiprocessing.set_forkserver_preload(["tests.killing.imported"])
    forkserver.ensure_running()
    del os.environ["LAZARETTO_SERVING"]


def _begin(log: Path) -> None:
    os.setsid()
    multiprocessing.set_start_method("fork", force=True)  # as in a process of its own
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)


def serve(port: int, log: Path) -> None:
    """Granian as ``project/serving.py`` starts it, with two workers."""
    _begin(log)
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces

    Granian(
        "lazaretto.project.wsgi:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI,
        workers=2, blocking_threads=4, http=HTTPModes.http1, websockets=False, workers_kill_timeout=5,
        respawn_failed_workers=True, log_enabled=False,
    ).serve()  # fmt: skip


def publish(log: Path) -> None:
    """The publisher, pass after pass. Ends by itself only where it finds the log broken."""
    _begin(log)
    from lazaretto.project.passing import keep_passing
    from lazaretto.project.proving import one_pass

    keep_passing(one_pass, lambda _: None, every=EVERY)


class Server:
    """The web server."""

    def __init__(self, port: int, log: Path) -> None:
        self._port, self._log = port, log
        self.process: ForkServerProcess
        self.start()

    def start(self) -> None:
        """Start it; the port is free as soon as the last of the killed ones is gone."""
        self.process = FORKS.Process(target=serve, args=(self._port, self._log))
        self.process.start()

    def kill(self) -> None:
        """The whole service at once, as ``systemctl kill -s KILL`` does."""
        _kill_group(self.process)

    def kill_worker(self, which: int) -> None:
        """One worker; the server forks another by itself."""
        found = children(self.process.pid or 0)
        if found:
            with suppress(ProcessLookupError):
                os.kill(found[which % len(found)], signal.SIGKILL)


class Publisher:
    """The publisher of the log."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self.process: ForkServerProcess
        self.start()

    def start(self) -> None:
        """Start it."""
        self.process = FORKS.Process(target=publish, args=(self._log,))
        self.process.start()

    def kill(self) -> None:
        """Kill it."""
        _kill_group(self.process)


def _kill_group(process: ForkServerProcess) -> None:
    pid = process.pid or 0
    for _ in range(200):  # it may not have become the leader of its group yet
        try:
            os.killpg(pid, signal.SIGKILL)
            break
        except ProcessLookupError:
            if not process.is_alive():
                break
            time.sleep(0.01)
    process.join(10)
    if process.is_alive():
        sys.exit(f"{pid} could not be killed")
