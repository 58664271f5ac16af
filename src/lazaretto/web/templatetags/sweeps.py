"""Filters by which the three and three are put into words and pictures."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import template
from django.utils.functional import Promise

from lazaretto.board.cleaning import Warned
from lazaretto.board.sweeps import Flag, Series
from lazaretto.board.timeline import FeverLimit
from lazaretto.web.labels import sweeps as labels
from lazaretto.web.templatetags.lazaretto import called

register = template.Library()
_TABLES: dict[str, Mapping[str, str | Promise]] = {
    "state": labels.STATES, "mark": labels.MARKS, "work": labels.WORKS, "step": labels.STEPS,
    "how": labels.HOWS, "how_mark": labels.HOW_MARKS,
}  # fmt: skip
WIDE, HIGH = 150, 34  # the box of one small curve
LOW, TOP = 355, 385  # tenths of a degree at its foot and head; what lies beyond is drawn at the edge
_AGENTS = ("agent", "other")
KNOWN = 2  # points of which a line can be drawn


@register.filter
def in_sweep(code: object, table: str) -> str:
    """A code of the three and three in words; itself where nothing is known about it."""
    return str(_TABLES[table].get(str(code), code))


@register.filter
def degrees(read: str) -> str:
    """36.5 with its unit."""
    return f"{read} °C"


@register.filter
def worry_words(warning: Warned) -> str:
    """What speaks against a disinfection, and what to do about it."""
    said = warning.values.items()
    named = {key: called(value, "agent") if key in _AGENTS else value for key, value in said}
    return str(labels.WORRIES[warning.worry]) % named


@register.filter
def flag_words(flag: Flag) -> str:
    """Why a series is not believed."""
    return str(labels.WHYS[flag.why]) % {"times": flag.times}


@dataclass(frozen=True, slots=True)
class Curve:
    """One small curve. points: (x, y, whether a fever). fever: the y of the limit, if there is one."""

    path: str
    points: tuple[tuple[str, str, bool], ...]
    fever: str | None
    lowest: int
    highest: int


@register.simple_tag
def small_curve(series: Series, limit: FeverLimit | None) -> Curve | None:
    """The readings of a person in a box of 150 by 34; None where there is none."""
    if not series.readings:
        return None
    first, last = series.readings[0][0], series.readings[-1][0]
    span = max((last - first).total_seconds(), 1.0)
    points = tuple(
        (
            f"{WIDE * (at - first).total_seconds() / span:.1f}", _height(tenths),
            limit is not None and tenths >= limit.tenths,
        )
        for at, tenths in series.readings
    )  # fmt: skip
    values = [tenths for _, tenths in series.readings]
    return Curve(
        "M" + "L".join(f"{x} {y}" for x, y, _ in points) if len(points) >= KNOWN else "",
        points, _height(limit.tenths) if limit else None, min(values), max(values),
    )  # fmt: skip


def _height(tenths: int) -> str:
    return f"{HIGH * (1 - (min(max(tenths, LOW), TOP) - LOW) / (TOP - LOW)):.1f}"
