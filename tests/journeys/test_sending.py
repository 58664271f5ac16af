"""The sender as a process: one pass, and pass after pass until it is asked to stop."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.browser.city import free_port
from tests.journeys.test_stopping import PROGRAM, STOP_SECONDS, environment, wait_until_nothing_runs

pytestmark = pytest.mark.database


def lazaretto(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments], env=environment(folder), capture_output=True, text=True, check=False,
        timeout=120,
    )  # fmt: skip


def test_a_pass_by_hand_and_the_sender_until_it_is_asked_to_stop(tmp_path: Path) -> None:
    refused = lazaretto(tmp_path, "notify")
    assert refused.returncode == 1
    assert "run lazaretto migrate first" in refused.stderr
    assert lazaretto(tmp_path, "migrate").returncode == 0
    once = lazaretto(tmp_path, "notify")
    assert once.returncode == 0, once.stderr
    assert once.stdout == "0 new messages; 0 tries delivered, 0 failed; 0 lines wait\n"
    with (tmp_path / "sender.log").open("w") as log:
        sender = subprocess.Popen(
            [*PROGRAM, "notify", "--watch"], env=environment(tmp_path), stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while "new messages" not in (tmp_path / "sender.log").read_text():
            assert time.monotonic() < deadline, (tmp_path / "sender.log").read_text()
            assert sender.poll() is None, (tmp_path / "sender.log").read_text()
            time.sleep(0.1)
        sender.send_signal(signal.SIGTERM)
        assert sender.wait(timeout=STOP_SECONDS) == 0
    assert wait_until_nothing_runs(tmp_path) == {}
    watched = lazaretto(tmp_path, "watch", "--lang", "en")
    assert "No backup was ever noted" in watched.stdout
    assert "No message was ever sent" not in watched.stdout  # its pass was noted


def test_without_a_database_the_list_says_so_and_looks_at_the_machine(tmp_path: Path) -> None:
    (tmp_path / "draw.key").write_text("secret")
    (tmp_path / "draw.key").chmod(0o644)
    away = environment(tmp_path) | {"DATABASE_URL": f"postgresql://nobody@127.0.0.1:{free_port()}/none"}
    watched = subprocess.run(
        [*PROGRAM, "watch", "--lang", "en"], env=away, capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip
    assert watched.returncode == 1
    assert "The database does not answer" in watched.stdout
    assert "may read draw.key" in watched.stdout
    assert "Traceback" not in watched.stderr
