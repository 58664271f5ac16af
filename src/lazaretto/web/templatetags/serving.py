"""Filters for the three fixed and for training: words and marks."""

from django import template

from lazaretto.board.fixed_page import Checked
from lazaretto.board.training_page import Pass
from lazaretto.web.labels.serving import DOUBTS, LINE_MARKS, LINES, PASS_MARKS, PASSES

register = template.Library()


@register.filter
def line_word(state: str) -> str:
    """How a task of the three fixed stands."""
    return str(LINES[state])


@register.filter
def line_mark(state: str) -> str:
    """The mark of how a task stands."""
    return LINE_MARKS[state]


@register.filter
def doubts(one: Checked) -> list[str]:
    """What speaks against a person today, in words."""
    return [str(DOUBTS[doubt]) for doubt in one.doubts]


@register.filter
def pass_word(held: Pass) -> str:
    """How a pass stands."""
    return str(PASSES[held.state])


@register.filter
def pass_mark(held: Pass) -> str:
    """The mark of a pass; of a procedure that the person does not need it is grey."""
    return PASS_MARKS[held.state] if held.needed else "excused"
