"""Filters of the pages of results and pools."""

from datetime import datetime
from uuid import uuid4

from django import template

from lazaretto.board.result_rows import Answer
from lazaretto.web.labels import results as labels
from lazaretto.web.refusing import worded
from lazaretto.web.templatetags.lazaretto import lasting

register = template.Library()
_WHOLE = 100  # from here on a decimal says nothing


@register.filter
def row_says(answer: Answer) -> str:
    """Why a row came out as it did, and what to do; empty where all went well."""
    return row_sentence(answer)


@register.filter
def row_mark(outcome: str) -> str:
    """The mark of an outcome."""
    return labels.MARKS.get(outcome, "late")


@register.filter
def row_outcome(outcome: str) -> str:
    """An outcome in words."""
    return str(labels.OUTCOMES.get(outcome, outcome))


@register.filter
def column_name(column: str | None) -> str:
    """The heading of a column."""
    return str(labels.COLUMNS.get(column or "", column or ""))


def row_sentence(answer: Answer) -> str:
    """The same, for the API and the copied table."""
    if answer.rule is None:
        return ""
    return worded(answer.rule, answer.values, disputed=answer.outcome == "disputed")


@register.simple_tag
def fresh() -> str:
    """A number for one form, so that it counts once however often it is pressed."""
    return str(uuid4())


@register.filter
def member_state(state: str) -> str:
    """What was done for a member of a pool, in words."""
    return str(labels.MEMBERS.get(state, state))


@register.filter
def member_mark(state: str) -> str:
    """The mark of the same."""
    return labels.MEMBER_MARKS.get(state, "late")


@register.filter
def waited(since: datetime, until: datetime) -> str:
    """How long something has lasted, in words."""
    return lasting(int((until - since).total_seconds()))


@register.filter
def rounded(value: float) -> str:
    """A mean as people read it: one decimal below a hundred, none where it is whole."""
    return f"{value:.0f}" if value >= _WHOLE or float(value).is_integer() else f"{value:.1f}"
