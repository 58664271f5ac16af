"""Filters for reports: words of states, tables, rows, columns and laws."""

from collections.abc import Sequence
from typing import Any

from django import template

from lazaretto.protocol.document import Text
from lazaretto.reports.tables import Table
from lazaretto.reports.words import BALANCES, LAWS, SUMMED, TABLES, where, word
from lazaretto.web.labels.reports import COURSES, CURVES, MARKS, STATES

register = template.Library()


@register.filter
def report_word(state: str) -> str:
    """How a day's report stands against the clock."""
    return str(STATES[state])


@register.filter
def report_mark(state: str) -> str:
    """The mark of it."""
    return MARKS[state]


@register.filter
def course_word(state: str) -> str:
    """How far a report has come."""
    return str(COURSES[state])


@register.filter
def curve_word(curve: str) -> str:
    """What a curve counts."""
    return str(CURVES[curve])


@register.filter
def figure_word(name: str) -> Text:
    """What a row or a column is called."""
    return word(name)


@register.filter
def table_word(name: str) -> Text:
    """What a table is called."""
    return TABLES[name]


@register.filter
def law_word(name: str) -> Text:
    """What a law says."""
    return LAWS[name]


@register.filter
def figure_place(name: str) -> Sequence[Text]:
    """A figure as a law names it, part by part."""
    return where(name)


@register.filter
def table_lines(table: Table) -> list[dict[str, Any]]:
    """The rows of a table; off: what a balanced row is off by, None where nothing is balanced."""
    plus, minus = BALANCES.get(table.id, ((), ()))
    lines = []
    for row, cells in zip(table.rows, table.cells, strict=True):
        found = sum(table.at(row, name) for name in plus) - sum(table.at(row, name) for name in minus)
        lines.append({"row": row, "cells": cells, "off": table.at(row, "today") - found if plus else None})
    return lines


@register.filter
def table_total(table: Table) -> list[int]:
    """The sums of its columns, where people ask for them."""
    return [table.total(column) for column in table.columns] if table.id in SUMMED else []
