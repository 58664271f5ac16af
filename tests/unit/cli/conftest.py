"""A house, one person and one day of it as a file of facts; the sound document beside it."""

from pathlib import Path

import pytest

from lazaretto.facts.custody import Admitted
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from tests.stating import fact, house

SOUND = Path(__file__).parents[1] / "protocol" / "sound.yaml"
AT = "2022-03-15T16:00:00+08:00"


def one_day() -> list[Fact]:
    """Admitted in the night to the 15th; then measured in the morning and not at noon."""
    return [
        house(),
        fact(Admitted(person="D-1", cell="QZ-D/G1/01", sex="male"), "03-14 23:00", number=1),
        fact(
            TemperaturesTaken(readings=(Reading(person="D-1", celsius_tenths=365),)), "03-15 07:00", number=2
        ),
    ]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.jsonl"
    path.write_bytes(b"\n".join(encode(each) for each in one_day()) + b"\n")
    return path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "sound.yaml"
    path.write_bytes(SOUND.read_bytes())
    return path
