"""The station's verdict and the record's are one: the same cases in Chromium and in Python, by seed."""

from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from lazaretto.obligations.passing import TABLES, spoken
from lazaretto.protocol.compiling import MOST, compiled
from tests.browser.conftest import PageAs
from tests.deciding import a_table, case
from tests.unit.obligations.legs import PROTOCOL

GATE = tuple(table for table in PROTOCOL.tables if table.id in TABLES.values())
SEEDS = [range(1), pytest.param(range(12), marks=pytest.mark.slow)]
CASES = 500  # a seed
VERDICTS = """async (cases) => {
  const { verdict } = await import("/static/web/station/deciding.js");
  return cases.map(({ table, row, answers, now }) => verdict(table, row, answers, now));
}"""
SPOKEN = """async (cases) => {
  const { spoken } = await import("/static/web/station/deciding.js");
  return cases.map(([column, value]) => spoken(column, value));
}"""


@pytest.fixture
def page(page_as: PageAs) -> Page:
    """A page of the house's own, from which its scripts may be imported."""
    opened = page_as(None)
    opened.goto("/accounts/login/")
    return opened


@pytest.mark.parametrize("seeds", SEEDS)
def test_the_browser_decides_as_the_record_does(page: Page, seeds: range) -> None:
    """Tables drawn and real, whoever is known and who is not, answers that fit and that do not."""
    seen: set[str] = set()
    for seed in seeds:
        draw = Random(seed)  # noqa: S311  # a seed names the cases, nothing is kept secret
        cases = [case(draw, GATE) for _ in range(CASES)]
        told = page.evaluate(VERDICTS, [one.plain() for one in cases])
        for number, (one, found) in enumerate(zip(cases, told, strict=True)):
            wanted = one.judged()
            assert found == _plain(wanted._asdict()), f"seed {seed}, case {number}: {one}"
            seen.add(wanted.verdict)
    assert seen == {"admit", "hold", "refuse"}


def test_the_browser_writes_answers_as_the_record_does(page: Page) -> None:
    draw = Random(1)  # noqa: S311  # as above
    columns = [column for _ in range(100) for column in compiled(a_table(draw), version="t/1")["inputs"]]
    values = [(column, _value(draw, column)) for column in columns for _ in range(5)]
    found = page.evaluate(SPOKEN, [[column, value] for column, value in values])
    assert found == [spoken(column, value) for column, value in values]


def _value(draw: Random, column: dict[str, Any]) -> Any:
    if column["type"] == "number":
        return draw.choice((0, -5, 365, -1, 3600, 172_801, draw.randint(-MOST, MOST)))
    return draw.random() < 0.5 if column["type"] == "boolean" else draw.choice(column["codes"])


def _plain(passing: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in passing.items()}
