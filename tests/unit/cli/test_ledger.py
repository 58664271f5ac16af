"""``lazaretto ledger verify``: a folder is checked by anybody who has the key, in three languages."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from lazaretto.cli.main import main
from lazaretto.proofs.entries import Entry
from lazaretto.proofs.national import NationalSigner, secret_from
from lazaretto.proofs.tree import leaf_hash
from tests.unit.proofs.log import EYES, KEY, files

HOUSES = ("QZ-D", "MJ-D")
SAID = [bytes(Entry(HOUSES[n % 2], n // 2 + 1, leaf_hash(bytes([n % 256])))) for n in range(300)]
PUBLIC = str(KEY.verifier)


def run(*arguments: Any) -> Result:
    blank = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    return CliRunner(env=blank).invoke(main, ["ledger", "verify", *map(str, arguments)])


def kept(folder: Path, log: dict[str, bytes]) -> Path:
    for path, data in log.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return kept(tmp_path / "log", files(SAID))


@pytest.mark.parametrize(
    ("language", "says"), [("en", "no house has a gap"), ("zh-Hans", "没有缺号"), ("zh-Hant", "沒有缺號")]
)
def test_a_log_that_holds(log: Path, language: str, says: str) -> None:
    result = run(log, "--key", PUBLIC, "--lang", language)
    assert result.exit_code == 0, result.output
    assert says in result.output
    assert "300" in result.output


def test_a_changed_entry_is_named_and_the_status_is_one(log: Path) -> None:
    file = log / "tile" / "entries" / "000"
    file.write_bytes(file.read_bytes().replace(b"QZ-D\n7\n", b"QZ-D\n8\n"))
    result = run(log, "--key", PUBLIC, "--json")
    assert result.exit_code == 1
    said = msgspec.json.decode(result.stdout)
    assert ("tile/entries/000", 12) in {(fault["place"], fault["entry"]) for fault in said["faults"]}
    assert "is not the entry that the tree holds" in run(log, "--key", PUBLIC).output


def test_an_entry_that_was_left_out_before_it_was_logged_is_missed(tmp_path: Path) -> None:
    result = run(kept(tmp_path, files([*SAID[:20], *SAID[21:]])), "--key", PUBLIC)
    assert result.exit_code == 1
    assert "QZ-D: place 12 where 11 comes next" in result.output


def test_a_kept_checkpoint_shows_that_the_log_was_rewritten(tmp_path: Path, log: Path) -> None:
    before = tmp_path / "before"
    before.write_bytes(files(SAID[:250])["checkpoint"])
    assert run(log, "--key", PUBLIC, "--since", before).exit_code == 0
    other = bytes(Entry("QZ-D", 11, leaf_hash(b"rewritten")))
    fork = kept(tmp_path / "fork", files([*SAID[:20], other, *SAID[21:]]))
    assert run(fork, "--key", PUBLIC).exit_code == 0
    result = run(fork, "--key", PUBLIC, "--since", before)
    assert result.exit_code == 1
    assert "no longer those that were seen" in result.output


def test_witnesses_that_are_asked_for_and_did_not_see_it_are_missed(tmp_path: Path, log: Path) -> None:
    policy = tmp_path / "policy"
    policy.write_text(f"witness p {EYES[0].verifier}\nquorum p\n")
    assert run(log, "--key", PUBLIC, "--policy", policy).exit_code == 1
    seen = kept(tmp_path / "seen", files(SAID, signers=(KEY, EYES[0]), at=1_700_000_000))
    result = run(seen, "--key", PUBLIC, "--policy", policy)
    assert result.exit_code == 0, result.output
    assert "witness.example/p" in result.output


@pytest.fixture
def address(log: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(log)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 — the library's name
        """Say nothing."""


def test_a_log_is_checked_at_its_address(address: str) -> None:
    result = run(address, "--key", PUBLIC)
    assert result.exit_code == 0, result.output


def test_what_cannot_be_read_is_said(tmp_path: Path, log: Path) -> None:
    nonsense = tmp_path / "nonsense"
    nonsense.write_text("nonsense\n")
    assert run(tmp_path / "nowhere", "--key", PUBLIC).exit_code == 2
    assert run(log, "--key", "nonsense").exit_code == 2
    assert run(log, "--key", PUBLIC, "--policy", nonsense).exit_code == 2
    assert run(log, "--key", PUBLIC, "--since", nonsense).exit_code == 2
    result = run("http://127.0.0.1:9", "--key", PUBLIC)
    assert result.exit_code == 2
    assert "not checked to the end: http://127.0.0.1:9/" in result.output
    assert "Traceback" not in result.output
    (log / "checkpoint").unlink()
    result = run(log, "--key", PUBLIC)
    assert result.exit_code == 1
    assert "no checkpoint to believe" in result.output


SECOND = NationalSigner(KEY.name, secret_from(b"a second line"))


@pytest.fixture
def national(tmp_path: Path) -> Path:
    return kept(tmp_path / "national", files(SAID, signers=(KEY, SECOND)))


def test_the_second_line_is_checked_where_its_key_is_given(national: Path) -> None:
    result = run(national, "--key", PUBLIC, "--sm2-key", SECOND.verifier, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "by SM2 with SM3, holds" in result.output
    said = msgspec.json.decode(run(national, "--key", PUBLIC, "--sm2-key", SECOND.verifier, "--json").stdout)
    assert said["second_line"] == "holds"


def test_a_second_line_without_its_key_is_said_not_to_be_checked(national: Path, log: Path) -> None:
    result = run(national, "--key", PUBLIC, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "was not checked" in result.output
    assert "SM2" not in run(log, "--key", PUBLIC, "--lang", "en").output  # there is none


@pytest.mark.parametrize("case", ["forged", "another key", "none"])
def test_a_second_line_that_does_not_hold_or_is_missing_is_a_fault(
    national: Path, log: Path, case: str
) -> None:
    where, key = {"forged": national, "another key": national, "none": log}[case], SECOND.verifier
    if case == "forged":
        file = national / "checkpoint"
        text, _, lines = file.read_text().rpartition("\n\n")
        one, two = lines.rstrip("\n").split("\n")
        name, _, data = two.rpartition(" ")
        changed = bytearray(b64decode(data))
        changed[-1] ^= 1
        file.write_text(f"{text}\n\n{one}\n{name} {b64encode(bytes(changed)).decode()}\n")
        assert run(national, "--key", PUBLIC).exit_code == 0  # whoever does not know the line passes over it
    if case == "another key":
        key = NationalSigner(KEY.name, secret_from(b"somebody else")).verifier
    result = run(where, "--key", PUBLIC, "--sm2-key", key, "--lang", "en")
    assert result.exit_code == 1
    assert ("does not hold" if case == "forged" else "bears no SM2 signature") in result.output
    assert "by SM2 with SM3, holds" not in result.output


def test_a_key_for_the_second_line_that_is_none_cannot_be_read(national: Path) -> None:
    assert run(national, "--key", PUBLIC, "--sm2-key", PUBLIC).exit_code == 2
