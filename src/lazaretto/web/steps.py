"""Three counts of one day as a picture: a step line a source, the stretches in which they differ marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lazaretto.audit.counts import SOURCES, STANDING, Column, Discord
from lazaretto.facts.supervision import Source

WIDE, NARROW = 960, 320  # the box on a desk, and on a phone
HEIGHT = 120
_LINES = 4  # at most, to read numbers off
_APART = 1.5  # units by which lines that run together are set apart, so that each can be seen


@dataclass(frozen=True, slots=True)
class Steps:
    """One category in a box ``width`` across.

    inside: whether it shows how many are inside, or what was done so far. lines: (source, path); a line
    breaks where its source says nothing. marks: (x, width) of the stretches that differ. grid: (y, number).
    hours: (x, seconds) of the cuts that are named below.
    """

    width: int
    inside: bool
    lines: tuple[tuple[Source, str], ...]
    marks: tuple[tuple[str, str], ...]
    grid: tuple[tuple[str, int], ...]
    hours: tuple[tuple[str, int], ...]


def steps(column: Column, discords: Sequence[Discord], *, width: int = WIDE) -> Steps | None:
    """The picture of a category's day; None of one in which nothing passed by anybody."""
    register = _runs(column, 0, ())
    runs = [register, *(_runs(column, number, register) for number in range(1, len(SOURCES)))]
    levels = [level for run in runs for pair in run if pair is not None for level in pair]
    if not levels or not any(levels):
        return None
    low, high = min(levels), max(levels) + 1
    cuts = [column.windows[0].first, *(window.last for window in column.windows)]
    scale = width / max(cuts[-1] - cuts[0], 1)
    xs = [scale * (cut - cuts[0]) for cut in cuts]

    def down(level: int, number: int = 0) -> float:
        return HEIGHT * (1 - (level - low) / (high - low)) + number * _APART

    paths = [
        (source, _path(xs, [pair and (down(pair[0], number), down(pair[1], number)) for pair in run]))
        for number, (source, run) in enumerate(zip(SOURCES, runs, strict=True))
    ]
    step = -(-(high - low) // _LINES)
    every = -(-len(cuts) // (8 if width > NARROW else 4))
    return Steps(
        width=width, inside=column.of in STANDING, lines=tuple(line for line in paths if line[1]),
        marks=tuple(
            (f"{xs[first]:.1f}", f"{xs[last + 1] - xs[first]:.1f}")
            for first, last in sorted({(one.first, one.last) for one in discords})
        ),
        grid=tuple((f"{down(level):.1f}", level) for level in range(low, high + 1, step)),
        hours=tuple((f"{x:.1f}", cut) for x, cut in list(zip(xs, cuts, strict=True))[:-1:every]),
    )  # fmt: skip


Run = list[tuple[int, int] | None]  # by window: the level as it begins and as it ends; None: not said


def _runs(column: Column, number: int, register: Sequence[tuple[int, int] | None]) -> Run:
    """What one source comes to: so many inside, or so many done so far.

    A source that has said nothing until then goes on from where the register is.
    """
    found: Run = []
    level = column.opening[number] if column.of in STANDING else 0
    for place, window in enumerate(column.windows):
        came, went, counted = window.came[number], window.went[number], window.inside[number]
        if came is None:
            found.append(None)
            level = counted
            continue
        before = register[place] if place < len(register) else None
        begins = level if level is not None else before[0] if before else 0
        level = counted if counted is not None else begins + came - (went or 0)
        found.append((begins, level))
    return found


def _path(xs: Sequence[float], ys: Sequence[tuple[float, float] | None]) -> str:
    """Steps: level until the cut at which it changes."""
    return "".join(
        f"M{x:.1f} {pair[0]:.1f}H{further:.1f}V{pair[1]:.1f}"
        for (x, further), pair in zip(pairwise(xs), ys, strict=True)
        if pair is not None
    )
