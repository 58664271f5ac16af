"""Cards of the board that are drawn once: of a hundred and forty facilities a fact changes one."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from lazaretto.board.city import Tile

register = template.Library()
MOST = 2_048  # cards; one is about four kilobytes


@register.simple_tag(takes_context=True)
def facility_card(context: Any, tile: Tile) -> SafeString:
    """The card of a facility: from before, where the same was shown in this language and by this clock."""
    return _drawn(tile, get_language(), timezone.get_current_timezone_name(), context.get("lens") or "")


@lru_cache(maxsize=MOST)
def _drawn(tile: Tile, _language: str | None, _zone: str, lens: str) -> SafeString:
    return mark_safe(get_template("web/facility_card.html").render({"tile": tile, "lens": lens}))  # noqa: S308 — our own
