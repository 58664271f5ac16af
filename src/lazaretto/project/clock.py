"""The only clock of the house. Edges read it once and hand the instant down."""

import os
from datetime import UTC, datetime, timedelta

_ahead = timedelta()


def now() -> datetime:
    """The present instant: the machine's, or in a demo the rehearsed city's."""
    return datetime.now(UTC) + _ahead


def begin_at(moment: datetime) -> None:
    """Let the clock run from another instant (the demo's city lives in March and April 2022)."""
    global _ahead  # noqa: PLW0603 — one clock for the process is the point of this file
    _ahead = moment - datetime.now(UTC)


if os.environ.get("LAZARETTO_CLOCK"):
    begin_at(datetime.fromisoformat(os.environ["LAZARETTO_CLOCK"]))
