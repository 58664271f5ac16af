"""What the pages of the rights guard need of its values: signs, gauges, and the form that cures a light."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date
from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.board.rights_page import Light, RightsRow
from lazaretto.obligations.chronicling import DayHeld
from lazaretto.web.asking import actor_of
from lazaretto.web.labels import dates, rights

register = template.Library()
_TABLES = {
    "day": rights.DAYS, "sign": rights.SIGNS, "apart": rights.APART, "warned": rights.WARNED,
    "cure": rights.CURES, "mark": rights.WARNED_MARKS, "light": rights.LIGHTS,
}  # fmt: skip


@register.filter
def right(code: str, table: str) -> str:
    """The word for a code of the rights guard, by table."""
    return str(_TABLES[table].get(code, code))


@register.filter
def short_day(day: date) -> str:
    """3-17 in Chinese, 17/3 in English: the foot of a strip."""
    return str(format_date(day, "M-d" if dates.locale() != "en_GB" else "d/M", locale=dates.locale()))


@register.filter
def told(day: DayHeld) -> str:
    """One day in a sentence, for who cannot see its sign."""
    said = rights.DAYS[day.state]
    minutes = _("not stated") if day.contact_minutes is None else _("%(n)d min") % {"n": day.contact_minutes}
    return _("%(day)s: %(how)s; contact %(minutes)s") % {
        "day": short_day(day.date), "how": said, "minutes": minutes,
    }  # fmt: skip


@register.simple_tag(takes_context=True)
def cure_href(context: Any, row: RightsRow, light: Light) -> str:
    """The form that states what would cure a light; empty for who may not state it, and in the past."""
    cure = light.cure
    if cure is None or context.get("lens") or not actor_of(context["request"]).may(f"state:{cure.kind}"):
        return ""
    asked = {"kind": cure.kind, "subject": row.held.person, **dict(cure.values)}
    return f"{reverse('state', args=[row.held.facility])}?{urlencode(asked)}"


@register.simple_tag(takes_context=True)
def light_href(context: Any, light: Any, facility: str, subject: str = "") -> str:
    """Where *why* of a light leads: to its explanation, or to the clause of what stands on."""
    if light.item is None:
        return f"{reverse('protocol', args=[light.document, light.version])}#{light.clause}"
    asked = {
        "clause": light.clause,
        "facility": facility,
        "subject": subject,
        "at": context.get("lens") or "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('explain', args=[light.item])}?{query}"


@register.filter
def mark_for(light: Any) -> str:
    """The mark of a light: what stands on is a breach."""
    return "breach" if light.state == "standing" else str(light.state)


@register.filter
def passed(days: int | None) -> int:
    """Days since, of days until."""
    return -days if days is not None else 0
