"""``lazaretto twin``: another order beside the document's, from the command line."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from lazaretto.cli.main import main
from lazaretto.cli.twin_grids import days, values
from tests.house.tree import ROOT

DOCUMENT = str(ROOT / "protocols" / "four-layer-2022" / "1.yaml")
WHAT_IF = str(ROOT / "assumptions" / "what-if-2022.yaml")
SMALL = ["--points", "2", "--replicates", "50", "--days", "90"]


def _run(*words: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, ["twin", *words])
    assert found.exception is None or isinstance(found.exception, SystemExit)  # never a traceback
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


def test_one_order_is_followed() -> None:
    """Its breach by door and by leg, sizes of outbreaks, weeks; each figure with its range."""
    code, out, _ = _run("run", DOCUMENT, *SMALL, "--lang", "en")
    assert code == 0
    assert "Simulated, not a forecast" in out
    assert "infected in leg 3" in out
    assert "at least 10" in out
    assert out.count("–") > 13 * 4  # thirteen weeks of four curves


def test_curves_are_a_figure_a_day() -> None:
    """As many days as were asked, each with its range, beside what they rest on."""
    code, out, _ = _run("run", DOCUMENT, *SMALL, "--json")
    assert code == 0
    said = json.loads(out)
    assert said["simulated"] is True
    curve = said["curves"]["by_day"]["found"]
    assert len(curve) == 90
    assert all(day["low"] <= day["value"] <= day["high"] for day in curve)
    assert len(said["assumptions"]) == 3


def test_so_many_days_are_explained() -> None:
    """One's own infection is over in a fortnight, a dormitory's chain is not; staff stand beside."""
    code, out, _ = _run("explain", DOCUMENT, *SMALL, "--chains", "400", "--json")
    assert code == 0
    finding = json.loads(out)["finding"]
    own, dormitory = finding["cells"][0], finding["cells"][-1]
    assert own["left"][14]["high"] == 0.0
    assert dormitory["people"] == 40
    assert dormitory["left"][28]["value"] > 0.0
    code, out, _ = _run("explain", DOCUMENT, *SMALL, "--chains", "50", "--lang", "zh-Hans")
    assert code == 0
    assert "模拟" in out
    assert "民警" in out


GRID = ["sweep", DOCUMENT, "--points", "1", "--replicates", "20", "--days", "60", "--jobs", "1",
        "--legs", "1=7..21/7", "--cohort", "1,8"]  # fmt: skip


def test_a_grid_is_lived_beside_what_is_ordered() -> None:
    """Three lengths by two sizes of a cell, and the document's own order first."""
    code, out, _ = _run(*GRID, "--json")
    assert code == 0
    said = json.loads(out)
    assert said["partial"] is False
    answers = said["comparison"]["answers"]
    assert len(answers) == 1 + 3 * 2
    assert answers[0]["policy"]["name"] == "four-layer-2022/1"
    assert [answer["policy"]["legs"][0]["days"] for answer in answers[1:]] == [7, 7, 14, 14, 21, 21]
    assert {answer["policy"]["cohort"] for answer in answers[1:]} == {1, 8}


def test_a_grid_as_separated_values() -> None:
    """Every row says that it is simulated, with which range, and what it rests on."""
    code, out, _ = _run(*GRID, "--csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 7
    assert all(row["simulated"] == "simulated" for row in rows)
    assert all(float(row["breach_low"]) <= float(row["breach"]) <= float(row["breach_high"]) for row in rows)
    assert "covid-ancestral" in rows[0]["rests_on"]


@pytest.mark.parametrize(
    ("said", "found"),
    [("7", (7,)), ("7,14", (7, 14)), ("7..28/7", (7, 14, 21, 28)), ("1..3,9", (1, 2, 3, 9))],
)
def test_values_of_a_grid(said: str, found: tuple[int, ...]) -> None:
    """Numbers one by one, or from one to another by a step."""
    assert values(None, None, said) == found  # type: ignore[arg-type]
    assert days(None, None, (f"2={said}",)) == {2: found}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("option", "said", "says"),
    [
        ("--legs", "x=7", "a leg and its days"),
        ("--legs", "1=", "a number"),
        ("--legs", "1=28..7", "from the smaller"),
        ("--legs", "1=7..28/0", "a number"),
        ("--cohort", "8,8", "twice"),
        ("--cohort", "-1", "a number"),
    ],
)
def test_a_grid_that_cannot_be_read_is_wrong_usage(option: str, said: str, says: str) -> None:
    """Status 2, and what was meant."""
    code, _, everything = _run("sweep", DOCUMENT, option, said)
    assert code == 2
    assert says in everything


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--legs", "9=7"], "leg 9"),
        (["--pattern", "none"], "pattern none"),
        (["--cohort", "0"], "cell of quarantine"),
        (["--cohort", "65"], "cell of quarantine"),
        (["--legs", "1=1..200", "--legs", "2=1..200"], "fewer than"),
        (["--disease", "no-such"], "no-such"),
        pytest.param(["--scheduler", "nowhere:1"], "nowhere:1", marks=pytest.mark.slow),
    ],
)
def test_a_sweep_that_cannot_be_lived_is_refused_by_name(words: list[str], says: str) -> None:
    """The leg, the pattern, the cell, the number of orders, the disease or the scheduler."""
    code, _, everything = _run("sweep", DOCUMENT, "--points", "1", "--replicates", "5", "--days", "30",
                               "--jobs", "1", *words)  # fmt: skip
    assert code == 1
    assert says in everything


def _changed(file: str, change: Callable[[Any], None], tmp_path: Path) -> str:
    said = yaml.safe_load((ROOT / "assumptions" / file).read_text("utf-8"))
    change(said)
    changed = tmp_path / "changed.yaml"
    changed.write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    return str(changed)


@pytest.mark.parametrize(
    ("option", "file", "change", "says"),
    [
        ("--disease", "diseases/covid-ancestral.yaml",
         lambda said: said["asymptomatic"].update(value=1.4, high=1.5), "asymptomatic"),
        ("--disease", "diseases/covid-ancestral.yaml",
         lambda said: said["infectiousness"]["values"].update(scale=600.0), "infectiousness"),
        ("--disease", "diseases/covid-ancestral.yaml",
         lambda said: said["tests"][0]["turnaround"].update(value=-1), "turnaround"),
        ("--contacts", "contacts-2022.yaml", lambda said: said["wing"].update(low=2.0), "wing"),
        ("--network", "networks/prefecture-2022.yaml",
         lambda said: said["houses"][0].update(in_a_cell=0), "QZ"),
        ("--network", "networks/prefecture-2022.yaml",
         lambda said: said["houses"][0].update(legs_at=["nowhere"]), "QZ"),
    ],
)  # fmt: skip
def test_assumptions_that_cannot_be_meant_are_refused_by_name(
    option: str, file: str, change: Callable[[Any], None], says: str, tmp_path: Path
) -> None:
    """A share above one, a curve that does not end, a time below zero, an empty cell, an unknown house."""
    code, _, everything = _run("run", DOCUMENT, *SMALL, option, _changed(file, change, tmp_path))
    assert code == 1
    assert says in everything


def test_no_pressure_is_a_value(tmp_path: Path) -> None:
    """Nothing outside and nobody infected who comes: never a breach."""

    def calm(said: Any) -> None:
        for name in ("infected", "pressure"):
            said[name].update(value=0.0, low=0.0, high=0.0)

    network = _changed("networks/prefecture-2022.yaml", calm, tmp_path)
    code, out, _ = _run("run", DOCUMENT, *SMALL, "--network", network, "--json")
    assert code == 0
    (answer,) = json.loads(out)["comparison"]["answers"]
    assert answer["breach"] == {"value": 0.0, "low": 0.0, "high": 0.0}


@pytest.mark.parametrize("text", ["", "not: [a", "format: lazaretto-protocol/1"])
def test_a_document_that_cannot_be_read_is_refused(text: str, tmp_path: Path) -> None:
    """Whatever is wrong with it, in words."""
    file = tmp_path / "document.yaml"
    file.write_text(text, "utf-8")
    for command in ("run", "compare", "explain", "sweep"):
        code, _, everything = _run(command, str(file))
        assert code == 1
        assert everything.startswith("Error")
