"""The assumptions that come with the program, as the command line finds and asks for them."""

import pytest
from click.testing import CliRunner

from lazaretto.cli.assumed import known_diseases, known_housing, known_pressures
from lazaretto.cli.main import main
from tests.house.tree import ROOT

DOCUMENT = str(ROOT / "protocols" / "four-layer-2022" / "1.yaml")
SMALL = ["--points", "1", "--replicates", "20", "--days", "60", "--lang", "en"]


def _compared(*words: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["twin", "compare", DOCUMENT, *SMALL, *words])
    assert found.exception is None or isinstance(found.exception, SystemExit)  # never a traceback
    return found.exit_code, found.output


def test_what_is_packed_is_found() -> None:
    """Every disease is under the name of its file, and has a pressure of its own."""
    diseases = known_diseases()
    assert [f"{one.id}.yaml" for one in diseases] == [one.file for one in diseases]
    assert len(diseases) == len(list((ROOT / "assumptions" / "diseases").glob("*.yaml")))
    assert {one.id for one in diseases} == {name for one in known_pressures() for name in one.diseases}
    assert known_housing().kinds[known_housing().reference].value == 1.0


@pytest.mark.slow  # it compiles the engine and lives
def test_another_disease_says_what_its_file_cannot() -> None:
    """The note of tuberculosis stands above its figures, in the reader's language."""
    code, said = _compared("--disease", "tuberculosis")
    assert code == 0
    assert "Quarantine is the wrong tool" in said
    code, said = _compared("--disease", "tuberculosis", "--lang", "zh-Hans")
    assert code == 0
    assert "不能据此确定隔离天数" in said


@pytest.mark.slow  # it compiles the engine and lives
def test_a_pressure_is_asked_for_by_its_name() -> None:
    """One that is not there, or is another disease's, is refused by name."""
    assert _compared("--pressure", "covid-wave")[0] == 0
    code, said = _compared("--pressure", "none")
    assert code == 1
    assert "none: neither a file that can be read nor one of covid-quiet" in said
    code, said = _compared("--pressure", "influenza-season")
    assert code == 1
    assert "influenza-season: is a pressure of influenza, not of covid-ancestral" in said
