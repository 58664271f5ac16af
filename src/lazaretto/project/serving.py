"""Runs the web server as a child, says where it is, and stops it with everything it started."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from lazaretto.project.keeping import keep

START_SECONDS = 60
STOP_SECONDS = 10
APPLICATION = "lazaretto.project.wsgi:application"


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

    Raises :class:`Unservable` when the server stops by itself.
    """
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    process = subprocess.Popen(  # noqa: S603
        _command(host, port, workers, threads),
        env=dict(os.environ, LAZARETTO_SERVING="1"),
        start_new_session=True,
    )
    keeper = keep(process, stop="TERM")
    try:
        with stoppable() as asked:
            _wait_until_ready(process, f"http://{_reachable(host)}:{port}/healthz", asked)
            if not asked:
                ready(address)
            _wait_until_asked(process, asked, parent=os.getppid() if stop_with_parent else None)
    finally:
        _stop(process)
        keeper.release()


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
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1",
        "--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads),
        "--workers-kill-timeout", "5", "--respawn-failed-workers", "--log-level", "warning", APPLICATION,
    ]  # fmt: skip


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104


def _wait_until_ready(process: subprocess.Popen[bytes], address: str, asked: list[int]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not asked:
        if process.poll() is not None:
            raise Unservable("the web server stopped at once; above is what it said")
        try:
            with urlopen(address, timeout=2):  # noqa: S310 — our own address
                return
        except HTTPError:
            return  # it answers; what it answers is not the question here
        except (URLError, OSError):
            time.sleep(0.05)
    if not asked:
        raise Unservable(f"the web server did not answer within {START_SECONDS} seconds")


def _wait_until_asked(process: subprocess.Popen[bytes], asked: list[int], parent: int | None) -> None:
    while not asked:
        if parent is not None and os.getppid() != parent:
            return
        try:
            process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue
        raise Unservable("the web server stopped by itself; above is what it said")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
