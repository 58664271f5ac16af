"""Filters of whose something is now: who stands in for whom, and until when."""

from datetime import datetime

from django import template

from lazaretto.board.day_sheet import DaySheet
from lazaretto.facts.periods import instant
from lazaretto.obligations.whose import Whose
from lazaretto.protocol.document import Owner

register = template.Library()
_THEMSELVES = {"named", "on_watch", "on_shift", "took_over"}


@register.filter
def stands_in(held: Whose) -> bool:
    """Whether somebody has it who would not have it by their own post: a page says why, and until when."""
    return held.why not in _THEMSELVES


@register.filter
def held_until(held: Whose) -> datetime | None:
    """When it goes back."""
    return None if held.until is None else instant(held.until)


@register.filter
def whose_of(sheet: DaySheet, owner: Owner) -> Whose | None:
    """Whose the duties of a role are on a day sheet."""
    return dict(sheet.whose).get(owner)
