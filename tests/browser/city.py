"""The demo as a person starts it: a process of its own over a folder of its own, with a small city."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

UNTIL = "2022-03-17T11:32+08:00"  # a week: closed duty has begun, the legs are full, a slot has just opened
DRAWS = "the browser's city 7"  # a secret by which no house is called while the tests of this hour run
START_SECONDS = 180
STOP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class City:
    """A running demo."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]


@contextmanager
def open_city(folder: Path, *, until: str = UNTIL, protocols: Path | None = None) -> Iterator[City]:
    """Start the demo in a folder; stop it with Ctrl-C's own signal, and require that it goes.

    protocols: another shelf of documents than the shipped one.
    """
    port = free_port()
    log = folder / "demo.log"
    command = [
        sys.executable,
        "-m",
        "lazaretto.project.command",
        "demo",
        "--port",
        str(port),
        "--until",
        until,
    ]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "DATABASE_URL"))}
    environment |= {
        "LAZARETTO_VAR": str(folder),
        "LAZARETTO_LOG_LEVEL": "INFO",
        "LAZARETTO_PLAN_SECONDS": "6",
        "LAZARETTO_DRAW_SECRET": DRAWS,
    }
    if protocols is not None:
        environment["LAZARETTO_PROTOCOLS"] = str(protocols)
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, env=environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True
        )
        try:
            wait_until_open(f"http://127.0.0.1:{port}", process, log)
            yield City(f"http://127.0.0.1:{port}", folder, process)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=STOP_SECONDS)


def wait_until_open(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once a server is ready for work. Fails with its log where it stops or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the demo stopped:\n{log.read_text()}")
        try:
            with urlopen(f"{url}/readyz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the demo did not open within {START_SECONDS} s:\n{log.read_text()}")


def free_port() -> int:
    """A port that nothing listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
