"""``lazaretto results check`` and ``lazaretto pools``: answers without a database, and their exit status."""

import json
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from lazaretto.board import result_columns, result_tables
from lazaretto.board.pooling import Reason
from lazaretto.board.result_rows import OUTCOMES
from lazaretto.cli.main import main
from lazaretto.cli.testing_words import TESTING_WORDS
from lazaretto.web.labels import results as labels

GOOD = "管号,结果,报告时间,检测机构\nT1,阴性,2022-03-16 9:00,市疾控\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "results.csv"


def test_a_file_that_reads_well(file: Path) -> None:
    file.write_text(GOOD, encoding="gb18030")
    found = run("results", "check", str(file), "--lang", "en")
    assert (found.exit_code, found.output.strip()) == (0, "1 rows, 0 at fault")


def test_rows_at_fault_are_named_with_what_stood_there(file: Path) -> None:
    file.write_text(GOOD + "T2,快了,2022-03-16,市疾控\n,阴性,2022-03-16,市疾控\n")
    found = run("results", "check", str(file), "--lang", "en")
    assert found.exit_code == 1
    assert "line 3" in found.output
    assert "“快了” is no result" in found.output
    assert "no tube is named" in found.output
    told = json.loads(run("results", "check", str(file), "--json").output)
    assert [row["outcome"] for row in told["rows"]] == ["accepted", "refused", "refused"]


def test_what_is_no_table_says_so(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04no")
    found = run("results", "check", str(file), "--lang", "en")
    assert found.exit_code == 1
    assert "it cannot be read" in found.output


def test_the_planner_advises() -> None:
    found = run("pools", "--people", "200", "--prevalence", "0.0005", "--attack", "0", "--lang", "en")
    assert found.exit_code == 0
    assert found.output.startswith("advised: 20 in a tube")
    told = json.loads(
        run("pools", "--people", "205", "--prevalence", "0.4", "--attack", "0", "--json").output
    )
    assert (told["advised"], told["reason"]) == (1, "single_beats")
    assert [plan["tubes"] for plan in told["plans"]] == [205, 41, 21, 11]
    assert run("pools", "--people", "0").exit_code == 2


def test_every_rule_has_its_words_on_the_page_and_on_the_command_line() -> None:
    """A file's rules and a row's: the page words them all, the command line those that need no record."""
    source = Path(result_columns.__file__).read_text() + Path(result_tables.__file__).read_text()
    for rule in labels.FILES:
        assert f'"{rule}"' in source
        assert rule in TESTING_WORDS
    of_form = {
        rule for rule in TESTING_WORDS if not rule.startswith(("pools_", "results_", "file_", "heading_"))
    }
    assert of_form < set(labels.ROWS)
    assert set(labels.OUTCOMES) == set(labels.MARKS) == set(OUTCOMES)
    assert set(labels.COLUMNS) == set(result_columns.FIELDS)
    assert set(labels.MEMBERS) == set(labels.MEMBER_MARKS)
    assert {f"pools_{reason}" for reason in get_args(Reason)} < set(TESTING_WORDS)
