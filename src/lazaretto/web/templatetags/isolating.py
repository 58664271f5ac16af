"""Filters for check-ins: how somebody stands, and each slot's mark."""

from django import template

from lazaretto.board.check_ins_page import Isolating
from lazaretto.obligations.checking_in import CheckInSlot
from lazaretto.web.labels.check_ins import MARKS, MINE, STATES
from lazaretto.web.templatetags.lazaretto import say

register = template.Library()


@register.filter
def check_in_word(one: Isolating) -> str:
    """How somebody's day stands."""
    return str(STATES[one.state])


@register.filter
def my_check_in_word(one: Isolating) -> str:
    """How one's own day stands."""
    return str(MINE.get(one.state, STATES[one.state]))


@register.filter
def check_in_mark(one: Isolating) -> str:
    """The mark beside it."""
    return MARKS[one.state]


@register.filter
def slot_state(slot: CheckInSlot) -> str:
    """The mark of a slot."""
    return "ahead" if slot.ahead else {"OPEN": "owed"}.get(slot.status.name, slot.status.name.lower())


@register.filter
def what_to_do(one: Isolating) -> str:
    """What the protocol says to do about the first check-in that is missing; empty where none is."""
    missing = [slot.remedy for slot in one.slots if slot_state(slot) in ("missed", "late") and slot.remedy]
    return say(missing[0]) if missing else ""
