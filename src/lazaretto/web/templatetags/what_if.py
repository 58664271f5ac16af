"""Filters for the twin's answers: which shape, which colour, which words an order or a part of a bar has."""

from collections.abc import Iterable
from typing import TypeVar

from django import template

from lazaretto.twin.answer import DOORS
from lazaretto.web.what_if_figures import door_names, leg_name
from lazaretto.web.what_if_plots import SHAPES

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
