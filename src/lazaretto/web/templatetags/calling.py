"""Filters of roll-calls: the words and marks of their states, what the reader may do, what they may see."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django import template
from django.utils.functional import Promise

from lazaretto.board.roll_call_view import CallShown
from lazaretto.web.labels import roll_calls as labels
from lazaretto.web.templatetags.assigning import left_of

register = template.Library()
register.filter("left_of", left_of)
_TABLES: dict[str, Mapping[str, str | Promise]] = {
    "state": labels.STATE, "card": labels.CARDS, "count": labels.COUNT, "astray": labels.ASTRAY,
    "due": labels.DUE,
}  # fmt: skip
_MARKS = {"state": labels.MARKS, "card": labels.CARD_MARKS, "due": labels.DUE_MARKS}
_STATES = {"count": "roll_call_counted", "check": "roll_call_checked", "recount": "roll_call_recounted"}


@register.filter
def call_word(code: str, table: str) -> str:
    """The word of a state, by table."""
    return str(_TABLES[table].get(code, code))


@register.filter
def call_mark(code: str, table: str) -> str:
    """The mark of a state, by table."""
    return _MARKS[table].get(code, "owed")


@register.filter
def may_count(call: CallShown, may: set[str]) -> bool:
    """Whether the reader may state the count that comes next."""
    return call.counting is not None and _STATES[call.counting] in may


@register.filter
def after_minutes(since: datetime, minutes: int | None) -> datetime:
    """An instant so many minutes later."""
    return since + timedelta(minutes=minutes or 0)


@register.filter
def minutes_of(middle: float) -> str:
    """A middle of minutes; half ones are said."""
    return f"{middle:g}"
