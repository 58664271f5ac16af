"""Filters of the pages of incidents: words and marks of a step, minutes, who owes what comes next."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise

from lazaretto.web.labels import incidents as labels
from lazaretto.web.templatetags.lazaretto import lasting, word

register = template.Library()
_TABLES: dict[str, Mapping[str, str | Promise]] = {
    "step": labels.STEPS,
    "state": labels.STATES,
    "cause": labels.CAUSES,
    "symptom": labels.SYMPTOMS,
    "classification": labels.CLASSIFICATIONS,
    "decision": labels.DECISIONS,
}


@register.filter
def incident_word(code: object, table: str) -> str:
    """The word for a code, by table."""
    return str(_TABLES[table][str(code)])


@register.filter
def step_mark(state: str) -> str:
    """The mark that a step's state is drawn with."""
    return labels.MARKS[state]


@register.filter
def in_minutes(minutes: int | None) -> str:
    """A stretch of minutes in its two largest units."""
    return lasting(None if minutes is None else minutes * 60)


@register.filter
def role_word(owner: str) -> str:
    """The role that owes something."""
    return word(owner, "user_role")
