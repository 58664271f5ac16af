"""The Go project's own packages read our log: they accept it, and reject every forged one."""

import subprocess
from pathlib import Path

import pytest

from tests.foreign.forging import PUBLIC, SAID, Check, Checked, forged, honest
from tests.foreign.go import Absent, verifier
from tests.unit.proofs.log import EYES, KEY, files

pytestmark = pytest.mark.slow  # building the verifier takes half a minute


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    try:
        binary = verifier()
    except Absent as why:
        pytest.skip(f"the Go project's verifier cannot be had here: {why}")

    def checked(log: dict[str, bytes], before: bytes | None) -> Checked:
        folder = tmp_path_factory.mktemp("log")
        for path, data in log.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        asked: list[str | Path] = [binary, folder, PUBLIC]
        if before is not None:
            older = folder / "older"
            older.write_bytes(before)
            asked.append(older)
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert done.returncode == (0 if done.stdout.startswith("ok") else 1), done.stderr
        return Checked(done.stdout.strip())

    return checked


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


def test_it_names_the_entry_that_is_not_the_one_that_was_logged(check: Check) -> None:
    said = {one.name: check(one.log, one.before).words for one in forged() if "another order" in one.name}
    assert said == {"two entries in another order": "FAIL leaf 265"}
