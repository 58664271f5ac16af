"""``lazaretto witness``: a key for its owner alone, a server that remembers, and what it found."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lazaretto.cli.main import main
from lazaretto.neighbours.asking import Unreached, ask
from lazaretto.neighbours.witnesses import Declined, cosign
from lazaretto.proofs.notes import private_key, verifier
from tests.browser.city import free_port
from tests.unit.proofs.log import EYES, KEY, entries, subtrees
from tests.unit.witness.serving import checkpoint

SAID = entries(300)
FORK = [*SAID[:100], b"rewritten", *SAID[101:]]
LOG = str(KEY.verifier)
_STARTS = 30.0  # seconds


def run(*words: object) -> Result:
    blank = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    return CliRunner(env=blank).invoke(main, ["witness", *map(str, words)])


def test_a_key_is_drawn_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "witness.key"
    made = run("key", file, "--name", "witness.example/w", "--lang", "en")
    assert made.exit_code == 0, made.output
    assert verifier(made.stdout.split("\n")[0] or made.stdout.split("\n")[1]).name == "witness.example/w"
    assert file.stat().st_mode & 0o077 == 0
    before = file.read_text()
    again = run("key", file, "--name", "witness.example/w", "--lang", "zh-Hans")
    assert again.exit_code == 1
    assert "没有改动" in again.output
    assert file.read_text() == before
    assert run("key", tmp_path / "other", "--name", "two words").exit_code == 2


def test_what_it_cannot_serve_with_is_said(tmp_path: Path) -> None:
    key, memory = tmp_path / "key", tmp_path / "memory"
    key.write_text(f"{private_key(EYES[0])}\n")
    assert run("serve", "--key", key, "--log", "nonsense", "--memory", memory).exit_code == 2
    key.write_text(f"{private_key(KEY)}\n")
    wrong = run("serve", "--key", key, "--log", LOG, "--memory", memory)
    assert (wrong.exit_code, "the key of a log" in wrong.output) == (2, True)
    key.write_text("nonsense\n")
    assert run("serve", "--key", key, "--log", LOG, "--memory", memory).exit_code == 2


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The real command in a process of its own; ends with kill -9, as a machine may."""
    port = free_port()
    command = [
        sys.executable, "-c", "from lazaretto.cli.main import main; main()", "witness", "serve",
        "--key", str(folder / "key"), "--log", LOG, "--memory", str(folder / "memory"), "--port", str(port),
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + _STARTS
    try:
        while True:
            try:
                ask(address, most=1_000, seconds=2)
                break
            except Unreached:
                assert time.monotonic() < until
                assert process.poll() is None
        yield address, process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.slow  # two servers start
def test_a_witness_that_is_killed_right_after_it_answered_signs_no_fork(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{private_key(EYES[0])}\n")
    by = EYES[0].verifier
    with serving(tmp_path) as (address, _):
        cosign(address, by, checkpoint(SAID), size=300, old=0, subtrees=subtrees(SAID))
    with serving(tmp_path) as (address, _), pytest.raises(Declined, match="another log"):
        cosign(address, by, checkpoint(FORK), size=300, old=300, subtrees=subtrees(FORK))
    found = run("evidence", "--memory", tmp_path / "memory", "--lang", "en")
    assert (found.exit_code, "does not fit what was seen" in found.output) == (1, True)
    (one,) = json.loads(run("evidence", "--memory", tmp_path / "memory", "--json").output)
    assert str(checkpoint(FORK)) in one["submission"]


def test_a_memory_without_contradictions_says_so(tmp_path: Path) -> None:
    from lazaretto.witness.memory import Memory

    Memory(tmp_path / "memory")
    found = run("evidence", "--memory", tmp_path / "memory", "--lang", "en")
    assert (found.exit_code, found.output) == (0, "no log has contradicted itself\n")
