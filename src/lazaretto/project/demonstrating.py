"""The demo: the model city is replayed once, and its clock starts where the record ends."""

from datetime import datetime
from pathlib import Path


def replay_once(*, pressure: Path | None, until: datetime | None) -> None:
    """Append the rehearsed city, with a progress bar, unless that was done before."""


def clock_ahead() -> dict[str, str]:
    """The environment with which the server's clock starts at the latest recorded instant."""
    return {}
