"""Filters of the pages of the planner: what it answers, its faults and its prices in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext as _

from lazaretto.board.rostering_words import ROSTERING_WORDS
from lazaretto.roster.answer import Collision, Move, Relief, Stuck
from lazaretto.web.labels import rostering
from lazaretto.web.templatetags.lazaretto import on_day, say
from lazaretto.web.templatetags.roster import phase_word, rule_name

register = template.Library()
# Values of a phrase that are codes, and how the names of their words begin.
_CODED = {"kind": "staff", "cause": "cause", "who": "what"}
_DAYS = ("first", "last", "day")


@register.filter
def relief_words(relief: Relief) -> str:
    """What would lessen a shortage."""
    return phrase(f"relief_{relief.code}", relief.values)


@register.filter
def collision_words(collision: Collision) -> str:
    """Which rules cannot all be kept, and for whom."""
    rules = _(", ").join(phrase(f"rule_{rule}", {}) for rule in collision.rules)
    return phrase("collision", {**collision.values, "rules": rules})


@register.filter
def stuck_words(stuck: Stuck) -> str:
    """Somebody for whom there is no lawful row at all, and why."""
    rules = _(", ").join(rule_name(rule) for rule in stuck.rules)
    said = {"person": stuck.person, "rules": rules}
    return _("For %(person)s no lawful days can be found: %(rules)s.") % said


@register.filter
def why_words(move: Move) -> str:
    """Who moves on which days from which phase to which, and why."""
    days = on_day(move.first)
    if move.last != move.first:
        days = f"{days} – {on_day(move.last)}"
    said = {
        "person": move.person, "days": days, "was": phase_word(move.before), "now": phase_word(move.after),
        "why": phrase(f"why_{move.why.code}", move.why.values),
    }  # fmt: skip
    return _("%(person)s, %(days)s: %(now)s instead of %(was)s. %(why)s") % said


@register.filter
def fault_words(fault: Mapping[str, Any]) -> str:
    """What is wrong with a question to the planner."""
    return phrase(f"fault_{fault.get('code', '')}", fault.get("values", {}))


@register.filter
def price_word(name: str) -> str:
    """What a price is for."""
    return str(rostering.PRICES[name])


@register.filter
def stage_word(stage: str) -> str:
    """What the planner is at."""
    return str(rostering.STAGES.get(stage, stage))


def phrase(name: str, values: Mapping[str, str]) -> str:
    """A phrase of the planner in the reader's language; one that nobody worded says its code."""
    said = {blank: _value(blank, value) for blank, value in values.items()}
    if name not in ROSTERING_WORDS:
        return f"{name} {said}"
    text = say(ROSTERING_WORDS[name])
    for blank, value in said.items():
        text = text.replace("{" + blank + "}", value)
    return text


def _value(blank: str, value: str) -> str:
    """A value of a phrase in words: codes by their word, days as they are written here."""
    coded = ROSTERING_WORDS.get(f"{_CODED.get(blank, '')}_{value}")
    if coded is not None:
        return say(coded)
    if blank in _DAYS:
        try:
            return on_day(date.fromisoformat(value))
        except ValueError:
            return value
    return value
