"""Runs the web server as a child, says where it is, brings it back, stops it with everything it started."""

import errno
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from lazaretto.project.keeping import keep

START_SECONDS = 180  # the first start of a version, on an old and busy machine
STOP_SECONDS = 10
# A web server that falls is started again; one that has fallen so often, each time within a minute, is not:
# that is no accident but a fault, and whoever watches the machine shall hear of it.
MOST_FALLS, STEADY_SECONDS = 5, 60
_DIRECTLY = build_opener(ProxyHandler({}))  # our own address: a proxy of the network does not know it
APPLICATION = "lazaretto.project.wsgi:application"
SHARED = "PROMETHEUS_MULTIPROC_DIR"  # the counting library's own variable: where processes keep counts
_log = logging.getLogger(__name__)


class Unservable(RuntimeError):
    """The server cannot run here; the message says why and what to do."""


def require_free(*, host: str, port: int) -> None:
    """Raise :class:`Unservable` unless a server may listen at this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise Unservable(
                    f"port {port} is taken by another program: stop it, or set PORT to another"
                ) from None
            raise Unservable(f"cannot listen at {host}:{port}: {problem.strerror}") from None


def serve(
    *, host: str, port: int, workers: int, threads: int, stop_with_parent: bool, ready: Callable[[str], None]
) -> None:
    """Serve until a signal asks to stop. Calls ``ready`` with the address once a page can be opened.

    A web server that ends by itself is started again. Raises :class:`Unservable` when it does not come up,
    or falls again and again.
    """
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    probe = f"http://{_reachable(host)}:{port}/healthz"
    parent = os.getppid() if stop_with_parent else None
    command, falls = _command(host, port, workers, threads), 0
    with stoppable() as asked:
        while True:
            began = time.monotonic()
            with _running(command) as process:
                _wait_until_ready(process, probe, asked)
                if not asked and not falls:
                    ready(address)
                if _wait_until_asked(process, asked, parent=parent):
                    return
            falls = 1 if time.monotonic() - began > STEADY_SECONDS else falls + 1
            if falls > MOST_FALLS:
                raise Unservable(f"the web server stopped by itself {falls} times; above is what it said")
            _log.error("the web server stopped by itself and is started again")


# Else each thread has a heap of its own, and what a page needed once lies in all of them: mallopt(3).
_ONE_HEAP = {"MALLOC_ARENA_MAX": "2"}


@contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """The web server as a child; whatever of it is still there at the end is ended."""
    counts = tempfile.mkdtemp(prefix="lazaretto-counts-")  # of each process, added up when somebody asks
    process = subprocess.Popen(  # noqa: S603
        command,
        env=dict(os.environ, LAZARETTO_SERVING="1", **_ONE_HEAP, **{SHARED: counts}),
        start_new_session=True,
    )
    keeper = keep(process, stop="TERM")
    try:
        yield process
    finally:
        _stop(process)
        keeper.release()
        shutil.rmtree(counts, ignore_errors=True)


@contextmanager
def stoppable() -> Iterator[list[int]]:
    """Collect the signals that ask to stop, instead of dying of them; afterwards ignore further Ctrl-C."""
    asked: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    for name in _stopping_signals():
        signal.signal(name, note)
    yield asked
    for name in _stopping_signals():
        signal.signal(name, signal.SIG_IGN)


def interrupt_on_termination() -> None:
    """Let a request to stop unwind this process as Ctrl-C does, so that what it started is stopped."""
    for name in _stopping_signals():
        signal.signal(name, signal.default_int_handler)


def _stopping_signals() -> list[signal.Signals]:
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return [signal.Signals[name] for name in names if name in signal.Signals.__members__]


def _command(host: str, port: int, workers: int, threads: int) -> list[str]:
    # It warns of more threads than cores: here they only wait for their turn. What falls is an error.
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1",
        "--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads),
        "--workers-kill-timeout", "5", "--respawn-failed-workers", "--log-level", "error", APPLICATION,
    ]  # fmt: skip


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104


def _wait_until_ready(process: subprocess.Popen[bytes], address: str, asked: list[int]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not asked:
        if process.poll() is not None:
            raise Unservable("the web server stopped at once; above is what it said")
        try:
            with _DIRECTLY.open(address, timeout=2):
                return
        except HTTPError:
            return  # it answers; what it answers is not the question here
        except (URLError, OSError):
            time.sleep(0.05)
    if not asked:
        raise Unservable(f"the web server did not answer within {START_SECONDS} seconds")


def _wait_until_asked(process: subprocess.Popen[bytes], asked: list[int], parent: int | None) -> bool:
    """True once it is to stop; False where it stopped by itself."""
    while not asked:
        if parent is not None and os.getppid() != parent:
            return True
        try:
            process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue
        return bool(asked)
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=STOP_SECONDS)
    with suppress(ProcessLookupError):  # workers outlive a leader that was killed, and would hold the port
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
