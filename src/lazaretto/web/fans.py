"""A fan of days to come as a picture: bands of quantiles, the line in their middle, the cells there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.actions.open_capacity import CapacityPage

WIDE, NARROW = 960, 320  # the box on a desk, and on a phone
HEIGHT = 220
BANDS = ((0, 5), (0, 4), (1, 3))  # of forecasting.LEVELS: 5 to 99 %, 5 to 95 %, the middle half
MIDDLE = 2
_LINES = 6  # at most, to read the cells off


@dataclass(frozen=True, slots=True)
class Fan:
    """The days ahead in a box ``width`` across.

    bands: paths, the widest first. lines: (y, cells). has: y of the cells there are. days: (x, number) of
    the days that are named below.
    """

    width: int
    bands: tuple[str, ...]
    middle: str
    known: str
    lines: tuple[tuple[str, int], ...]
    has: str
    days: tuple[tuple[str, int], ...]


def fan(page: CapacityPage, *, width: int = WIDE) -> Fan | None:
    """The picture of a forecast; None where there is none."""
    if page.forecast is None:
        return None
    days = page.forecast.days
    top = max(page.intake.has, *(day.quantiles[-1] for day in days), 1) + 1
    span = max(len(days), 1)

    def across(number: int) -> str:
        return f"{width * number / span:.1f}"

    def down(cells: float) -> str:
        return f"{HEIGHT * (1 - cells / top):.1f}"

    def line(values: Sequence[int]) -> str:
        """Steps: each day is as wide as the other."""
        points = [
            f"{across(n)} {down(value)}L{across(n + 1)} {down(value)}" for n, value in enumerate(values)
        ]
        return "L".join(points)

    def back(values: Sequence[int]) -> str:
        points = [
            f"{across(n + 1)} {down(value)}L{across(n)} {down(value)}"
            for n, value in reversed(list(enumerate(values)))
        ]
        return "L".join(points)

    of = [[day.quantiles[n] for day in days] for n in range(len(days[0].quantiles))]
    step = -(-top // _LINES)
    named = -(-len(days) // (7 if width > NARROW else 4))
    return Fan(
        width=width,
        bands=tuple(f"M{line(of[high])}L{back(of[low])}Z" for low, high in BANDS),
        middle=f"M{line(of[MIDDLE])}",
        known=f"M{line([day.known for day in days])}L{back([0] * len(days))}Z",
        lines=tuple((down(cells), cells) for cells in range(0, top + 1, step)),
        has=down(page.intake.has),
        days=tuple((across(n), days[n].day) for n in range(0, len(days), named)),
    )
