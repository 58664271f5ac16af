"""``lazaretto certificate``: one certificate from the same facts, and the first difference from others."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lazaretto.audit.certifying import canonical, certify
from lazaretto.cli.main import main
from lazaretto.cli.words import WORDS
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from lazaretto.obligations.outcomes import OUTCOMES
from tests.stating import moment
from tests.unit.audit.rounds import a_round

AT = moment("03-10 18:00")


def run(*arguments: Any) -> Result:
    blank = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    return CliRunner(env=blank).invoke(main, ["certificate", *(str(argument) for argument in arguments)])


def kept(folder: Path, facts: list[Fact] | tuple[Fact, ...]) -> Path:
    path = folder / "facts.jsonl"
    path.write_bytes(b"".join(encode(fact) + b"\n" for fact in facts))
    return path


@pytest.fixture
def given(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate and exactly its facts, as the page gives them."""
    found = certify(a_round(), round_="R1", known_at=AT)
    assert found is not None
    path = tmp_path / "certificate.json"
    path.write_bytes(canonical(found[0]))
    return kept(tmp_path, found[1]), path


def test_its_own_facts_come_to_the_same_certificate(given: tuple[Path, Path]) -> None:
    facts, path = given
    result = run(facts, "R1", "--check", path)
    assert result.exit_code == 0, result.output
    assert "the very same" in result.output
    assert run(facts, "R1", "--check", path, "--json").output.startswith(path.read_text())


def test_the_whole_record_comes_to_the_same_certificate(given: tuple[Path, Path], tmp_path: Path) -> None:
    everything = kept(tmp_path, a_round())
    assert run(everything, "R1", "--check", given[1]).exit_code == 0


def test_a_certificate_that_says_otherwise_is_told_where(given: tuple[Path, Path]) -> None:
    facts, path = given
    said = json.loads(path.read_text())
    said["covered"] += 1
    path.write_text(json.dumps(said))
    result = run(facts, "R1", "--check", path)
    assert result.exit_code == 1
    assert f"covered says {said['covered']}" in result.output


def test_a_fact_left_out_is_found(given: tuple[Path, Path]) -> None:
    facts, path = given
    facts.write_bytes(b"\n".join(facts.read_bytes().splitlines()[:-1]) + b"\n")
    assert run(facts, "R1", "--check", path).exit_code == 1


def test_a_line_that_is_no_fact_and_a_round_nobody_opened(given: tuple[Path, Path]) -> None:
    facts, _ = given
    facts.write_bytes(facts.read_bytes() + b"{}\n")
    result = run(facts, "R1")
    assert result.exit_code == 1
    assert "refused" in result.output
    assert run(facts, "R9").exit_code == 1
    assert run(facts, "R1", "--check", facts).exit_code == 2


@pytest.mark.parametrize(
    ("language", "said"), [("en", "have an outcome"), ("zh-Hans", "无人采样"), ("zh-Hant", "無人採樣")]
)
def test_it_speaks_three_languages(given: tuple[Path, Path], language: str, said: str) -> None:
    assert said in run(given[0], "R1", "--lang", language).output


def test_every_outcome_has_a_word() -> None:
    assert {f"outcome.{outcome}" for outcome in OUTCOMES} <= set(WORDS)
