"""Filters by which templates put values into words: language, numbers, dates, codes.

Dates are shown in the time zone that the view activated: the facility's, never the reader's.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from babel.dates import format_date, format_datetime
from django import template
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lazaretto.board.words import word as board_word
from lazaretto.protocol.document import Text
from lazaretto.protocol.problem import Problem
from lazaretto.protocol.wording import LANGUAGES
from lazaretto.web.labels import access, dates, inspecting, living, partners, states, values, what_if, whose
from lazaretto.web.refusing import worded

register = template.Library()


class Named(Protocol):
    """Whatever says of which facility it is: a day sheet, a house."""

    @property
    def name(self) -> str:
        """As it was established."""

    @property
    def county(self) -> str:
        """The code of its county."""

    @property
    def sort(self) -> str:
        """What it is, as a code."""


_TABLES: dict[str, Mapping[str, str | Promise]] = {
    "state": states.STATES,
    "level": states.LEVELS,
    "role": states.FACILITY_ROLES,
    "sort": states.SORTS,
    "cell": states.CELLS,
    "release": states.RELEASES,
    "release_hint": states.RELEASE_HINTS,
    "stage": states.STAGES,
    "ground": states.GROUNDS,
    "swab": states.SWABS,
    "conversion": states.CONVERSIONS,
    "user_role": states.USER_ROLES,
    "severity": states.SEVERITIES,
    "verdict": states.VERDICTS,
    "layer": states.LAYERS,
    "phase": states.PHASES,
    "whose": whose.WHY,
    "what_if_status": what_if.STATUS,
    "what_if_phase": what_if.PHASES,
    **access.TABLES,
    **inspecting.TABLES,
    **values.TABLES,
    **living.TABLES,
    **partners.TABLES,
}


@register.filter
def say(text: Text | str | None) -> str:
    """A text of three languages in the reader's."""
    if text is None or isinstance(text, str):
        return text or ""
    return str(getattr(text, spoken().replace("-", "_"), text.en))


def spoken() -> str:
    """The reader's language: ``zh-hans``, ``zh-hant`` or ``en``."""
    language = (get_language() or "en").lower()
    return language if language in ("zh-hans", "zh-hant") else "en"


@register.filter
def word(code: object, table: str) -> str:
    """The word for a code, by table; the code itself where the table has none."""
    return str(_TABLES[table].get(str(code), code))


@register.filter
def called(value: object, field: str) -> str:
    """The word for a value of a fact's field (``negative|called:"result"``)."""
    return say(board_word(field, str(value)))


@register.filter
def where(place: str | None) -> str:
    """``QZ-D/T/03`` → *Transition wing 03*; a bare facility is its code."""
    if not place:
        return ""
    facility, _slash, rest = place.partition("/")
    zone, _slash, cell = rest.partition("/")
    if zone == "K" and cell:
        return word(cell, "area")
    if re.fullmatch(r"G\d+", zone):
        wing = _("General wing %(number)s") % {"number": zone[1:]}
        return f"{wing}-{cell}".rstrip("-")
    wing = word(zone, "wing") if zone else facility
    return f"{wing} {cell}".strip()


@register.filter
def house(sheet: Named) -> str:
    """A facility by its county and sort in the reader's words; as it was named, in the language of naming.

    The name in the record is Chinese, in simplified characters; so it is where the county has no word, too.
    """
    county = _TABLES["county"].get(sheet.county)
    if county is None or spoken() == "zh-hans":
        return sheet.name
    return _("%(county)s %(sort)s") % {"county": county, "sort": word(sheet.sort, "sort").lower()}


@register.filter
def mark_of(state: object) -> str:
    """The mark that a state is drawn with."""
    name = getattr(state, "name", str(state)).lower()
    return states.MARKS.get(name, name)


@register.filter
def moment(instant: datetime | None, form: str = "stamp") -> str:
    """An instant in local words: clock 14:20, stamp 03-23 14:20, dated_stamp, day, weekday, full, machine,
    field.
    """
    if instant is None:
        return ""
    local = timezone.localtime(instant)
    if form == "machine":
        return local.isoformat()
    if form == "field":
        return f"{local:%Y-%m-%dT%H:%M}"  # as a field of day and time takes it
    return str(format_datetime(local, dates.pattern(form), locale=dates.locale()))


@register.filter
def on_day(day: date | None) -> str:
    """A calendar day in local words."""
    return str(format_date(day, dates.pattern("date"), locale=dates.locale())) if day else ""


@register.filter
def celsius(tenths: int) -> str:
    """365 → 36.5."""
    return f"{tenths // 10}.{tenths % 10}"


@register.filter
def lasting(seconds: int | None) -> str:
    """A stretch of seconds in its two largest units; the sign is left to the sentence around it."""
    if seconds is None:
        return ""
    minutes = abs(int(seconds)) // 60
    days, hours = divmod(minutes // 60, 24)
    if days:
        return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    if hours:
        return _("%(hours)d h %(minutes)02d min") % {"hours": hours, "minutes": minutes % 60}
    return _("%(minutes)d min") % {"minutes": minutes}


@register.filter
def of(value: Any, whole: Any) -> str:
    """``value`` of ``whole`` in per cent for an SVG width, 0 to 100 with one decimal."""
    return f"{100 * float(value) / float(whole):.1f}" if whole else "0"


@register.filter
def item(mapping: Mapping[str, Any], key: str) -> Any:
    """An entry of a mapping, or nothing."""
    return mapping.get(key) if mapping else None


@register.filter
def words(text: str) -> list[str]:
    """A list of words, for a loop over file names."""
    return text.split()


@register.filter
def where_or_who(subject: str) -> str:
    """A place in words, a person or thing by its number."""
    return where(subject) if "/" in subject else subject


@register.filter
def test_words(test: str | None) -> str:
    """A test of a decision table in words: nothing asked is an en dash."""
    if not test:
        return "–"
    signs = {">=": "≥", "<=": "≤", "|": "/"}
    return " ".join(signs.get(part) or word(part, "test") for part in str(test).split(" "))


@register.filter
def refused(rule: str, values: Mapping[str, str]) -> str:
    """The sentence of a refusal."""
    return worded(rule, values)


@register.filter
def problem_words(problem: Problem) -> str:
    """What is wrong with a document and what to do, in the reader's language."""
    language = next(one for one in LANGUAGES if one.lower().replace("_", "-") == spoken())
    joint = ". " if language == "en" else "；"
    return joint.join((problem.said(language), problem.advised(language)))
