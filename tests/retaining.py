"""A document that keeps health for a week instead of fifteen years, so that something is due soon."""

import shutil
from pathlib import Path
from typing import Any


def keep_health_for_a_week(settings: Any, folder: Path) -> None:
    """Put such a shelf into an empty folder, and let it be the one that is read."""
    shelf = folder / "protocols"
    shutil.copytree(settings.PROTOCOLS_DIR, shelf)
    file = shelf / "four-layer-2022" / "1.yaml"
    text = file.read_text()
    assert text.count("days: 5479") == 1
    file.write_text(text.replace("days: 5479", "days: 7"))
    settings.PROTOCOLS_DIR = shelf
