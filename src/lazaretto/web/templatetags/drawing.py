"""Filters that turn board values into what a picture of them needs: lengths, marks, order."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def bars(strip: Any) -> list[dict[str, Any]]:
    """A board strip as rectangles in a box of 240 × 27: met at the foot, late above, missed on top."""
    if strip is None or not strip.largest:
        return []
    scale, found = 26 / strip.largest, []
    for hour in range(len(strip.met)):
        foot = 27.0
        for state in ("met", "late", "missed"):
            height = getattr(strip, state)[hour] * scale
            if height:
                height = max(height, 1.5 if state == "met" else 3.0)
                foot -= height
                box = {"x": hour * 10 + 1, "y": f"{foot:.1f}", "height": f"{height:.1f}"}
                found.append({"state": state, **box})
    return found


@register.filter
def red(line: Any) -> str:
    """A bottom line is clear at zero and a breach above it."""
    return "breach" if line.count else "clear"


@register.filter
def red_word(line: Any) -> str:
    """The word under a bottom line's figure."""
    return _("must read zero") if line.count else _("at zero")


@register.filter
def round_state(coverage: Any) -> str:
    """Uncovered people are owed while a round runs, and missed once it is closed."""
    return "missed" if coverage.closed else "owed"


@register.filter
def by_phase(shifts: Any) -> list[tuple[str, int]]:
    """The shifts as (phase, count), in the order of the loop."""
    return [
        ("A", shifts.inside),
        ("B", shifts.standby),
        ("C", shifts.isolating),
        ("ordinary", shifts.ordinary),
    ]


@register.filter
def most(pairs: Any) -> int:
    """The largest count of (code, count) pairs, to scale bars by."""
    return max((count for _code, count in pairs), default=1)


@register.filter
def first_finding(line: Any) -> str:
    """Where the figure of a bottom line leads: the newest finding behind it."""
    return reverse("explain", args=[line.findings[0]]) if line.findings else ""
