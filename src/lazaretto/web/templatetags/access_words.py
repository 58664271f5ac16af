"""Filters of accounts and of the log of access: marks, and what a line says besides."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from lazaretto.actions.open_accounts import DeedLine
from lazaretto.web.labels.access import MARKS, OF_NUMBER, OWN_REASONS
from lazaretto.web.labels.reasons import REASONS
from lazaretto.web.refusing import worded
from lazaretto.web.templatetags.lazaretto import called, word

register = template.Library()


@register.filter
def deed_mark(sort: str) -> str:
    """The mark of a sort of act."""
    return MARKS.get(sort, "met")


@register.filter
def deed_words(line: DeedLine) -> str:
    """What else a line says, in words: from where, from what to what, which rule."""
    said: Mapping[str, Any] = line.said
    parts = [_said(name, value) for name, value in said.items()]
    if line.sort == "changed":
        parts = [f"{_standing(said['from'])} → {_standing(said['to'])}"]
    elif "role" in said:
        parts = [_standing(said)]
    elif "everywhere" in said:
        parts = [_scope(said)]
    if said.get("agreed_by"):
        parts.append(_("agreed to by %(who)s") % {"who": said["agreed_by"]})
    if said.get("asked_by"):
        parts.append(_("asked by %(who)s") % {"who": said["asked_by"]})
    return " · ".join(part for part in parts if part)


@register.filter
def deed_address(line: DeedLine) -> str:
    """From which address it was done; empty where the line says none."""
    said = line.said.get("from")
    return said if isinstance(said, str) else ""


@register.filter
def last_day(ends: datetime | str) -> str:
    """The last day on which a token holds that ends at an instant, on the clock of the page."""
    at = datetime.fromisoformat(ends) if isinstance(ends, str) else ends
    return f"{timezone.localtime(at - timedelta(microseconds=1)):%Y-%m-%d}"


@register.filter
def read_reason(kept: str) -> str:
    """Why a record was read, in words: what was chosen, what the house says by itself, or as it was said."""
    if kept in OWN_REASONS:
        return str(OWN_REASONS[kept])
    for start, words in OF_NUMBER.items():
        if kept.startswith(f"{start} "):
            return str(words).format(number=kept.removeprefix(f"{start} ").removesuffix(" on"))
    code, _colon, rest = kept.partition(": ")
    chosen = REASONS.get(code) or OWN_REASONS.get(code)
    if chosen is None:
        return kept
    more = called(rest, "purpose") if code == "exit" else rest
    return f"{chosen} · {more}" if rest else str(chosen)


def _said(name: str, value: Any) -> str:
    if name == "standing":
        return _standing(value)
    if name == "rule":
        return worded(str(value), {})
    if name == "by":
        return word(value, "by")
    if name in ("act", "asked", "asked_by", "agreed_by", "digest", "expires", "fetch", "was", "from"):
        return ""
    return str(value)


def _standing(said: Mapping[str, Any]) -> str:
    role = word(said.get("role", ""), "user_role")
    return _("%(role)s (%(scope)s)") % {"role": role, "scope": _scope(said)}


def _scope(said: Mapping[str, Any]) -> str:
    scope = _("all facilities") if said.get("everywhere") else ", ".join(said.get("facilities", ()))
    return scope or _("no facility")
