"""Filters for looks at a gate and for three counts of it: their words, their stretches, their readings."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lazaretto.audit.counts import DONE, SOURCES, Column, Window
from lazaretto.audit.looking import COUNTED
from lazaretto.facts.periods import instant
from lazaretto.web.labels.sources import SOURCE, TALLIED, WHAT, what_of
from lazaretto.web.templatetags.lazaretto import moment

register = template.Library()

STATES: dict[str, str | Promise] = {
    "none": _("nothing told"),
    "partial": _("one source is missing"),
    "differing": _("they differ"),
    "agreeing": _("they agree, not signed"),
    "signed": _("signed"),
    "changed": _("changed since it was signed"),
}
# The mark of each: what nobody did is owed, what nobody explained is missed, what was signed is met.
MARKS = {
    "none": "owed", "partial": "late", "differing": "disputed", "agreeing": "held", "signed": "met",
    "changed": "disputed",
}  # fmt: skip
LOOKS: dict[str, str | Promise] = {
    "ahead": _("to come"),
    "due": _("due now"),
    "met": _("taken"),
    "missed": _("not taken"),
}
LOOK_MARKS = {"ahead": "ahead", "due": "owed", "met": "met", "missed": "missed"}
FAILURES: dict[str, str | Promise] = {
    "silent": _("The camera did not answer in time. Count by hand, and have the camera looked after."),
    "unreachable": _("Nothing answers at the camera’s address. Count by hand, and have the network checked."),
    "forbidden": _(
        "The camera wants another name or password. The administrator keeps them beside the data."
    ),
    "garbled": _("What the camera sent is no picture. Count by hand, and have the camera looked after."),
    "unreadable": _("This installation cannot read streams: the extra “cameras” is not installed."),
}
_TABLES: dict[str, Mapping[str, str | Promise]] = {
    "source": SOURCE, "tallied": TALLIED, "what": WHAT, "day": STATES, "look": LOOKS, "failure": FAILURES,
}  # fmt: skip


def stretch(first: datetime, last: datetime) -> str:
    """08:00–14:00; the end of a day is 24:00."""
    ends = moment(last, "clock")
    return f"{moment(first, 'clock')}–{'24:00' if ends == '00:00' else ends}"


@register.filter
def source_word(code: str, table: str) -> str:
    """The word for a code of this page, by table."""
    return str(_TABLES[table].get(str(code), code))


@register.filter
def day_mark(state: str) -> str:
    """The mark of a day's state."""
    return MARKS[state]


@register.filter
def look_mark(state: str) -> str:
    """The mark of a look's state."""
    return LOOK_MARKS[state]


@register.filter
def stretch_of(thing: Any) -> str:
    """The stretch of a window, a statement or a difference: 08:00–14:00."""
    first, last = (
        value if isinstance(value, datetime) else instant(value) for value in (thing.first, thing.last)
    )
    return stretch(first, last)


@register.filter
def at_second(second: int) -> datetime:
    """Seconds since 1970 as an instant."""
    return instant(second)


@register.filter
def readings(window: Window, column: Column) -> Iterator[dict[str, Any]]:
    """The rows of one window: in, out, inside; each by source, with whether they differ.

    What nobody can say (how many swabs went out again) has no row.
    """
    asked = ("came",) if column.of in DONE else ("came", "went", "inside")
    for what in asked:
        said = getattr(window, what)
        if what == "inside" and not any(one is not None for one in said):
            continue
        spoken = {one for one in said if one is not None}
        yield {
            "what": what_of(column.of, what),
            "said": [
                (source, one, one is not None and len(spoken) > 1)
                for source, one in zip(SOURCES, said, strict=True)
            ],
            "differ": len(spoken) > 1,
        }


@register.filter
def numbered(counts: tuple[int, ...]) -> list[tuple[str, int]]:
    """Counts of a look with their categories."""
    return list(zip(COUNTED, counts, strict=True))


@register.filter
def clock_minute(minute: int) -> str:
    """Minutes from midnight as 14:07."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
