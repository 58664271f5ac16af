"""Words of requests for entry, for templates."""

from datetime import datetime
from typing import Any

from django import template

from lazaretto.web.labels import entries
from lazaretto.web.local_times import typed

register = template.Library()

_TABLES: dict[str, Any] = {
    "state": entries.STATES, "sort": entries.SORTS, "need": entries.NEEDS, "level": entries.LEVELS,
    "act": entries.ACTS, "lack": entries.LACKS, "mark": entries.MARKS,
}  # fmt: skip


@register.filter
def entry(code: str, table: str) -> str:
    """The word for a code of a request: its state, its sort, whose word it needs."""
    return str(_TABLES[table].get(code, code))


@register.simple_tag
def moment_typed(moment: datetime, zone: str) -> str:
    """An instant as the value of a field, by the clock of a house."""
    return typed(moment, zone=zone)
