"""The ways from one page of a facility to the others: one line a page, in the order of the day's work."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lazaretto.access.actor import Actor

# (route, its name, the act that opens it)
WAYS: tuple[tuple[str, str | Promise, str], ...] = (
    ("day_sheet", _("Day sheet"), "read_day_sheet"),
    ("cells", _("Cells"), "read_facts"),
    ("releases", _("Release gate"), "read_person"),
    ("placing", _("Placing"), "read_person"),
    ("exit", _("Exit"), "state:gate.exit_requested"),
    ("station", _("Gate"), "state:gate.checked"),
    ("stations", _("Stations"), "read_stations"),
    ("inside", _("Inside now"), "read_day_sheet"),
    ("register", _("Gate register"), "read_day_sheet"),
    ("emergency", _("Emergency"), "read_day_sheet"),
    ("shelf", _("Goods"), "read_day_sheet"),
    ("vehicles", _("Vehicles"), "read_day_sheet"),
    ("gate_looks", _("Gate camera"), "read_facts"),
    ("reconciliation", _("Three sources"), "read_facts"),
    ("entries", _("Entries"), "read_day_sheet"),
    ("exceptions", _("Exceptions"), "read_day_sheet"),
    ("rights", _("Rights guard"), "read_day_sheet"),
    ("capacity", _("Cells needed"), "read_day_sheet"),
    ("conversion", _("Role"), "read_facts"),
)


def ways(code: str, *, actor: Actor) -> Iterator[tuple[str, str, str]]:
    """(route, name, address) of each page of a facility that the reader may open."""
    for route, name, act in WAYS:
        if actor.may(act):
            yield route, str(name), reverse(route, args=[code])
