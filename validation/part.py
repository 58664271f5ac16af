"""One part of the validation: what was asked, what was expected, what the twin says, and whether it holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who only reads figures need not wait for a library that draws
    from matplotlib.axes import Axes

Plot = Callable[["Axes"], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One number beside the one it is held to.

    name: in words. expected: as published (a share as a share). source: who says so. ours: what comes out
    here; low and high: its range, where it has one (which range, the part's note says). tolerance: in words,
    how near is near enough. holds: whether it is.
    """

    name: str
    expected: float
    source: str
    ours: float
    low: float | None
    high: float | None
    tolerance: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter of the page. asked, note: markdown. plots: file name without ending → how to draw it.

    seconds: what it cost here; printed by the command, never on the page.
    """

    title: str
    asked: str
    rows: tuple[Row, ...]
    note: str = ""
    plots: Mapping[str, Plot] = field(default_factory=dict)
    seconds: float = 0.0


def near(name: str, expected: float, source: str, ours: float, *, by: float) -> Row:
    """A number without chance: it holds within so much of what is expected."""
    return Row(name, expected, source, ours, None, None, f"± {by:g}", bool(abs(ours - expected) <= by))


def in_proportion(
    name: str, expected: float, source: str, ours: float, *, error: float, share: float
) -> Row:  # fmt: skip
    """A simulated mean: it holds within a share of what is expected. error: its standard error."""
    holds = isfinite(ours) and abs(ours - expected) <= share * expected
    return Row(
        name, expected, source, ours, ours - 1.96 * error, ours + 1.96 * error, f"± {share:.0%}", bool(holds)
    )


def by_chance(
    name: str, expected: float, source: str, ours: float, *, error: float, most: float = 4.0
) -> Row:
    """A simulated mean against an exact one: it holds within so many standard errors."""
    distance = abs(ours - expected) / error if error > 0 else (0.0 if ours == expected else float("inf"))
    return Row(
        name, expected, source, ours, ours - 1.96 * error, ours + 1.96 * error,
        f"z = {distance:.1f}, at most {most:g}", bool(distance <= most),
    )  # fmt: skip


def inside(
    name: str, expected: float, source: str, ours: float, *, low: float, high: float, band: str
) -> Row:
    """What happened against a predictive band: it holds inside. band: which, in words ("95 % band")."""
    return Row(name, expected, source, ours, low, high, f"inside the {band}", bool(low <= expected <= high))
