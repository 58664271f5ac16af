"""Filters for a day's log and for the store: words and marks."""

from django import template

from lazaretto.obligations.submitting import Closing
from lazaretto.web.labels.keeping import DAY_MARKS, DAY_STATES, LINES, STOCK_MARKS, STOCK_STATES

register = template.Library()


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
