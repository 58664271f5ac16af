"""Filters for the twin's answers: which shape, which colour, which words an order or a part of a bar has."""

from collections.abc import Iterable
from typing import TypeVar

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lazaretto.twin.answer import DOORS
from lazaretto.web.what_if_figures import door_names, leg_name
from lazaretto.web.what_if_plots import SHAPES

APART: dict[str, str | Promise] = {
    "cohort": _("how many people share a cell: decided with each placing"),
    "pattern": _("the pattern of closed duty: ordered in each house on its page of the loop"),
    "rounds_every": _("rounds of tests at fixed intervals: each round is opened by itself"),
    "answer": _("rounds after a find: opened when it comes to that"),
    "freeze_days": _("how long movement stands still after a find: ordered when it comes to that"),
    "watched": _("whether somebody watches for symptoms"),
}
register = template.Library()
T = TypeVar("T")


@register.filter
def shape(number: int) -> str:
    """The path of an order's shape, around nothing."""
    return SHAPES[(number - 1) % len(SHAPES)]


@register.filter
def door_word(door: str) -> str:
    """A door in words."""
    return door_names()[door]


@register.filter
def leg_word(leg: int) -> str:
    """Where somebody was infected, in words."""
    return leg_name(leg)


@register.filter
def apart_word(part: str) -> str:
    """A part of an order that no document says, and where it is ordered."""
    return str(APART.get(part, part))


@register.simple_tag
def doors() -> tuple[str, ...]:
    """The doors, in the order of the parts of their bars."""
    return DOORS


@register.filter
def by_side(rests: Iterable[T]) -> list[tuple[str, list[T]]]:
    """Assumptions by what they are of, in order."""
    found: dict[str, list[T]] = {}
    for rest in rests:
        found.setdefault(str(getattr(rest, "of", "")), []).append(rest)
    return list(found.items())
