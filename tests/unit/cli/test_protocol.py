"""``lazaretto protocol``: what it prints, in which language, and its exit status."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from lazaretto.cli.main import main


def run(*arguments: Any, **environment: str) -> Result:
    blank = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "", **environment}
    return CliRunner(env=blank).invoke(main, [str(argument) for argument in arguments])


def altered(document: Path, old: str, new: str) -> Path:
    """A second file, one text in it put in place of another."""
    text = document.read_text(encoding="utf-8")
    assert old in text
    path = document.with_name("altered.yaml")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_sound_document_may_be_issued(document: Path) -> None:
    result = run("protocol", "check", document, "--baseline", document)
    assert result.exit_code == 0, result.output
    assert "0 errors, 0 warnings  may be issued" in result.output


def test_a_fault_stands_on_its_line_with_what_to_do(document: Path) -> None:
    broken = altered(document, "shape: recurring", "shape: circular")
    result = run("protocol", "check", broken)
    line = broken.read_text(encoding="utf-8").split("circular")[0].count("\n") + 1
    assert result.exit_code == 1
    assert f"{broken}:{line}:" in result.output
    assert "→ choose one of: recurring, deadline, coverage, refrain" in result.output


def test_a_check_stands_on_its_line_too(document: Path) -> None:
    broken = altered(document, "days: 21, tests_on", "days: 14, tests_on")
    result = run("protocol", "check", broken)
    line = broken.read_text(encoding="utf-8").split("days: 14, tests_on")[0].count("\n") + 1
    assert result.exit_code == 1
    assert f"{broken}:{line}:" in result.output
    assert "legs[0].days" in result.output


def test_floors_are_those_of_the_baseline(document: Path) -> None:
    weaker = altered(document, 'value: "48"', 'value: "24"')
    weaker.write_text(
        weaker.read_text(encoding="utf-8").replace("hours: 48}", "hours: 24}"), encoding="utf-8"
    )
    assert run("protocol", "check", weaker).exit_code == 0
    result = run("protocol", "check", weaker, "--baseline", document)
    assert result.exit_code == 1
    assert "`hold` is 24 h, laxer than the floor of 48 h" in result.output


@pytest.mark.parametrize(
    ("environment", "options", "verdict"),
    [
        ({"LANG": "zh_CN.UTF-8"}, (), "可以发布"),
        ({"LANG": "zh_TW.UTF-8"}, (), "可以發佈"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE"}, (), "may be issued"),
        ({"LANG": "C"}, ("--lang", "zh-Hant"), "可以發佈"),
    ],
)
def test_it_speaks_the_reader_s_language(
    document: Path, environment: dict[str, str], options: tuple[str, ...], verdict: str
) -> None:
    assert verdict in run("protocol", "check", document, *options, **environment).output


def test_problems_as_json(document: Path) -> None:
    broken = altered(document, "clock: cohort_closed", "clock: never")
    result = run("protocol", "check", broken, "--json")
    problem = json.loads(result.output)["problems"][0]
    assert result.exit_code == 1
    assert problem["code"] == "expected_one_of"
    assert problem["path"] == "legs[0].clock"
    assert problem["line"] > 0


def test_a_difference_is_said_and_counted(document: Path) -> None:
    newer = altered(document, 'value: "21"', 'value: "14"')
    result = run("protocol", "diff", document, newer)
    assert result.exit_code == 1
    assert "▼ Parameter “leg.days” (leg.days): value 21 d → 14 d  [laxer]" in result.output
    assert "1 changes" in result.output
    assert "［" not in result.output
    assert (
        "数值 21 天 → 14 天  [更宽]" in run("protocol", "diff", document, newer, "--lang", "zh-Hans").output
    )


def test_no_difference_is_said_too(document: Path) -> None:
    result = run("protocol", "diff", document, document)
    assert (result.exit_code, result.output) == (0, "sound/1 → sound/1\nno change\n")


def test_differences_as_json(document: Path) -> None:
    newer = altered(document, 'value: "21"', 'value: "14"')
    (change,) = json.loads(run("protocol", "diff", document, newer, "--json").output)
    assert change["path"] == "parameters[leg.days].value"
    assert set(change["words"]) == {"zh-Hans", "zh-Hant", "en"}


def test_a_difference_needs_two_documents_that_can_be_read(document: Path) -> None:
    broken = altered(document, "kind: protocol", "kind: rules")
    result = run("protocol", "diff", document, broken)
    assert result.exit_code == 1
    assert "rules is not one of the words" in result.output


def test_the_schemas_are_json_schemas() -> None:
    for family in ("protocol", "facts"):
        result = run(family, "schema")
        assert result.exit_code == 0
        jsonschema.Draft202012Validator.check_schema(json.loads(result.output))


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    result = run("protocol", "check", tmp_path / "nowhere.yaml")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"[[[[", b"a: &x *x"])
def test_what_is_no_document_ends_with_words_not_with_a_trace(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.yaml"
    path.write_bytes(data)
    result = run("protocol", "check", path)
    assert result.exit_code == 1
    assert "must not be issued" in result.output
    assert isinstance(result.exception, SystemExit)
