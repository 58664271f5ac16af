"""Filters of hand-overs: how far one has come, its mark, within what time it is acknowledged."""

from datetime import datetime

from django import template

from lazaretto.board.partners_page import Gone
from lazaretto.facts.custody import Party
from lazaretto.obligations.hand_overs import MINUTE, HandOver, Limit
from lazaretto.web.labels.partners import MARKS
from lazaretto.web.surroundings import LANGUAGES
from lazaretto.web.templatetags.lazaretto import lasting

register = template.Library()
_PARTIES: dict[str, Party] = {"custody.released": "health_authority", "custody.went_out": "hospital"}


@register.filter
def stands(one: HandOver, at: datetime) -> str:
    """How far a hand-over has come; one that should have been acknowledged by now is ``overdue``."""
    return "overdue" if one.overdue(at) else one.course.state


@register.filter
def hand_over_mark(state: str) -> str:
    """The mark of a state."""
    return MARKS[state]


@register.filter
def within(limit: Limit) -> str:
    """The time in which a taking over is acknowledged, in words."""
    return lasting(limit.minutes * MINUTE)


@register.filter
def party_of_gone(one: Gone) -> Party:
    """To whom somebody who left went, as far as the way in which they left says."""
    return _PARTIES.get(one.how, "prison")


@register.filter
def tongue(lang: str) -> str:
    """A language in its own name."""
    return dict(LANGUAGES)[lang]
