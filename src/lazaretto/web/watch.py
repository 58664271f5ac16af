"""The system's own list: what of the machine, its commands, channels and record needs somebody."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.access.machine import machine
from lazaretto.actions.open_watch import open_watch
from lazaretto.board.watching import mebibytes
from lazaretto.web.asking import actor_of
from lazaretto.web.showing import house_zone, show


@never_cache
@requires("read_watch")
def watch(request: HttpRequest) -> HttpResponse:
    """Show the list as it is now."""
    actor = actor_of(request)
    page = open_watch(machine(), actor=actor, now=now())
    return show(
        request, "web/watch.html", zone=house_zone(), here="watch", page=page,
        free=mebibytes(page.machine.free) if page.machine else "",
        size=mebibytes(page.database) if page.database is not None else "",
        may=[route for route, act in _WAYS.items() if actor.may(act)],
    )  # fmt: skip


# Of the pages that a line leads to: what their reader must be able to do.
_WAYS = {
    "stations": "read_stations", "house_directives": "read_facts", "directives": "read_facts",
    "day_sheet": "read_day_sheet", "gate_looks": "read_facts", "check_ins": "read_person",
    "leaders": "read_board", "protocols": "read_protocol", "notifications": "read_board",
    "nodes": "read_watch",
}  # fmt: skip
