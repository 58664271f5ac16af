"""The sound document, which every test breaks in its own way."""

from pathlib import Path

import pytest

from lazaretto.protocol.document import Protocol
from lazaretto.protocol.reading import read

SOUND = Path(__file__).with_name("sound.yaml")


@pytest.fixture(scope="session")
def sound() -> Protocol:
    reading = read(SOUND.read_bytes())
    assert reading.protocol is not None, [problem.message for problem in reading.problems]
    return reading.protocol
