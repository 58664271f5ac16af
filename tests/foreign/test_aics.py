"""A verifier and a witness that others wrote in Python: both take our log, and neither takes a forged one."""

import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lazaretto.neighbours.asking import Unreached, ask
from lazaretto.neighbours.witnesses import Declined, cosign
from lazaretto.proofs.checkpoints import open_checkpoint
from lazaretto.proofs.cosigning import cosigned
from lazaretto.proofs.notes import Verifier, verifier
from tests.browser.city import free_port
from tests.foreign.aics import python
from tests.foreign.forging import PUBLIC, SAID, Check, checking, forged, honest
from tests.foreign.go import Absent
from tests.unit.proofs.log import EYES, KEY, files, subtrees
from tests.unit.witness.serving import checkpoint

pytestmark = pytest.mark.slow  # it is fetched, and each log is checked by a process of its own
_STARTS = 20.0  # seconds


@pytest.fixture(scope="module")
def interpreter() -> Path:
    try:
        return python()
    except Absent as why:
        pytest.skip(f"aics-tlog and aics-witness cannot be had here: {why}")


@pytest.fixture(scope="module")
def check(interpreter: Path, tmp_path_factory: pytest.TempPathFactory) -> Check:
    program = (interpreter, Path(__file__).with_name("verify_aics.py"))
    return checking(program, lambda: tmp_path_factory.mktemp("log"))


def test_it_accepts_our_log_of_any_size_and_that_it_goes_on(check: Check) -> None:
    refused = [
        (one.name, said.words) for one in honest() if not (said := check(one.log, one.before)).accepted
    ]
    assert refused == []


def test_it_accepts_a_log_that_witnesses_signed_too(check: Check) -> None:
    assert check(files(SAID, signers=(KEY, *EYES), at=1_700_000_000), None).accepted


def test_it_rejects_every_forged_log(check: Check) -> None:
    accepted = [one.name for one in forged() if check(one.log, one.before).accepted]
    assert accepted == []


@dataclass(frozen=True, slots=True)
class Foreign:
    """A witness that others wrote, at its address."""

    address: str
    key: Verifier
    home: Path
    interpreter: Path

    def evidence(self) -> list[dict[str, Any]]:
        """What it kept of logs that contradicted themselves."""
        found: list[dict[str, Any]] = json.loads(self.said("evidence"))
        return found

    def said(self, *words: str) -> str:
        return _said(self.interpreter, self.home, *words)


def _said(interpreter: Path, home: Path, *words: str) -> str:
    command = [str(interpreter), "-m", "aics_witness", words[0], "-c", str(home / "witness.json"), *words[1:]]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=home)
    return done.stdout


@pytest.fixture
def foreign(interpreter: Path, tmp_path: Path) -> Iterator[Foreign]:
    port = free_port()
    told = _said(
        interpreter, tmp_path, "init", "--name", "witness.example/foreign", "--listen", f"127.0.0.1:{port}"
    )
    written = next(word for word in told.split() if word.startswith("witness.example/foreign+"))
    _said(interpreter, tmp_path, "add-log", "--origin", KEY.name, "--vkey", PUBLIC)
    process = subprocess.Popen(
        [str(interpreter), "-m", "aics_witness", "serve", "-c", str(tmp_path / "witness.json")],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}", process)
        yield Foreign(f"http://127.0.0.1:{port}", verifier(written), tmp_path, interpreter)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTS
    while time.monotonic() < until and process.poll() is None:
        try:
            ask(address, most=65_536, seconds=2)
        except Unreached:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the witness did not start")


def _signed(foreign: Foreign, said: list[bytes], *, old: int = 0) -> str:
    note = checkpoint(said)
    return cosign(foreign.address, foreign.key, note, size=len(said), old=old, subtrees=subtrees(said))


def test_a_foreign_witness_signs_a_log_that_grows_honestly(foreign: Foreign, check: Check) -> None:
    for old, size in ((0, 1), (1, 256), (256, 257), (0, 600), (600, 700), (700, 700)):
        note = cosigned(checkpoint(SAID[:size]), [_signed(foreign, SAID[:size], old=old)])
        opened = open_checkpoint(str(note), KEY.verifier, witnesses=[foreign.key])
        assert [one.by for one in opened.witnesses] == [foreign.key]
        assert opened.witnesses[0].at > 1_700_000_000
    assert foreign.evidence() == []
    assert check(files(SAID) | {"checkpoint": str(note).encode()}, None).accepted


def test_a_foreign_witness_refuses_a_fork_and_keeps_what_the_log_signed(foreign: Foreign) -> None:
    _signed(foreign, SAID[:600])
    fork = [*SAID[:500], b"rewritten", *SAID[501:]]
    for forked in (fork, fork[:600]):
        with pytest.raises(Declined, match="another log under this name") as found:
            _signed(foreign, forked, old=600)
        assert found.value.fork
    kept = " ".join(one["request"] for one in foreign.evidence())
    assert str(checkpoint(fork)) in kept
    assert str(checkpoint(fork[:600])) in kept
    assert _signed(foreign, SAID, old=600)  # the honest log goes on


def test_a_foreign_witness_refuses_a_log_that_was_rolled_back(foreign: Foreign) -> None:
    _signed(foreign, SAID[:600])
    with pytest.raises(Declined) as found:
        _signed(foreign, SAID[:599])
    assert found.value.fork
