"""Filters for check-ins: how somebody stands, and each slot's mark."""

from django import template

from lazaretto.board.check_ins_page import Isolating
from lazaretto.obligations.checking_in import CheckInSlot
from lazaretto.web.labels.check_ins import MARKS, STATES

register = template.Library()


@register.filter
def check_in_word(one: Isolating) -> str:
    """How somebody's day stands."""
    return str(STATES[one.state])


@register.filter
def check_in_mark(one: Isolating) -> str:
    """The mark beside it."""
    return MARKS[one.state]


@register.filter
def slot_state(slot: CheckInSlot) -> str:
    """The mark of a slot."""
    return "ahead" if slot.ahead else {"OPEN": "owed"}.get(slot.status.name, slot.status.name.lower())
