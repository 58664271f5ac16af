"""The server as a person runs it: however it is stopped, nothing runs on and the data is still there."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.city import free_port, wait_until_open

pytestmark = [
    pytest.mark.database,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through Linux's /proc"),
]
PROGRAM = [sys.executable, "-m", "lazaretto.project.command"]
STOP_SECONDS = 25


def environment(folder: Path) -> dict[str, str]:
    ours = ("DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE", "LAZARETTO_DEMO")
    return {k: v for k, v in os.environ.items() if k not in ours} | {"LAZARETTO_VAR": str(folder)}


@contextmanager
def serving(folder: Path, *, through: str = "") -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server over a folder, started by itself or through a shell as ``make`` does, once it answers."""
    port = free_port()
    command = [*PROGRAM, "serve", "--port", str(port)]
    if through:
        command = ["sh", "-c", f"{' '.join(command)} {through}; true"]
    log = folder / "serve.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, env=environment(folder), stdout=out, stderr=out, start_new_session=True
        )
    try:
        wait_until_open(f"http://127.0.0.1:{port}", process, log)
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def running(folder: Path) -> dict[int, str]:
    """Every live process that was started for this folder, by number."""
    mark = f"LAZARETTO_VAR={folder}".encode()
    found = {}
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()[:90]
        except OSError:  # it has just ended
            continue
    return found


def wait_until_nothing_runs(folder: Path) -> dict[int, str]:
    deadline = time.monotonic() + STOP_SECONDS
    while (left := running(folder)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def create_user(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, "create-user", "QZ0007", "--role", "duty_officer", "--facility", "QZ-D"]
    return subprocess.run(
        [*command, "--password", "Qinzhou gate 07"],
        env=environment(folder), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.slow
def test_an_account_before_the_first_migration_is_refused_in_one_sentence(tmp_path: Path) -> None:
    made = create_user(tmp_path)
    assert made.returncode == 1
    assert made.stdout == ""
    assert made.stderr == (
        "Error: the database has not the form this version needs: run lazaretto migrate first\n"
    )
    assert wait_until_nothing_runs(tmp_path) == {}
    migrated = subprocess.run(
        [*PROGRAM, "migrate"],
        env=environment(tmp_path), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert migrated.returncode == 0, migrated.stderr
    assert create_user(tmp_path).returncode == 0


@pytest.mark.parametrize(
    "number",
    [signal.SIGINT, *(pytest.param(n, marks=pytest.mark.slow) for n in (signal.SIGTERM, signal.SIGHUP))],
)
def test_a_request_to_stop_leaves_nothing_running_and_keeps_the_data(
    tmp_path: Path, number: signal.Signals
) -> None:
    with serving(tmp_path) as (process, _):
        assert any("postgres" in line for line in running(tmp_path).values())
        made = create_user(tmp_path)  # while it is open: on the same server
        assert made.returncode == 0, made.stderr
        process.send_signal(number)
        assert process.wait(timeout=STOP_SECONDS) == 0
        assert running(tmp_path) == {}
    again = create_user(tmp_path)  # while it is closed: on a server for this while
    assert "has an account already" in again.stderr
    assert wait_until_nothing_runs(tmp_path) == {}
    assert "stopped; the data is kept" in (tmp_path / "serve.log").read_text()


def test_killing_the_process_takes_everything_it_started_with_it(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, _):
        process.kill()
        process.wait()
        assert wait_until_nothing_runs(tmp_path) == {}
    with serving(tmp_path):  # and it opens again
        pass
    assert wait_until_nothing_runs(tmp_path) == {}


@pytest.mark.slow
def test_killing_make_stops_what_make_started(tmp_path: Path) -> None:
    with serving(tmp_path, through="--with-parent") as (process, _):
        process.kill()
        process.wait()
        assert wait_until_nothing_runs(tmp_path) == {}


@pytest.mark.slow
def test_a_second_server_on_the_same_data_is_refused_in_words(tmp_path: Path) -> None:
    with serving(tmp_path):
        second = subprocess.run(
            [*PROGRAM, "serve", "--port", str(free_port())],
            env=environment(tmp_path), capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert second.returncode == 1
        assert "another Lazaretto is open" in second.stderr
        assert len(second.stderr.splitlines()) == 1
    assert wait_until_nothing_runs(tmp_path) == {}
