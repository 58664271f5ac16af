"""Filters of directives, assignments and dispatches: the words and marks of their states."""

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

from lazaretto.facts.dispatches import AgendaLine
from lazaretto.facts.periods import instant
from lazaretto.obligations.assignments import Assignment
from lazaretto.web.labels import Labels, command, kinds
from lazaretto.web.labels.command import DISPATCH_MARKS, LINE_MARKS, MARKS, RECEIPT_MARKS, SORT_MARKS

register = template.Library()
_WORDS: dict[str, Labels] = {
    "assignment": command.STATES, "line": command.LINES, "sort": command.SORTS,
    "dispatch": command.DISPATCHES, "receipt": command.RECEIPTS, "whose": command.WHOSE,
    "demand": command.DEMANDS, "origin": command.ORIGINS,
}  # fmt: skip
_MARKS = {
    "assignment": MARKS, "line": LINE_MARKS, "sort": SORT_MARKS, "dispatch": DISPATCH_MARKS,
    "receipt": RECEIPT_MARKS,
}  # fmt: skip


@register.filter
def command_word(code: str, table: str) -> str:
    """The word of a state, by table."""
    return str(_WORDS[table].get(code, code))


@register.filter
def command_mark(code: str, table: str) -> str:
    """The mark of a state, by table."""
    return _MARKS[table].get(code, "owed")


@register.filter
def due_of(one: Assignment) -> datetime | None:
    """When an assignment is due."""
    return None if one.due is None else instant(one.due)


@register.filter
def overdue(one: Assignment, at: datetime) -> bool:
    """Whether an assignment is overdue, or was done late."""
    return one.late(int(at.timestamp()))


@register.filter
def left_of(due: datetime | None, at: datetime) -> int:
    """Seconds until an instant; below zero once it is past."""
    return 0 if due is None else int((due - at).total_seconds())


@register.filter
def did(one: Assignment, act: str) -> str:
    """Who did an act, and said so: a staff number; empty where nobody has."""
    step = one.course.last(act)
    return "" if step is None else step.fact.actor


@register.filter
def did_at(one: Assignment, act: str) -> datetime | None:
    """When an act was done."""
    step = one.course.last(act)
    return None if step is None else step.fact.occurred


@register.filter
def may_do(one: Assignment, act: str) -> bool:
    """Whether an act may be done now, by somebody."""
    return act in one.course.open


@register.filter
def barred(one: Assignment, person: str) -> bool:
    """Whether somebody did it, and therefore does not judge it."""
    return one.course.refuses("verify", frozenset({person})) == "do"


@register.filter
def rule_word(line: AgendaLine) -> str:
    """What a line is called that no clause names: a change by its kind, a contradiction by its rule."""
    if line.rule in kinds.KINDS:
        return str(kinds.KINDS[line.rule])
    return _("contradiction") if line.sort == "problem" else line.rule
