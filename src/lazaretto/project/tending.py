"""What falls is picked up: a thread that starts a server of our own again when it has ended by itself."""

import logging
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

LOOKS = 0.2  # seconds between two looks at whether it still runs
LONGEST_PAUSE = 30.0  # seconds; the first is a second, and each is twice as long as the one before
_log = logging.getLogger(__name__)


class Tendable(Protocol):
    """A server that runs as a child of this process, and can be stopped whatever has become of it."""

    process: subprocess.Popen[bytes]

    def stop(self) -> None: ...


@contextmanager
def tended(running: Tendable, *, again: Callable[[], Tendable]) -> Iterator[None]:
    """Start a server ``again`` whenever it has ended by itself; at the end stop it for good."""
    tending = _Tending(running, again)
    tending.start()
    try:
        yield
    finally:
        tending.end()


class _Tending(threading.Thread):
    def __init__(self, running: Tendable, again: Callable[[], Tendable]) -> None:
        super().__init__(name="tending", daemon=True)
        self._running, self._again = running, again
        self._ending = threading.Event()

    def run(self) -> None:
        """Look after it until told to end."""
        pause = 1.0
        while not self._ending.wait(LOOKS):
            if self._running.process.poll() is None:
                pause = 1.0
                continue
            _log.error("the database stopped by itself and is started again")
            self._running.stop()
            try:
                self._running = self._again()
            except (RuntimeError, OSError) as problem:  # what it ran beside may still hold its data
                _log.error("it did not start, the next try is in %d s: %s", pause, problem)
                self._ending.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)

    def end(self) -> None:
        """Stop looking, then stop it."""
        self._ending.set()
        self.join()
        self._running.stop()
