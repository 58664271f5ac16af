"""Filters of the pages of goods and vehicles: words and marks of a consignment, pieces, cold."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.board.goods import GoodsLine
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
        return _("not counted")
    return ngettext("%(n)s piece", "%(n)s pieces", count) % {"n": count}


@register.filter
def chilled(tenths: int) -> str:
    """-185 → −18.5 °C."""
    return f"{'−' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10} °C"
