"""``lazaretto capacity``: what it prints, as what law, and what it does not take."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lazaretto.cli.main import main

ASKED = ("--arrivals", "1", "--days", "14", "--refusal", "0.01")


def run(*arguments: str, **environment: str) -> Result:
    blank = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "", **environment}
    return CliRunner(env=blank).invoke(main, ["capacity", *arguments])


def told(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)["need"]
    return found


def test_one_by_one_it_is_erlangs_formula_and_says_so() -> None:
    result = run(*ASKED)
    assert result.exit_code == 0
    assert "23 cells needed" in result.output
    assert "Erlang B" in result.output
    assert "需要 23 间监室" in run(*ASKED, LANG="zh_CN.UTF-8").output


def test_groups_choose_another_law() -> None:
    grouped = told(*ASKED, "--sizes", "1:65,2:15,5:4")
    shared = told(*ASKED, "--sizes", "1:65,2:15/2,5:4", "--cell", "4")
    assert (grouped["law"], shared["law"]) == ("compound_poisson", "same_day_cohorts")
    assert shared["cells"] < grouped["cells"]
    apart = told(*ASKED, "--sizes", "4:1/4", "--cell", "4")
    together = told(*ASKED, "--sizes", "4:1", "--cell", "4")
    assert apart["cells"] > together["cells"]


@pytest.mark.parametrize("sizes", ["", "two:1", "0:1", "2:1/3", "2:-1"])
def test_sizes_that_are_none_are_wrong_usage(sizes: str) -> None:
    result = run(*ASKED, "--sizes", sizes)
    assert result.exit_code == 2
    assert "is not a list like" in result.output


@pytest.mark.parametrize(
    "wrong", [("--refusal", "0"), ("--days", "0"), ("--cell", "0"), ("--arrivals", "-1")]
)
def test_numbers_outside_their_range_are_wrong_usage(wrong: tuple[str, str]) -> None:
    assert run(*ASKED, *wrong).exit_code == 2
