"""Temperatures as a picture: points in a box fitted to them and to the fever limit, half degrees to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lazaretto.board.timeline import FeverLimit, Temperature

WIDE, NARROW = 1280, 320  # the box on a desk, and on a phone
HEIGHT = 120
STEP = 5  # tenths of a degree between two lines
SHOWN = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Point:
    """One reading at ``x``, ``y``."""

    x: str
    y: str
    reading: Temperature


@dataclass(frozen=True, slots=True)
class Chart:
    """The readings of the last four weeks in a box ``width`` across.

    lines: (y, tenths) to read them off. limit: the fever limit and its y; None where no protocol asks.
    """

    width: int
    path: str
    points: tuple[Point, ...]
    lines: tuple[tuple[str, int], ...]
    limit: tuple[str, FeverLimit] | None
    first: datetime
    last: datetime


def chart(readings: Sequence[Temperature], *, fever: FeverLimit | None, width: int = WIDE) -> Chart | None:
    """The picture of some readings; None of fewer than two."""
    if len(readings) < 2:
        return None
    last = max(reading.at for reading in readings)
    shown = sorted((r for r in readings if r.at >= last - SHOWN), key=lambda r: r.at)
    first = shown[0].at
    span = max((last - first).total_seconds(), 1.0)
    marks = [r.tenths for r in shown] + ([fever.tenths] if fever else [])
    low, high = min(marks) // STEP * STEP, -(-(max(marks) + 1) // STEP) * STEP

    def height(tenths: int) -> str:
        return f"{HEIGHT * (1 - (tenths - low) / (high - low)):.1f}"

    points = tuple(
        Point(f"{width * (r.at - first).total_seconds() / span:.1f}", height(r.tenths), r) for r in shown
    )
    return Chart(
        width=width,
        path="M" + "L".join(f"{p.x} {p.y}" for p in points),
        points=points,
        lines=tuple((height(tenths), tenths) for tenths in range(low, high + 1, _step(low, high))),
        limit=(height(fever.tenths), fever) if fever else None,
        first=first,
        last=last,
    )


def _step(low: int, high: int) -> int:
    """Half degrees, or whole ones where there would be too many lines to read."""
    return STEP if high - low <= 6 * STEP else 2 * STEP
