"""The demo's own city, rehearsed and judged once for all tests of this room."""

from pathlib import Path

import pytest

from lazaretto.protocol.document import Protocol
from lazaretto.protocol.reading import read as read_protocol
from lazaretto.rehearsal.assumptions import Assumptions, read
from tests.unit.rehearsal.rehearsing import City, rehearsed

ROOT = Path(__file__).resolve().parents[3]
SEED = 20220310  # the demo's


@pytest.fixture(scope="session")
def protocol() -> Protocol:
    reading = read_protocol((ROOT / "protocols/four-layer-2022/1.yaml").read_bytes())
    assert reading.protocol is not None, [problem.message for problem in reading.problems]
    return reading.protocol


@pytest.fixture(scope="session")
def assumptions() -> Assumptions:
    return read((ROOT / "assumptions/model-city-2022.yaml").read_bytes())


@pytest.fixture(scope="session")
def city(protocol: Protocol, assumptions: Assumptions) -> City:
    return rehearsed(SEED, protocol, assumptions)
