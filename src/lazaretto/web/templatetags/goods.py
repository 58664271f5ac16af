"""Filters of the pages of goods and vehicles: words and marks of a consignment, pieces, cold."""

from datetime import datetime

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.board.goods import GoodsLine
from lazaretto.board.yard import Stay, Yard
from lazaretto.obligations.shelving import Consignment
from lazaretto.web.labels.goods import MARKS, STATES, WAITS, WENT

register = template.Library()


@register.filter
def goods_state(state: str) -> str:
    """What is to be done next, in words."""
    return str(STATES[state])


@register.filter
def goods_mark(line: GoodsLine) -> str:
    """The mark of a consignment: what is overdue is missed, whatever it is."""
    return "missed" if line.late else MARKS[line.stands.state]


@register.filter
def state_mark(state: str) -> str:
    """The mark of a state alone."""
    return MARKS[state]


@register.filter
def waits_for(stands: Consignment) -> str:
    """What still stands against letting it in, in words."""
    return _(", ").join(str(WAITS[wait]) for wait in stands.waits)


@register.filter
def went(how: str) -> str:
    """Let in, returned or destroyed."""
    return str(WENT[how])


@register.filter
def in_pieces(count: int | None) -> str:
    """How many pieces, or that nobody counted them."""
    if count is None:
        return _("number of pieces unknown")
    return ngettext("%(n)s piece", "%(n)s pieces", count) % {"n": count}


@register.filter
def swab_sign(result: str) -> str:
    """The shape of a sample, so that its colour is not all that tells; one awaited is drawn hollow."""
    return {"awaited": "●", "negative": "●", "positive": "◆"}.get(result, "◐")


@register.filter
def in_hours(seconds: int) -> str:
    """A stretch in hours and minutes, however many hours: a countdown in days would hide the last of them."""
    hours, minutes = divmod(abs(int(seconds)) // 60, 60)
    if not minutes:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)02d min") % {"hours": hours, "minutes": minutes}


@register.simple_tag
def within_day(moment: datetime | None, page: Yard) -> str:
    """An instant (None: now) as per cent of the day of the yard."""
    whole = (page.closes - page.opens).total_seconds() or 1
    past = ((moment or page.at) - page.opens).total_seconds()
    return f"{min(max(100 * past / whole, 0), 100):.2f}"


@register.simple_tag
def share_of_day(stay: Stay, page: Yard) -> str:
    """How much of the day a stay took, per cent; never so little that nobody sees it."""
    start, end = max(stay.since, page.opens), stay.until or page.at
    return f"{max(100 * (end - start).total_seconds() / (page.closes - page.opens).total_seconds(), 0.6):.2f}"


@register.filter
def chilled(tenths: int) -> str:
    """-185 → −18.5 °C."""
    return f"{'−' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10} °C"
