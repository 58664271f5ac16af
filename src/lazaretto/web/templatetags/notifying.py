"""Filters of messages: the words and marks of their states."""

from django import template

from lazaretto.web.labels import Labels, notifications

register = template.Library()
_WORDS: dict[str, Labels] = {
    "state": notifications.STATES, "reason": notifications.REASONS, "sort": notifications.SORTS,
    "channel": notifications.CHANNELS, "outcome": notifications.OUTCOMES,
}  # fmt: skip
_MARKS = {"state": notifications.MARKS, "sort": notifications.SORT_MARKS}


@register.filter
def message_word(code: str, table: str) -> str:
    """The word of a code, by table."""
    return str(_WORDS[table].get(code, code))


@register.filter
def message_mark(code: str, table: str) -> str:
    """The mark of a code, by table."""
    return _MARKS[table].get(code, "owed")
