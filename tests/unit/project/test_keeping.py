"""Whatever becomes of the process that starts another, the other is ended with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STARTER = """
import signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background is born deaf to it
from lazaretto.project.keeping import keep
child = subprocess.Popen(
    [sys.executable, "-c", {child!r}], start_new_session=True, stdout=subprocess.DEVNULL
)
keeper = keep(child, stop="TERM")
print(child.pid, flush=True)
{then}
"""
OBEDIENT = "import time; time.sleep(300)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(300)"


def start(child: str, then: str) -> tuple[subprocess.Popen[bytes], int]:
    command = [sys.executable, "-c", STARTER.format(child=child, then=then)]
    starter = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert starter.stdout is not None
    return starter, int(starter.stdout.readline())


def gone(pid: int, seconds: float) -> bool:
    """True once a process has ended (an orphan that nobody has collected yet has ended too)."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(
    not Path("/proc").is_dir(), reason="looks at processes through /proc, which only Linux has"
)
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_child_ends_when_the_starter_is_killed(number: signal.Signals) -> None:
    starter, child = start(OBEDIENT, "time.sleep(300)")
    starter.send_signal(number)
    starter.communicate(timeout=10)
    assert gone(child, 5)


def test_a_child_that_does_not_listen_is_ended_after_the_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    from lazaretto.project import keeping

    monkeypatch.setattr(keeping, "GRACE_SECONDS", 0.3)
    child = subprocess.Popen(
        [sys.executable, "-c", DEAF.replace("time.sleep", "print(flush=True); time.sleep")],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stdout is not None
    child.stdout.readline()  # it ignores the signal from here on
    keeping.end(child.pid, "TERM")
    assert child.wait(timeout=5) == -signal.SIGKILL
    child.stdout.close()


def test_a_released_child_is_left_alone() -> None:
    starter, child = start(OBEDIENT, "keeper.release()")
    starter.communicate(timeout=10)
    assert not gone(child, 0.5)
    os.kill(child, signal.SIGKILL)
