"""``lazaretto place``: what it prints, in which language, its JSON, and its exit status."""

import json
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from click.testing import CliRunner, Result

from lazaretto.cli.main import main
from lazaretto.cli.words import WORDS
from lazaretto.placement.allowing import Rule
from lazaretto.placement.answer import ReasonCode, ReliefCode
from lazaretto.placement.asking import Health
from lazaretto.placement.pricing import Costs
from lazaretto.placement.vetting import FaultCode
from tests.house.tree import ROOT

EXAMPLE = ROOT / "docs" / "reference" / "place-request.json"


def run(*arguments: Any) -> Result:
    blank = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    return CliRunner(env=blank).invoke(main, ["place", *(str(argument) for argument in arguments)])


def altered(folder: Path, **changes: Any) -> Path:
    """The example with some of its parts put in place of its own."""
    path = folder / "request.json"
    path.write_text(json.dumps({**json.loads(EXAMPLE.read_bytes()), **changes}), encoding="utf-8")
    return path


def test_the_example_of_the_page_is_answered_as_the_page_says() -> None:
    result = run(EXAMPLE)
    assert result.exit_code == 1, result.output
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    shown = page.split("```text\n")[1].split("```")[0]
    assert result.output.strip() == shown.strip()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This is a proposal; a person decides."),
        ("zh-Hans", "提前消毒 QZ-D/T/06"),
        ("zh-Hant", "只許同日入所者同室"),
    ],
)
def test_it_speaks_three_languages(language: str, said: str) -> None:
    assert said in run(EXAMPLE, "--lang", language).output


def test_json_holds_the_price_of_every_alternative() -> None:
    result = run(EXAMPLE, "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    schema = json.loads(run("--schema").stdout)
    jsonschema.validate(answer, {**schema, "$ref": "#/$defs/Proposal"})
    rooms = {room["place"] for room in json.loads(EXAMPLE.read_bytes())["rooms"]}
    for each in answer["assignments"]:
        assert {other["place"] for other in each["alternatives"]} | {each["place"]} == rooms


def test_the_schema_describes_the_request() -> None:
    schema = json.loads(run("--schema").stdout)
    jsonschema.validate(json.loads(EXAMPLE.read_bytes()), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"facility": "QZ-D"}, schema)


def test_everybody_placed_is_status_nought(tmp_path: Path) -> None:
    path = altered(tmp_path, newcomers=[{"person": "A", "sex": "male", "minor": False, "health": "ordinary"}])
    result = run(path)
    assert result.exit_code == 0, result.output
    assert "1 placed, 0 without a room" in result.output
    assert "What would help" not in result.output


def test_every_row_at_fault_is_named_and_nothing_is_proposed(tmp_path: Path) -> None:
    wrong = [{"person": "A", "sex": "m"}, {"person": "B"}, {"person": "C", "colour": "red"}]
    result = run(altered(tmp_path, newcomers=wrong), "--lang", "en")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Faults in the request: 2" in result.stderr
    assert "newcomers[0]:" in result.stderr
    assert "newcomers[2]:" in result.stderr


def test_several_requests_are_answered_in_turn(tmp_path: Path) -> None:
    other = altered(tmp_path, newcomers=[])
    assert len(json.loads(run(EXAMPLE, other, "--json").stdout)) == 2
    assert run(EXAMPLE, other).output.count("a person decides") == 2


def test_an_earlier_answer_is_kept_as_far_as_can_be(tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_text(run(EXAMPLE, "--json").stdout, encoding="utf-8")
    assert "Otherwise than given: 0" in run(EXAMPLE, "--keep", before).output
    given = json.loads(before.read_bytes())["assignments"]
    lost = next(row["place"] for row in given if row["place"] != "QZ-D/T/01")
    rooms = json.loads(EXAMPLE.read_bytes())["rooms"]
    rooms = [{**room, "state": "withdrawn"} if room["place"] == lost else room for room in rooms]
    changed = json.loads(run(altered(tmp_path, rooms=rooms), "--keep", before, "--json").stdout)["changes"]
    assert {change["person"] for change in changed} >= {r["person"] for r in given if r["place"] == lost}


def test_what_is_no_placement_cannot_be_kept(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("[]", encoding="utf-8")
    result = run(EXAMPLE, "--keep", other)
    assert result.exit_code == 2
    assert "not a placement" in result.output


def test_every_code_has_words() -> None:
    names = {f"reason_{code}" for code in get_args(ReasonCode)}
    names |= {f"relief_{code}" for code in get_args(ReliefCode)}
    names |= {f"fault_{code}" for code in get_args(FaultCode)}
    names |= {f"rule_{rule}" for rule in get_args(Rule)} | {f"health_{state}" for state in get_args(Health)}
    names |= {f"cost_{part}" for part in Costs.__struct_fields__}
    assert names <= set(WORDS)
