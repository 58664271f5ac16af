"""``lazaretto twin``: another order beside the document's, from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lazaretto.cli.main import main
from tests.house.tree import ROOT

DOCUMENT = str(ROOT / "protocols" / "four-layer-2022" / "1.yaml")
WHAT_IF = str(ROOT / "assumptions" / "what-if-2022.yaml")
SMALL = ["--points", "2", "--replicates", "50", "--days", "90"]


def _run(*words: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, ["twin", *words])
    return found.exit_code, found.stdout, found.output


def test_orders_are_compared_and_called_simulated() -> None:
    """A line an order, and the word above them."""
    code, out, _ = _run("compare", DOCUMENT, "--what-if", WHAT_IF, *SMALL, "--lang", "en")
    assert code == 0
    assert "Simulated, not a forecast" in out
    assert "14 d alone" in out
    assert out.count("%") >= 5 * 3


@pytest.mark.parametrize(("language", "word"), [("zh-Hans", "模拟结果"), ("zh-Hant", "模擬結果")])
def test_in_the_language_of_the_reader(language: str, word: str) -> None:
    """The same in Chinese."""
    code, out, _ = _run("compare", DOCUMENT, *SMALL, "--lang", language)
    assert code == 0
    assert word in out


def test_programs_read_json_with_what_it_rests_on() -> None:
    """Figures with their ranges, the assumptions themselves, and that all of it is simulated."""
    code, out, _ = _run("compare", DOCUMENT, *SMALL, "--json")
    assert code == 0
    said = json.loads(out)
    assert said["simulated"] is True
    (answer,) = said["comparison"]["answers"]
    assert answer["breach"]["low"] <= answer["breach"]["value"] <= answer["breach"]["high"]
    assert [one["id"] for one in said["assumptions"]] == [
        "covid-ancestral",
        "contacts-2022",
        "prefecture-2022",
    ]
    assert _run("compare", DOCUMENT, *SMALL, "--json")[1] == out


def test_what_matters_is_weighed() -> None:
    """A line an assumption, the weightiest first."""
    code, out, _ = _run("weigh", DOCUMENT, "--asked", "4", "--replicates", "20", "--days", "60", "--json")
    assert code == 0
    weights = json.loads(out)["weights"]
    assert [line["total"] for line in weights] == sorted((line["total"] for line in weights), reverse=True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("format: lazaretto-what-if/1\norders: [{name: x, pattern: none}]", "pattern none"),
        ("format: lazaretto-what-if/1\norders: [{name: x, legs: {1: {tests_on: [40]}}}]", "leg 1"),
        ("format: lazaretto-what-if/2\norders: []", "format"),
        (
            "format: lazaretto-what-if/1\norders: [" + ", ".join(f"{{name: n{n}}}" for n in range(6)) + "]",
            "beside",
        ),
    ],
)
def test_an_order_that_cannot_be_lived_is_refused_by_name(text: str, says: str, tmp_path: Path) -> None:
    """The line says which leg, which pattern, or how many may stand side by side."""
    file = tmp_path / "orders.yaml"
    file.write_text(text, "utf-8")
    code, _, everything = _run("compare", DOCUMENT, "--what-if", str(file), *SMALL)
    assert code == 1
    assert says in everything
