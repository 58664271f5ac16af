"""A picture of a course over days as a value: the band of what was foreseen, its middle, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.twin.reviewing import Band
from lazaretto.web.what_if_plots import LEFT, RIGHT, TOP, Tick

HEIGHT, BELOW = 180, 34
LINES = 4  # on the axis of counts, besides the one at nothing
WORD = 74  # pixels that a date needs


@dataclass(frozen=True, slots=True)
class Course:
    """band: the outline of nine tenths of all lives; middle, happened: lines; marks: of what happened."""

    width: int
    height: int
    foot: int
    band: str
    middle: str
    happened: str
    marks: tuple[tuple[str, str], ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


def course(bands: Sequence[Band], happened: Sequence[int], *, names: Sequence[str], width: int) -> Course:
    """The picture of days with these names; marks only where what happened grew."""
    most = max([1.0, *(band.high for band in bands), *happened])
    step = _step(most)
    high = -(-most // step) * step
    apart = (width - LEFT - RIGHT) / max(len(names) - 1, 1)

    def at(day: int) -> str:
        return f"{LEFT + apart * day:.1f}"

    def up(value: float) -> str:
        return f"{TOP + (HEIGHT - TOP) * (1 - value / high):.1f}"

    def line(values: Sequence[float]) -> str:
        return "M" + "L".join(f"{at(day)} {up(value)}" for day, value in enumerate(values))

    back = [f"{at(day)} {up(band.low)}" for day, band in reversed(list(enumerate(bands)))]
    grown = [day for day, whole in enumerate(happened) if whole > (happened[day - 1] if day else 0)]
    every = max(1, round(WORD / apart + 0.5))
    return Course(
        width=width, height=HEIGHT + BELOW, foot=HEIGHT,
        band=line([band.high for band in bands]) + "L" + "L".join(back) + "Z",
        middle=line([band.value for band in bands]), happened=line(list(happened)),
        marks=tuple((at(day), up(happened[day])) for day in grown),
        across=tuple(Tick(at(day), names[day]) for day in range(0, len(names), every)),
        up=tuple(Tick(up(n * step), str(round(n * step))) for n in range(round(high / step) + 1)),
    )  # fmt: skip


def _step(most: float) -> int:
    """A whole number, 1, 2 or 5 of a power of ten, that reaches so far in a few steps."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power * LINES >= most:
                return factor * power
        power *= 10
