"""What runs beside the server is started again where it falls, and is said to be down meanwhile."""

import logging
import time
from pathlib import Path
from typing import Any

import pytest

from lazaretto.project.passing import beside, fallen

SECONDS = 60


def test_what_stops_by_itself_is_named_until_it_runs_again(
    settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A command that ends at once: each time after a longer pause."""
    settings.VAR = tmp_path
    said: list[str] = []
    with caplog.at_level(logging.ERROR), beside("node", "--help"):
        until = time.monotonic() + SECONDS
        while len(said) < 2 and time.monotonic() < until:
            time.sleep(0.05)
            said = [one.getMessage() for one in caplog.records if "node" in one.getMessage()]
        assert fallen() == ["node"]
    assert said[:2] == [f"node stopped by itself (0) and is started again in {n} s" for n in (1, 2)]
    assert fallen() == []
