"""``lazaretto contacts``: from a file of facts, in three languages and as JSON."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from lazaretto.cli.main import main
from lazaretto.facts.custody import Admitted, Moved
from lazaretto.facts.encoding import encode
from tests.house.tree import ROOT
from tests.stating import fact, house

PROTOCOL = ROOT / "protocols" / "four-layer-2022" / "1.yaml"


def told(folder: Path) -> Path:
    """A shares a cell with B for two hours, B then one with C."""
    said = [
        house(),
        fact(Admitted(person="A", cell="QZ-D/T/01", sex="male"), "03-15 08:00", number=1),
        fact(Admitted(person="B", cell="QZ-D/T/01", sex="male"), "03-15 08:00", number=2),
        fact(Admitted(person="C", cell="QZ-D/T/02", sex="male"), "03-15 08:00", number=3),
        fact(Moved(person="B", cell="QZ-D/T/02"), "03-15 10:00", number=4),
        fact(Moved(person="C", cell="QZ-D/T/03"), "03-15 10:10", number=5),
    ]
    path = folder / "facts.jsonl"
    path.write_bytes(b"\n".join(encode(one) for one in said))
    return path


def run(*arguments: Any) -> Result:
    blank = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    return CliRunner(env=blank).invoke(main, ["contacts", *(str(argument) for argument in arguments)])


def test_each_contact_is_a_line(tmp_path: Path) -> None:
    result = run(told(tmp_path), "A", "--days", 14, "--depth", 2, "--protocol", PROTOCOL)
    assert result.exit_code == 1, result.output
    lines = [line.split() for line in result.output.splitlines()[4:]]
    assert lines == [
        ["1", "B", "one", "cell", "120", "2022-03-15", "02:00Z", "A", "yes"],
        ["2", "C", "one", "cell", "10", "2022-03-15", "02:10Z", "B"],
    ]


def test_the_same_as_json_and_in_chinese(tmp_path: Path) -> None:
    found = json.loads(run(told(tmp_path), "A", "--json", "--depth", 1).output)
    assert [(one["person"], one["shared"][0]["minutes"]) for one in found["contacts"]] == [("B", 120)]
    assert "同监室" in run(told(tmp_path), "A", "--lang", "zh-Hans").output


def test_nobody_near_is_said_and_a_stranger_refused(tmp_path: Path) -> None:
    result = run(told(tmp_path), "A", "--company", "escort")
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "Nobody in this window.")
    assert run(told(tmp_path), "NOBODY").exit_code == 2


def test_a_line_that_is_no_fact_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = told(tmp_path)
    path.write_bytes(path.read_bytes() + b"\n{}")
    result = run(path, "A")
    assert result.exit_code == 1
    assert f"{path}:7:" in result.output
    assert "120" in result.output


def test_what_a_house_did_not_state_is_no_contact(tmp_path: Path) -> None:
    assert run(told(tmp_path), "A", "--least", 11, "--depth", 2, "--json").exit_code == 1
    found = json.loads(run(told(tmp_path), "A", "--least", 11, "--depth", 2, "--json").output)
    assert [one["person"] for one in found["contacts"]] == ["B"]
