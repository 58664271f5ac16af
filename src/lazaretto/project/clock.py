"""The only clock of the house. Edges read it once and hand the instant down."""

import os
from datetime import UTC, datetime, timedelta

AHEAD = "LAZARETTO_CLOCK_AHEAD"  # seconds by which the demo's city is ahead of the machine's clock (negative)
_ahead = timedelta(seconds=float(os.environ.get(AHEAD, "0")))


def now() -> datetime:
    """The present instant: the machine's, or in a demo the rehearsed city's."""
    return datetime.now(UTC) + _ahead


def ahead_of(moment: datetime) -> str:
    """The value of :data:`AHEAD` with which a clock reads ``moment`` now, and runs on from there."""
    return str((moment - datetime.now(UTC)).total_seconds())
