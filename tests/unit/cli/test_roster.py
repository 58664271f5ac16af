"""``lazaretto roster``: plan, check, repair, import; what it prints, in which language, its exit status."""

import json
from pathlib import Path
from typing import Any, get_args

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner, Result

from lazaretto.cli.main import main
from lazaretto.cli.words import WORDS
from lazaretto.obligations.rostering.judging import NAMES
from lazaretto.obligations.rostering.situation import Away, Situation
from lazaretto.roster.answer import Measure, ReliefCode, WhyCode
from lazaretto.roster.asking import House, Request
from lazaretto.roster.vetting import FaultCode
from tests.rostering import changed, day, situation

HOUSE = situation()


def run(*arguments: Any) -> Result:
    blank = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    return CliRunner(env=blank).invoke(main, ["roster", *(str(argument) for argument in arguments)])


def written(folder: Path, asked: Situation = HOUSE, name: str = "request.json") -> Path:
    """The question of one house as a file."""
    path = folder / name
    path.write_bytes(msgspec.json.encode(Request(houses=(House(situation=asked),), effort=1)))
    return path


def test_everything_it_may_say_has_words() -> None:
    names = {f"rule_{rule}" for rule in NAMES} | {f"fault_{code}" for code in get_args(FaultCode)}
    names |= {f"relief_{code}" for code in get_args(ReliefCode)} | {f"why_{c}" for c in get_args(WhyCode)}
    names |= {f"measure_{measure}" for measure in get_args(Measure)}
    assert names <= set(WORDS)


def test_a_plan_is_solved_checked_kept_and_repaired(tmp_path: Path) -> None:
    request, answer = written(tmp_path), tmp_path / "answer.json"
    solved = run("solve", request, "--json")
    assert solved.exit_code == 0, solved.output
    answer.write_text(solved.stdout)
    schema = json.loads(run("solve", "--schema").stdout)
    jsonschema.validate(json.loads(solved.stdout), {**schema, "$ref": "#/$defs/Plan"})
    jsonschema.validate(json.loads(request.read_text()), schema)

    checked = run("check", request, answer)
    assert (checked.exit_code, checked.output) == (0, "QZ-D: Lawful: no rule is broken\n")

    kept = run("repair", request, "--keep", answer, "--from", day(5))
    assert kept.exit_code == 0
    assert "The roster kept stands as it is" in kept.output

    sick = written(tmp_path, changed(HOUSE, "O10", away=(Away(cause="sick", first=day(2)),)), "sick.json")
    repaired = run("repair", sick, "--keep", answer, "--from", day(2), "--lang", "zh-Hant")
    assert "不能上崗（生病）" in repaired.output
    refused = run("check", sick, answer)
    assert refused.exit_code == 1
    assert "who is away serves not" in refused.output


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "those inside have 0 medics; 1 are needed"), ("zh-Hans", "缺人"), ("zh-Hant", "怎樣才能排齊")],
)
def test_what_is_short_is_said_in_three_languages(tmp_path: Path, language: str, said: str) -> None:
    asked = HOUSE
    for medic in ("M0", "M1", "M2"):
        asked = changed(asked, medic, away=(Away(cause="sick", first=day(9)),))
    result = run("solve", written(tmp_path, asked), "--lang", language)
    assert result.exit_code == 1
    assert said in result.output


def test_progress_is_lines_of_json(tmp_path: Path) -> None:
    result = run("solve", written(tmp_path), "--progress")
    kinds = [json.loads(line)["kind"] for line in result.output.splitlines()]
    assert kinds[0] == "progress"
    assert kinds[-1] == "answer"


def test_rows_at_fault_are_named_with_what_to_do(tmp_path: Path) -> None:
    twice = msgspec.structs.replace(HOUSE, members=HOUSE.members + HOUSE.members[:1])
    result = run("solve", written(tmp_path, twice))
    assert result.exit_code == 1
    assert "houses[0].situation.members[21]: L0 is there twice: take one away" in result.output


def test_a_file_that_is_no_answer_is_wrong_usage(tmp_path: Path) -> None:
    request = written(tmp_path)
    assert run("check", request, request).exit_code == 2
    assert run("repair", request, "--keep", request).exit_code == 2


INSTANCE = """
SECTION_HORIZON
14
SECTION_SHIFTS
D,480,
SECTION_STAFF
A,D=14,4320,0,5,2,2,1
B,D=14,4320,0,5,2,2,1
SECTION_COVER
0,D,1,100,1
1,D,1,100,1
"""


def test_an_instance_of_the_public_format_is_read_and_solved(tmp_path: Path) -> None:
    path = tmp_path / "instance.txt"
    path.write_text(INSTANCE)
    result = run("import", path, "--seconds", 5, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["cost"], found["proved"]) == (0, True)
    assert {row[0] for row in found["rows"].values()} == {"D", ""}
    assert "2 people, 14 days, 1 kinds of shift, 2 demands" in run("import", path, "--seconds", 5).output
    path.write_text(INSTANCE.replace("14\n", "many\n", 1))
    wrong = run("import", path)
    assert wrong.exit_code == 1
    assert "number: many" in wrong.output
