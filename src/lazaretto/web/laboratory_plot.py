"""How long laboratories take, as a picture: a point a tube on one axis of hours, its median and its worst."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lazaretto.obligations.laboratories import Laboratory

HOUR = 3600
_STEPS = (1, 2, 3, 6, 12, 24, 48, 96)  # hours between two names of the axis
_NAMES = 6  # names that stand beside each other on a phone
_BINS = 200  # points that are told apart across the width


@dataclass(frozen=True, slots=True)
class Row:
    """One laboratory. points: (x in per cent, how many tubes); waiting: x of those that still wait."""

    laboratory: Laboratory
    points: tuple[tuple[str, int], ...]
    waiting: tuple[tuple[str, int], ...]
    median: str | None
    worst: str | None


@dataclass(frozen=True, slots=True)
class LaboratoryPlot:
    """Every laboratory on one axis. hours: (x, hours) of the names of the axis."""

    rows: tuple[Row, ...]
    hours: tuple[tuple[str, int], ...]


def laboratory_plot(found: Sequence[Laboratory], *, at: datetime) -> LaboratoryPlot | None:
    """The picture; None where no tube has gone anywhere."""
    now = int(at.timestamp())
    longest = max((took for one in found for took in _stretches(one, now)), default=0)
    if not longest:
        return None
    step = next((one for one in _STEPS if longest <= one * HOUR * _NAMES), _STEPS[-1])
    names = -(-longest // (step * HOUR))
    full = names * step * HOUR

    def across(seconds: int) -> str:
        return f"{2 + 94 * seconds / full:.2f}"

    return LaboratoryPlot(
        rows=tuple(
            Row(
                laboratory=one, points=_points(one.turnarounds, full),
                waiting=_points([now - way.left for way in one.outstanding], full),
                median=across(one.median) if one.median is not None else None,
                worst=across(one.worst) if one.worst is not None else None,
            )
            for one in found
        ),
        hours=tuple((across(n * step * HOUR), n * step) for n in range(names + 1)),
    )  # fmt: skip


def _stretches(one: Laboratory, now: int) -> list[int]:
    return [*one.turnarounds, *(now - way.left for way in one.outstanding)]


def _points(stretches: Sequence[int], full: int) -> tuple[tuple[str, int], ...]:
    """Stretches that fall on one point are one point, as often as they are."""
    bins = Counter(round(_BINS * stretch / full) for stretch in stretches)
    return tuple((f"{2 + 94 * at / _BINS:.2f}", count) for at, count in sorted(bins.items()))
