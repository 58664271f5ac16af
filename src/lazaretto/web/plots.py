"""Temperatures as a picture: points in a box, the fever line, a tick a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lazaretto.board.timeline import Temperature

WIDTH, HEIGHT = 960, 120
LOW, HIGH = 350, 400  # tenths of a degree at the foot and at the top of the box
SHOWN = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Point:
    """One reading at ``x``, ``y``."""

    x: str
    y: str
    reading: Temperature


@dataclass(frozen=True, slots=True)
class Chart:
    """The readings of the last four weeks. ``lines``: (y, degrees) to read them off."""

    path: str
    points: tuple[Point, ...]
    lines: tuple[tuple[str, int], ...]
    first: datetime
    last: datetime


def chart(readings: Sequence[Temperature]) -> Chart | None:
    """The picture of some readings; None of fewer than two."""
    if len(readings) < 2:
        return None
    last = max(reading.at for reading in readings)
    shown = sorted((r for r in readings if r.at >= last - SHOWN), key=lambda r: r.at)
    first = shown[0].at
    span = max((last - first).total_seconds(), 1.0)
    points = tuple(
        Point(f"{WIDTH * (r.at - first).total_seconds() / span:.1f}", _height(r.tenths), r) for r in shown
    )
    return Chart(
        path="M" + "L".join(f"{p.x} {p.y}" for p in points),
        points=points,
        lines=tuple((_height(degrees * 10), degrees) for degrees in range(36, 40)),
        first=first,
        last=last,
    )


def _height(tenths: int) -> str:
    share = (min(max(tenths, LOW), HIGH) - LOW) / (HIGH - LOW)
    return f"{HEIGHT * (1 - share):.1f}"
