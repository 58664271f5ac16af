"""``lazaretto report``: the report that was signed, from facts alone; what differs where it is another."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lazaretto.cli.main import main
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from lazaretto.reports.drawing import draw_city, draw_facility, look
from lazaretto.reports.report import Report
from tests.stating import fact, record_of
from tests.unit.reports.world import CODES, DAY, G1, KNOWN, OFFICE, STORY, ZONE, admitted


def run(*arguments: Any) -> Result:
    blank = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    return CliRunner(env=blank).invoke(main, ["report", *(str(argument) for argument in arguments)])


def kept(folder: Path, *more: Fact) -> Path:
    path = folder / "facts.jsonl"
    path.write_bytes(b"".join(encode(one) + b"\n" for one in (*STORY, *more)))
    return path


def signed(code: str) -> Report:
    """Without a document at hand: the figures of what happened, nothing owed."""
    seen = look(record_of(STORY), day=DAY, zone=ZONE, known_at=KNOWN, shelf=lambda _: {})
    if code == OFFICE:
        return draw_city(seen, "TS", office=OFFICE, codes=CODES)
    return draw_facility(seen, code)


@pytest.mark.parametrize("code", ["QZ-D", OFFICE])
def test_the_facts_come_to_the_very_report(tmp_path: Path, code: str) -> None:
    path, facts = tmp_path / "report.json", kept(tmp_path)
    path.write_bytes(signed(code).document)
    result = run(facts, code, "2022-03-15", "--check", path)
    assert result.exit_code == 0, result.output
    assert "the very same" in result.output
    printed = run(facts, code, "2022-03-15", "--check", path, "--json")
    assert printed.stdout_bytes.startswith(path.read_bytes())


def test_what_was_learned_later_changes_nothing_and_what_was_changed_is_named(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    said = json.loads(signed("QZ-D").document)
    path.write_text(json.dumps(said))
    late = fact(admitted("Z", G1), "03-15 10:00", number=9001, recorded="03-16 06:01")
    assert run(kept(tmp_path, late), "QZ-D", "2022-03-15", "--check", path).exit_code == 0
    said["sheet"]["gate"]["cells"][0][1] += 1
    path.write_text(json.dumps(said))
    other = run(kept(tmp_path), "QZ-D", "2022-03-15", "--check", path)
    assert other.exit_code == 1
    assert "sheet.gate.cells[0][1]" in other.output
    said["sheet"]["gate"]["rows"] = ["person"]
    path.write_text(json.dumps(said))
    assert "sheet.gate.rows" in run(kept(tmp_path), "QZ-D", "2022-03-15", "--check", path).output


def test_what_does_not_reconcile_ends_with_one(tmp_path: Path) -> None:
    twice = fact(admitted("N", "QZ-D/T/02", "female"), "03-15 09:05", number=9200)
    result = run(kept(tmp_path, twice), "QZ-D", "2022-03-15", "--lang", "zh-Hans")
    assert result.exit_code == 1
    assert "出所人数＝释放、转出、离开记录" in result.output
    assert run(kept(tmp_path), "QZ-D", "2022-03-15", "--lang", "zh-Hant").exit_code == 0
    assert run(kept(tmp_path), "XX-D", "2022-03-15").exit_code == 0  # nobody, nothing


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    facts, path = kept(tmp_path), tmp_path / "report.json"
    assert run(facts, "QZ-D", "yesterday").exit_code == 2
    path.write_text("not json")
    assert run(facts, "QZ-D", "2022-03-15", "--check", path).exit_code == 2
    path.write_text('{"known_at": "soon"}')
    assert run(facts, "QZ-D", "2022-03-15", "--check", path).exit_code == 2
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    assert run(empty, "QZ-D", "2022-03-15").exit_code == 1
    empty.write_text("{}\n")
    assert run(empty, "QZ-D", "2022-03-15").exit_code == 1
