"""Filters of the gate's pages: groups of a muster, whereabouts, marks of a passage."""

import segno
from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lazaretto.board.inside import Call
from lazaretto.board.paper import Form
from lazaretto.board.words import word as board_word
from lazaretto.obligations.inside import Held, Here
from lazaretto.web.templatetags.lazaretto import called, say, where

register = template.Library()

_GROUPS: dict[str, str | Promise] = {
    "staff-guarded": gettext_lazy("Staff in the guarded area"),
    "staff-administration": gettext_lazy("Staff in the administration area"),
    "visitors": gettext_lazy("Visitors"),
    "drivers": gettext_lazy("Drivers, by their vehicles"),
    "away": gettext_lazy("Away: not to be counted"),
}
_STATES: dict[str, str | Promise] = {
    "missing": gettext_lazy("Missing"),
    "uncounted": gettext_lazy("Not counted yet"),
    "present": gettext_lazy("Present"),
    "out": gettext_lazy("Out, and known where"),
}
_MARKS = {"missing": "missed", "uncounted": "owed", "present": "met", "out": "excused"}
_WAYS: dict[str, tuple[str, str | Promise]] = {
    "in": ("met", gettext_lazy("In")),
    "out": ("excused", gettext_lazy("Out")),
    "no": ("missed", gettext_lazy("Turned away")),
}
_FORMS: dict[str, str | Promise] = {
    "P": gettext_lazy("Passages"),
    "C": gettext_lazy("Complaints"),
    "G": gettext_lazy("Goods"),
    "M": gettext_lazy("People called out"),
}
_BY: dict[str, str | Promise] = {
    "roster": gettext_lazy("on the roster"),
    "approval": gettext_lazy("approved"),
    "override": gettext_lazy("by override"),
}


@register.filter
def group_name(group: str) -> str:
    """What a group of a muster is called: a wing, or who they are."""
    return str(_GROUPS[group]) if group in _GROUPS else where(group)


@register.filter
def needs_words(call: Call | Held) -> str:
    """What somebody needs who is called out; where they are, for whoever is away."""
    found = [say(board_word("sort", need)) for need in call.needs]
    if call.away:
        found.insert(0, called(call.away, "to"))
    return _(", ").join(found)


@register.filter
def roll_state(state: str) -> str:
    """How somebody stands at a muster, in words."""
    return str(_STATES[state])


@register.filter
def roll_mark(state: str) -> str:
    """The mark of how somebody stands at a muster."""
    return _MARKS[state]


@register.filter
def way_mark(way: str) -> str:
    """The mark of a passage: in, out, turned away."""
    return _WAYS[way][0]


@register.filter
def way_word(way: str) -> str:
    """In, out, turned away."""
    return str(_WAYS[way][1])


@register.filter
def by_word(kind: str | None) -> str:
    """By whose leave somebody is inside."""
    return str(_BY.get(kind or "", _("no leave that holds now")))


@register.filter
def in_zone(place: str) -> str:
    """A cell in words; a zone of the gate in words."""
    return called(place, "zone") if place in ("guarded", "administration") else where(place)


@register.filter
def qr(text: str) -> SafeString:
    """The text as a QR code, an SVG that scales; correction level M stands a crease and a thumb."""
    made = segno.make(text, error="m", micro=False)
    return mark_safe(made.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S308 — segno's own SVG of a number we made


@register.filter
def by_category(here: tuple[Here, ...], category: str) -> list[Here]:
    """Those of one category."""
    return [one for one in here if one.category == category]


@register.filter
def form_name(sort: str) -> str:
    """What a paper form is for."""
    return str(_FORMS[sort])


@register.filter
def complaint_of(form: Form, number: int) -> str:
    """The number that the complaint on one line of a form has."""
    return form.complaint(number)


@register.filter
def line_of(form: Form, number: int) -> str:
    """The code of one line of a form."""
    return form.line(number)
