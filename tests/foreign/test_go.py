"""The Go project's own packages read our log: they accept it, and reject every forged one."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lazaretto.proofs.tiles import bundled
from tests.foreign.go import Absent, verifier
from tests.unit.proofs.log import KEY, entries, files

pytestmark = pytest.mark.slow  # building the verifier takes half a minute
SAID = entries(700)
Check = Callable[..., str]


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    try:
        binary = verifier()
    except Absent as why:
        pytest.skip(f"the Go project's verifier cannot be had here: {why}")

    def checked(log: dict[str, bytes], *, before: bytes | None = None) -> str:
        folder = tmp_path_factory.mktemp("log")
        for path, data in log.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        asked: list[str | Path] = [binary, folder, str(KEY.verifier)]
        if before is not None:
            older = folder / "older"
            older.write_bytes(before)
            asked.append(older)
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert done.returncode == (0 if done.stdout.startswith("ok") else 1), done.stderr
        return done.stdout.strip()

    return checked


def _flipped(data: bytes, at: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


def test_it_accepts_our_log_of_any_size(check: Check) -> None:
    for size in (1, 2, 255, 256, 257, 700):
        assert check(files(SAID[:size])) == f"ok {size}"


def test_it_accepts_that_our_log_goes_on(check: Check) -> None:
    for old in (1, 255, 256, 600, 700):
        assert check(files(SAID), before=files(SAID[:old])["checkpoint"]) == "ok 700"


@pytest.mark.parametrize(
    ("path", "at"),
    [("tile/entries/001", 700), ("tile/0/001", 4000), ("tile/1/000.p/2", 40), ("checkpoint", 30)],
)
def test_it_rejects_a_flipped_bit(check: Check, path: str, at: int) -> None:
    whole = files(SAID)
    assert check(whole | {path: _flipped(whole[path], at)}).startswith("FAIL")


def test_it_rejects_entries_that_are_gone_or_in_another_order(check: Check) -> None:
    whole, said = files(SAID), SAID[256:512]
    path = "tile/entries/001"
    assert check({name: data for name, data in whole.items() if name != path}).startswith("FAIL bundle 1")
    assert check(whole | {path: bundled([*said[:9], *said[10:]])}).startswith("FAIL bundle 1")
    assert check(whole | {path: bundled([*said[:9], said[10], said[9], *said[11:]])}) == "FAIL leaf 265"


def test_it_rejects_a_log_that_was_rolled_back_or_forked(check: Check) -> None:
    seen = files(SAID[:600])["checkpoint"]
    assert check(files(SAID[:599]), before=seen).startswith("FAIL rolled back")
    fork = files([*SAID[:500], b"rewritten", *SAID[501:]])
    assert check(fork, before=seen).startswith("FAIL consistency")
