"""The ways from one page of a facility to the others: one line a page, in the order of the day's work."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lazaretto.access.actor import Actor


class Way(NamedTuple):
    """One way as a page shows it: the route, its name and its address."""

    route: str
    name: str
    address: str


# Group: (route, its name, the act that opens it)
WAYS: tuple[tuple[str | Promise, tuple[tuple[str, str | Promise, str], ...]], ...] = (
    (
        _("In custody"),
        (
            ("day_sheet", _("Day sheet"), "read_day_sheet"),
            ("cells", _("Cells"), "read_facts"),
            ("releases", _("Release gate"), "read_person"),
            ("placing", _("Placing"), "read_person"),
            ("rights", _("Rights guard"), "read_day_sheet"),
            ("regime", _("Daily regime"), "read_day_sheet"),
            ("appointments", _("Appointments"), "read_person"),
            ("needs", _("Needs"), "read_person"),
            ("complaints", _("Complaints"), "read_facts"),
            ("capacity", _("Cells needed"), "read_day_sheet"),
            ("conversion", _("Role"), "read_facts"),
        ),
    ),
    (
        _("Checks and cases"),
        (
            ("rounds", _("Testing rounds"), "read_person"),
            ("results", _("Results"), "state:testing.result_reported"),
            ("pools", _("Pools"), "read_person"),
            ("pool_plan", _("Pool planner"), "read_person"),
            ("sweeps", _("Three and three"), "read_person"),
            ("log", _("Daily log"), "read_person"),
            ("stock", _("The store"), "read_day_sheet"),
            ("incidents", _("Incidents"), "read_person"),
        ),
    ),
    (
        _("Duty"),
        (
            ("loop", _("The loop"), "read_person"),
            ("strength", _("Strength"), "read_person"),
            ("check_ins", _("Check-ins"), "read_person"),
            ("roster", _("Roster"), "read_facts"),
            ("posts", _("Posts"), "read_day_sheet"),
            ("fixed", _("Three fixed"), "read_person"),
            ("training", _("Training"), "read_person"),
            ("handover", _("Handover"), "read_person"),
        ),
    ),
    (
        _("Gate"),
        (
            ("station", _("Station"), "state:gate.checked"),
            ("exit", _("Exit"), "state:gate.exit_requested"),
            ("house_partners", _("Hand-overs"), "read_day_sheet"),
            ("entries", _("Entries"), "read_day_sheet"),
            ("shelf", _("Goods"), "read_day_sheet"),
            ("vehicles", _("Vehicles"), "read_day_sheet"),
            ("inside", _("Inside now"), "read_day_sheet"),
            ("register", _("Gate register"), "read_day_sheet"),
            ("exceptions", _("Exceptions"), "read_day_sheet"),
            ("gate_looks", _("Gate camera"), "read_facts"),
            ("reconciliation", _("Three sources"), "read_facts"),
            ("stations", _("Stations"), "read_stations"),
            ("emergency", _("Emergency"), "read_day_sheet"),
        ),
    ),
    (
        _("Supervision"),
        (
            ("house_directives", _("Directives"), "read_facts"),
            ("house_dispatches", _("Dispatch"), "read_facts"),
            ("report", _("Daily report"), "read_facts"),
            ("house_patrols", _("Video patrol"), "read_facts"),
            ("house_roll_calls", _("Roll-calls"), "read_facts"),
            ("findings", _("Findings"), "read_facts"),
            ("inspections", _("Inspections"), "read_facts"),
        ),
    ),
)


def ways(code: str, *, actor: Actor) -> Iterator[tuple[str, list[Way]]]:
    """The pages of a facility that the reader may open, group by group; a group without one is left out."""
    for group, lines in WAYS:
        found = [
            Way(route, str(name), reverse(route, args=[code])) for route, name, act in lines if actor.may(act)
        ]
        if found:
            yield str(group), found
