"""Filters for the need of cells: shares in per cent, kinds of cells, days ahead."""

from babel.dates import format_date
from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lazaretto.actions.open_capacity import CapacityPage
from lazaretto.web.labels import dates

register = template.Library()

CELLS: dict[str, str | Promise] = {"transition": _("transition cells"), "isolation": _("isolation cells")}
LACKING: dict[str | None, str | Promise] = {
    "arrivals": _("nobody has come yet"),
    "history": _("too few days of history"),
    "cells": _("no such cells"),
    "leg": _("no protocol in force"),
    "refusal": _("no protocol in force"),
}


@register.filter
def per_cent(share: float) -> str:
    """0.0123 → 1.2 %; what is hardly above nothing, or below all, is not rounded to it."""
    if 0 < share < 0.0005:
        return "< 0.1 %"
    if 0.9995 < share < 1:
        return "> 99.9 %"
    return f"{100 * share:.1f} %"


@register.filter
def figure(number: float) -> str:
    """Two figures after the point, one from ten on."""
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"


@register.filter
def cells_of(use: str) -> str:
    """The cells of a use in words."""
    return str(CELLS.get(use, use))


@register.filter
def why_lacking(code: str | None) -> str:
    """Why nothing is reckoned for a facility."""
    return str(LACKING.get(code, ""))


@register.filter
def ahead_of(number: int, page: CapacityPage) -> str:
    """A day ahead by its date."""
    return str(format_date(page.day(number), dates.pattern("day"), locale=dates.locale()))
