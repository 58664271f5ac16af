"""Filters for a day's log and for the store: words and marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template

from lazaretto.board.day_sheet import Group
from lazaretto.obligations.submitting import Closing
from lazaretto.web.labels.keeping import DAY_MARKS, DAY_STATES, LINES, STOCK_MARKS, STOCK_STATES

register = template.Library()


@dataclass(frozen=True, slots=True)
class Duty:
    """What one clause still asks of a day, in one state. first: the group that its link leads to."""

    first: Group
    places: tuple[str, ...]
    count: int


@register.filter
def by_duty(groups: Sequence[Group]) -> list[Duty]:
    """Groups of a day with those of the same clause and state: a line a duty, not one a cell."""
    found: dict[tuple[str, str, str], list[Group]] = {}
    for group in groups:
        found.setdefault((group.state, group.document, group.clause), []).append(group)
    return [
        Duty(of[0], tuple(dict.fromkeys(one.place for one in of if one.place)), sum(len(o.items) for o in of))
        for of in found.values()
    ]


@register.filter
def line_name(of: str) -> str:
    """What a line of the log counts."""
    return str(LINES[of])


@register.filter
def day_word(closing: Closing) -> str:
    """How a day stands."""
    return str(DAY_STATES[closing.state])


@register.filter
def log_mark(closing: Closing) -> str:
    """The mark of how a day stands."""
    return DAY_MARKS[closing.state]


@register.filter
def stock_word(state: str) -> str:
    """How an item stands."""
    return str(STOCK_STATES[state])


@register.filter
def stock_mark(state: str) -> str:
    """The mark of how an item stands."""
    return STOCK_MARKS[state]
