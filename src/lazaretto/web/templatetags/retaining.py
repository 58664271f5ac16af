"""Words of what is due to be erased, for templates."""

from collections.abc import Mapping

from django import template

from lazaretto.protocol.document import Text
from lazaretto.web.labels import retaining
from lazaretto.web.templatetags.lazaretto import say, spoken
from lazaretto.web.terms import term

register = template.Library()


@register.filter
def keeping(why: str) -> str:
    """What keeps something from being erased, in words."""
    return str(retaining.HELD.get(why, why))


@register.filter
def kept_for(days: int) -> str:
    """A term of days, with its years."""
    return term(days, spoken())


@register.filter
def rule_title(titles: Mapping[str, Text], rule: str) -> str:
    """What a rule is called; one that no document in force names is told by its code."""
    return say(titles[rule]) if rule in titles else rule


@register.filter
def of_office(office: str) -> str:
    """Whose decision a hold is, in words."""
    return str(retaining.OFFICES.get(office, office))
