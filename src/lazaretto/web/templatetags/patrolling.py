"""Filters of the pages of patrols: words, marks, the bar of a walk, areas in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lazaretto.board.patrol_heat import HeatCell
from lazaretto.board.patrol_walk import WalkShown
from lazaretto.facts.patrols import Stop
from lazaretto.web.labels import patrols as labels
from lazaretto.web.labels import roll_calls as shared
from lazaretto.web.templatetags.lazaretto import where

register = template.Library()
_TABLES: dict[str, Mapping[str, str | Promise]] = {
    "state": shared.STATE, "look": shared.LOOK, "why": labels.WHY,
}  # fmt: skip
_MARKS: dict[str, Mapping[str, str]] = {
    "state": shared.MARKS,
    "look": shared.MARKS,
    "why": labels.WHY_MARKS,
}
_HOTTEST = 4  # from so many on the heat is no deeper
_MINUTE = 60


@register.filter
def patrol_word(code: str, table: str) -> str:
    """The word for a code, by table."""
    return str(_TABLES[table].get(code, code))


@register.filter
def patrol_mark(code: str, table: str) -> str:
    """The mark that a state, a look or a reason is drawn with."""
    return _MARKS[table][code]


@register.filter
def area_words(area: str) -> str:
    """A key area or wing in words; a stop that names no place by its title."""
    return where(area) if "/" in area else area


@register.filter
def steps_of_walk(walk: WalkShown, here: str) -> list[dict[str, Any]]:
    """The stops of a walk as parts of a bar of a hundred, in order. here: the stop that is looked at."""
    width = 100 / max(len(walk.stops), 1)
    return [
        {
            "state": labels.STEPS[stop.said], "x": f"{number * width:.2f}", "width": f"{width:.2f}",
            "here": stop.stop == here,
        }
        for number, stop in enumerate(walk.stops)
    ]  # fmt: skip


@register.filter
def depth(cell: HeatCell) -> str:
    """How deep a cell of the heat is drawn, 0 to 4."""
    return str(min(cell.found, _HOTTEST))


@register.filter
def about_so_long(seconds: int | None) -> str:
    """How long a look or a walk is to take, roughly; empty where nobody said."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return _("about %(n)s s") % {"n": seconds}
    return _("about %(n)s min") % {"n": -(-seconds // _MINUTE)}


@register.filter
def numbers_of(stops: Sequence[Stop]) -> str:
    """The titles of a tour's stops in order, for one line."""
    return _(", ").join(stop.title for stop in stops)
