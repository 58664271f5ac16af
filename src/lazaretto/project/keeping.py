"""Nothing is left running: a small watcher ends a process when the one that started it is gone.

However the starter goes (return, Ctrl-C, ``kill -9``), its end of a pipe closes; the watcher reads the end
of file and stops what it watches. Run as a script it needs the standard library only and starts in
milliseconds; it works the same on Linux and macOS.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass

GRACE_SECONDS = 15.0
RELEASED = b"released"


@dataclass(frozen=True, slots=True)
class Keeper:
    """The watcher of one process. Call :meth:`release` once that process has been stopped properly."""

    watcher: subprocess.Popen[bytes]

    def release(self) -> None:
        """Tell the watcher that there is nothing left to end, and wait for it. Once is enough."""
        if self.watcher.poll() is None:
            self.watcher.communicate(RELEASED)


def keep(process: subprocess.Popen[bytes], *, stop: str) -> Keeper:
    """Watch a process that leads its own session. ``stop`` names the first signal: ``INT``, ``TERM``."""
    command = [sys.executable, "-I", "-S", __file__, str(process.pid), stop]
    watcher = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603
    return Keeper(watcher)


def end(pid: int, first: str) -> None:
    """Ask the leader of a process group to stop; after a grace, end the whole group."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, getattr(signal, f"SIG{first}"))
        deadline = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < deadline:
            os.killpg(pid, 0)
            time.sleep(0.05)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__" and sys.stdin.buffer.read() != RELEASED:
    end(int(sys.argv[1]), sys.argv[2])
