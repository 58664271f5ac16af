"""Pictures of the twin's answer as values: bars, points with crosses, curves; every figure with its range.

Each order has a number and a shape of its own, the same in every picture, so that colour says nothing alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from unicodedata import east_asian_width

WIDE, NARROW = 620, 344  # the box on a desk, where three stand in a row, and on a phone
LEFT, RIGHT, TOP, BELOW = 44, 16, 14, 40
HEIGHT = 240
ROW = 46  # a bar and its line of words
SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z",
    "M-4.5-4.5h9v9h-9Z",
    "M0-5.5L5.5 4.5H-5.5Z",
    "M0-6.5L6.5 0L0 6.5L-6.5 0Z",
    "M-5-5L5 5M5-5L-5 5",
    "M-6 0H6M0-6V6",
)
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4", "1 4")
_LETTER = 7  # the width of a narrow letter of 12 px


@dataclass(frozen=True, slots=True)
class Range:
    """A figure on an axis."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, and what is written there."""

    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: ``kind`` is its place in the key."""

    x: str
    width: str
    kind: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One order: its name and figures above, the bar below. reach: from where to where its figure may lie."""

    number: int
    name: str
    said: str
    y: int
    parts: tuple[Part, ...]
    reach: tuple[str, str] | None
    over: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar an order, on one axis from nothing. limit: where a line stands, and what it is called."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    limit: Tick | None


@dataclass(frozen=True, slots=True)
class Row:
    """What a bar is drawn from. parts: in the order of the key; reach: the range of their sum."""

    number: int
    name: str
    said: str
    parts: tuple[float, ...]
    reach: Range | None = None


def bars(rows: Sequence[Row], *, width: int, limit: tuple[float, str] | None = None) -> Bars:
    """Bars below each other. A row whose parts come to more than the limit is ``over`` it."""
    ends = [max(sum(row.parts), row.reach.high if row.reach else 0.0) for row in rows]
    most, step = _full(max([*ends, limit[0] * 1.08 if limit else 0.0]), 4 if width == NARROW else 8)
    across = _across(most, width - 2 * RIGHT, RIGHT)
    drawn = []
    for place, row in enumerate(rows):
        begun, parts = 0.0, []
        for kind, part in enumerate(row.parts):
            if part > 0:
                parts.append(
                    Part(f"{across(begun):.1f}", f"{across(begun + part) - across(begun):.1f}", kind)
                )
            begun += part
        reach = (f"{across(row.reach.low):.1f}", f"{across(row.reach.high):.1f}") if row.reach else None
        room = width - 2 * RIGHT - 22 - _wide(row.said)
        over = limit is not None and begun > limit[0]
        drawn.append(
            Bar(row.number, cut(row.name, room), row.said, TOP + place * ROW, tuple(parts), reach, over)
        )
    foot = TOP + len(rows) * ROW
    return Bars(
        width=width, height=foot + BELOW - 12, bars=tuple(drawn),
        ticks=tuple(Tick(f"{across(at):.1f}", _number(at, step)) for at in _steps(0.0, most, step)),
        limit=Tick(f"{across(limit[0]):.1f}", limit[1]) if limit else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One order between two sides of nothing: its range and where its middle stands."""

    number: int
    name: str
    said: str
    y: int
    reach: tuple[str, str]
    x: str


@dataclass(frozen=True, slots=True)
class Forest:
    """Differences to the first order. zero: where there is none."""

    width: int
    height: int
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    zero: str


def forest(rows: Sequence[tuple[int, str, str, Range]], *, width: int) -> Forest:
    """Rows: (number, name, said, difference)."""
    side = max((abs(end) for *_, one in rows for end in (one.low, one.high)), default=0.0)
    most, step = _full(side, 2 if width == NARROW else 4)
    inner = width - 2 * RIGHT

    def across(value: float) -> float:
        return RIGHT + inner * (value + most) / (2 * most)

    lines = tuple(
        Line(number, cut(name, inner - 22 - _wide(said)), said, TOP + place * ROW,
             (f"{across(one.low):.1f}", f"{across(one.high):.1f}"), f"{across(one.value):.1f}")
        for place, (number, name, said, one) in enumerate(rows)
    )  # fmt: skip
    ticks = tuple(
        Tick(f"{across(at):.1f}", _number(at, step).replace("-", "−")) for at in _steps(-most, most, step)
    )
    return Forest(width, TOP + len(rows) * ROW + BELOW - 12, lines, ticks, f"{across(0):.1f}")


@dataclass(frozen=True, slots=True)
class Point:
    """One order in a field of two figures: its cross, and where its number is written."""

    number: int
    x: str
    y: str
    left: str
    right: str
    top: str
    foot: str
    label: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """Points on two axes."""

    width: int
    height: int
    foot: int
    points: tuple[Point, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


def field(points: Sequence[tuple[int, Range, Range]], *, width: int) -> Field:
    """Points: (number, to the right, upwards)."""
    most, step = _full(max((x.high for _, x, _ in points), default=0.0), 3 if width == NARROW else 6)
    high, rise = _full(max((y.high for _, _, y in points), default=0.0), 4)
    right = _across(most, width - LEFT - RIGHT, LEFT)

    def up(value: float) -> float:
        return TOP + (HEIGHT - TOP) * (1 - value / high)

    placed: list[Point] = []
    for number, x, y in points:
        at = (min(right(x.value) + 9, width - 8), up(y.value) - 7)
        while any(
            abs(float(p.label[0]) - at[0]) < 12 and abs(float(p.label[1]) - at[1]) < 12 for p in placed
        ):
            at = (at[0], at[1] - 14)
        placed.append(
            Point(number, f"{right(x.value):.1f}", f"{up(y.value):.1f}", f"{right(x.low):.1f}",
                  f"{right(x.high):.1f}", f"{up(y.high):.1f}", f"{up(y.low):.1f}",
                  (f"{at[0]:.1f}", f"{at[1]:.1f}"))
        )  # fmt: skip
    return Field(
        width=width, height=HEIGHT + BELOW, foot=HEIGHT, points=tuple(placed),
        across=tuple(Tick(f"{right(at):.1f}", _number(at, step)) for at in _steps(0.0, most, step)),
        up=tuple(Tick(f"{up(at):.1f}", _number(at, rise)) for at in _steps(0.0, high, rise)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve: its path, its marks, at each of them the range from top to foot."""

    number: int
    path: str
    dashes: str
    marks: tuple[tuple[str, str], ...]
    reaches: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves on two axes."""

    width: int
    height: int
    foot: int
    curves: tuple[Curve, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


def curves(
    found: Sequence[tuple[int, Sequence[Range]]], *, names: Sequence[str], width: int,
    spaced: Sequence[float],
) -> Curves:  # fmt: skip
    """Found: (number, a figure at each place). names, spaced: of the places; spaced from 0 to 1."""
    high, rise = _full(max((one.high for _, line in found for one in line), default=0.0), 4)
    inner = width - LEFT - RIGHT - 12

    def up(value: float) -> float:
        return TOP + (HEIGHT - TOP) * (1 - value / high)

    drawn = []
    for place, (number, line) in enumerate(found):
        aside = 3 * (place - (len(found) - 1) / 2)  # so that ranges do not lie on one another
        xs = [LEFT + 8 + inner * at + aside for at in spaced]
        marks = [(f"{x:.1f}", f"{up(one.value):.1f}") for x, one in zip(xs, line, strict=True)]
        reaches = [
            (f"{x:.1f}", f"{up(one.high):.1f}", f"{up(one.low):.1f}")
            for x, one in zip(xs, line, strict=True)
            if one.high > one.low
        ]
        path = "M" + "L".join(f"{x} {y}" for x, y in marks)
        drawn.append(Curve(number, path, DASHES[place % len(DASHES)], tuple(marks), tuple(reaches)))
    return Curves(
        width=width, height=HEIGHT + BELOW, foot=HEIGHT, curves=tuple(drawn),
        across=tuple(
            Tick(f"{LEFT + 8 + inner * at:.1f}", name) for at, name in zip(spaced, names, strict=True)
        ),
        up=tuple(Tick(f"{up(at):.1f}", _number(at, rise)) for at in _steps(0.0, high, rise)),
    )  # fmt: skip


def cut(name: str, room: float) -> str:
    """A name that fits into so many pixels."""
    if _wide(name) <= room:
        return name
    while name and _wide(name) + _LETTER > room:
        name = name[:-1]
    return name.rstrip() + "…"


def _wide(words: str) -> float:
    return sum(12 if east_asian_width(letter) in "WF" else _LETTER for letter in words)


_NOUGHT = 1e-6  # below what any figure is printed to


def _across(most: float, width: float, left: float) -> Callable[[float], float]:
    return lambda value: left + width * value / most


def _full(most: float, lines: int) -> tuple[float, float]:
    """The end of an axis that holds ``most``, and the step between its lines: 1, 2, 2.5 or 5 of a power.

    An axis on which nothing but nought stands goes to one.
    """
    most = most if most > _NOUGHT else 1.0
    rough = most / lines
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * power >= rough * 0.9999)
    return ceil(most / step - 1e-9) * step, step


def _steps(low: float, high: float, step: float) -> list[float]:
    return [low + step * n for n in range(round((high - low) / step) + 1)]


def _number(at: float, step: float) -> str:
    digits = max(0, -floor(log10(step)) + (1 if f"{step / 10 ** floor(log10(step)):.1f}" == "2.5" else 0))
    return f"{at:,.{digits}f}" if abs(at) > step / 2 else "0"
