"""A month's figures as curves: one small drawing a question, its scale, its highest day, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lazaretto.reports.months import CHARTS, Month

WIDTH, HEIGHT, LEFT, BELOW = 480, 140, 44, 22
_SCALES = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
_KEY = 150  # from one name to the next, below a drawing
_DASHES = ("", "6 3", "2 3")  # of the first, second and third curve: told apart without colour


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: its name, its points in the box, its dashes, its last figure and where that stands."""

    curve: str
    points: str
    dashes: str
    last: int
    y: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The curves of one question. ticks: (y, figure); days: (x, day of the month)."""

    curves: tuple[str, ...]
    lines: tuple[Line, ...]
    ticks: tuple[tuple[str, int], ...]
    days: tuple[tuple[str, int], ...]
    width: int = WIDTH + LEFT + 40
    height: int = HEIGHT + BELOW


def drawings(month: Month) -> tuple[Drawing, ...]:
    """A drawing a question; none of a month without days."""
    return tuple(_drawing(month, chart) for chart in CHARTS) if month.days else ()


def svg(drawing: Drawing, names: Sequence[str]) -> str:
    """The drawing as a picture of its own, for paper. names: what the curves are called."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width} {drawing.height + 16}" '
        'font-family="Noto Serif SC" font-size="10">'
    ]
    for y, figure in drawing.ticks:
        parts.append(f'<path d="M{LEFT} {y}H{LEFT + WIDTH}" stroke="#bbb" stroke-width="0.5"/>')
        parts.append(f'<text x="{LEFT - 4}" y="{y}" text-anchor="end">{figure}</text>')
    for x, day in drawing.days:
        parts.append(f'<text x="{x}" y="{HEIGHT + 14}" text-anchor="middle">{day}</text>')
    for line in drawing.lines:
        dashes = f' stroke-dasharray="{line.dashes}"' if line.dashes else ""
        parts.append(f'<path d="{line.points}" fill="none" stroke="#000" stroke-width="1.2"{dashes}/>')
        parts.append(f'<text x="{LEFT + WIDTH + 4}" y="{line.y}">{line.last}</text>')
    below = drawing.height + 10
    for number, (line, name) in enumerate(zip(drawing.lines, names, strict=True)):
        key, dashes = LEFT + number * _KEY, f' stroke-dasharray="{line.dashes}"' if line.dashes else ""
        parts.append(
            f'<path d="M{key} {below - 4}h22" fill="none" stroke="#000" stroke-width="1.2"{dashes}/>'
        )
        parts.append(f'<text x="{key + 26}" y="{below}">{escape(name)}</text>')
    return "".join([*parts, "</svg>"])


def _drawing(month: Month, chart: tuple[str, ...]) -> Drawing:
    most = _round(max(max(month.curves[curve]) for curve in chart))
    step = WIDTH / max(len(month.days) - 1, 1)

    def x(number: int) -> str:
        return f"{LEFT + number * step:.1f}"

    def y(figure: int) -> str:
        return f"{HEIGHT - (HEIGHT - 8) * figure / most:.1f}"

    lines = tuple(
        Line(
            curve,
            "M" + "L".join(f"{x(n)} {y(figure)}" for n, figure in enumerate(month.curves[curve])),
            _DASHES[place], month.curves[curve][-1], y(month.curves[curve][-1]),
        )
        for place, curve in enumerate(chart)
    )  # fmt: skip
    days = tuple((x(n), day.day) for n, day in enumerate(month.days) if day.day % 5 == 0 or n == 0)
    return Drawing(chart, lines, tuple((y(figure), figure) for figure in (0, most // 2, most)), days)


def _round(most: int) -> int:
    """The least round figure, even, that the highest one fits under."""
    figures = (factor * scale for scale in _SCALES for factor in (2, 4, 6, 10))
    return next((figure for figure in figures if figure >= most), most)
