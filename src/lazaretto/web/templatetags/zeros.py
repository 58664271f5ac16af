"""Drawings of the lines that must read zero: a calendar of weeks, one square a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.board.bottom_lines_page import LineBreach, LineDays
from lazaretto.board.city import BottomLine

register = template.Library()
SIDE = 20  # of a day, in units of the drawing


@dataclass(frozen=True, slots=True)
class Square:
    """A day of the calendar. state: red, zero, none (the line was not in force yet, or the day is ahead)."""

    x: int
    y: int
    day: date
    count: int
    state: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weeks of squares, a week a line from Monday on; said: the same in words."""

    width: int
    height: int
    squares: tuple[Square, ...]
    said: str


@register.filter
def calendar(of: LineDays, counts: Sequence[int]) -> Calendar:
    """The days of a line, with these figures."""
    squares = tuple(
        Square(n % 7 * SIDE, n // 7 * SIDE, day, count, _state(of, day, count))
        for n, (day, count) in enumerate(zip(of.days, counts, strict=True))
    )
    return Calendar(7 * SIDE, len(squares) // 7 * SIDE, squares, _said(squares))


def _state(of: LineDays, day: date, count: int) -> str:
    if count:
        return "red"
    return "zero" if of.since <= day <= of.today else "none"


def _said(squares: Sequence[Square]) -> str:
    red = [f"{date_format(one.day, 'm-d')} {one.count}" for one in squares if one.count]
    if not red:
        return _("zero on every day")
    said = ngettext("%(n)s breach: %(days)s", "%(n)s breaches: %(days)s", sum(one.count for one in squares))
    return said % {"n": sum(one.count for one in squares), "days": ", ".join(red)}


@register.simple_tag(takes_context=True)
def line_href(context: Any, line: BottomLine) -> str:
    """Where a line leads at the instant that the page shows: its own page, or all of them."""
    actor = getattr(context["request"], "actor", None)
    if actor is not None and actor.may("read_person"):
        address = reverse("bottom_line", args=[line.document, line.id])
    else:
        address = reverse("bottom_lines")
    lens = context.get("lens")
    return address + (f"?{urlencode({'at': lens})}" if lens else "")


@register.filter
def why_then(breach: LineBreach) -> str:
    """Where *why* explains a breach of another day, as it was known then."""
    if breach.look is None:
        return ""
    asked = {
        "clause": breach.clause, "facility": breach.facility, "subject": breach.subject,
        "at": breach.look.isoformat(),
    }  # fmt: skip
    return f"{reverse('explain', args=[breach.finding])}?{urlencode(asked)}"
