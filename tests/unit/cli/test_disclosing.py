"""``lazaretto ledger check-disclosure``: anybody checks a file with the key on paper, in three languages."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from lazaretto.cli.main import main
from tests.unit.proofs.log import EYES, KEY
from tests.unit.proofs.test_disclosing import a_disclosure

PUBLIC = str(KEY.verifier)


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(main, ["ledger", "check-disclosure", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "disclosure.json"
    path.write_bytes(bytes(a_disclosure(since=7)))
    return path


@pytest.mark.parametrize(
    ("language", "says"), [("en", "none was altered"), ("zh-Hans", "无一改动"), ("zh-Hant", "無一改動")]
)
def test_a_disclosure_that_holds(file: Path, language: str, says: str) -> None:
    result = run(file, "--key", PUBLIC, "--lang", language)
    assert (result.exit_code, says in result.output) == (0, True), result.output


def test_a_changed_word_is_named_and_the_status_is_one(file: Path) -> None:
    file.write_text(file.read_text().replace('f5\\"', 'f6\\"'))
    result = run(file, "--key", PUBLIC, "--lang", "en")
    assert result.exit_code == 1
    assert "QZ-D 6 [5]: the words or the salt" in result.output
    said = msgspec.json.decode(run(file, "--key", PUBLIC, "--json").stdout)
    assert (said["holds"], said["wrong"]) == (False, {"5": "words"})


def test_a_policy_asks_for_its_witnesses(file: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    lines = [f"log {PUBLIC}", *(f"witness {n} {eye.verifier}" for n, eye in enumerate(EYES[:2]))]
    policy.write_text("\n".join([*lines, "group all all 0 1", "quorum 0"]) + "\n")
    assert run(file, "--key", PUBLIC, "--policy", policy).exit_code == 0
    policy.write_text("\n".join([*lines, "group both all 0 1", "quorum both"]) + "\n")
    assert run(file, "--key", PUBLIC, "--policy", policy).exit_code == 1


def test_another_key_and_no_file_of_ours(file: Path, tmp_path: Path) -> None:
    assert run(file, "--key", str(EYES[0].verifier)).exit_code == 1
    assert run(file, "--key", "nonsense").exit_code == 2
    (tmp_path / "other").write_text("{}")
    assert run(tmp_path / "other", "--key", PUBLIC).exit_code == 2
