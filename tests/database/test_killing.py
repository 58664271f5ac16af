"""Every process is killed while facts are stated, on both kinds of PostgreSQL. Thousands: `make kill`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lazaretto.project.postgres import SYSTEM_BINARIES

pytestmark = [pytest.mark.database, pytest.mark.slow]
KILLS = 50
OURS = ("DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE", "LAZARETTO_DEMO")


@pytest.mark.parametrize("on", ["embedded", "external"])
def test_what_was_acknowledged_stands_once_whatever_is_killed(on: str, tmp_path: Path) -> None:
    if on == "external" and not [*SYSTEM_BINARIES.glob("*/bin/postgres")]:
        pytest.skip("this machine has no PostgreSQL of its own beside the embedded one")
    into = tmp_path / "outcome.json"
    command = [sys.executable, "-m", "tests.killing", "--kills", str(KILLS), "--on", on, "--into", str(into)]
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    outcome = json.loads(into.read_text())
    assert outcome["all"] == KILLS
    assert outcome["breaches"] == []
    assert outcome["acknowledged"] > KILLS
    assert outcome["cut"] + outcome["refused"] > 0  # some kills did strike a request
