"""The stations of a gate: which browsers stand there, what waits, which numbers never came."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.enrol_station import revoke_station
from lazaretto.actions.open_stations import open_stations
from lazaretto.web.asking import actor_of
from lazaretto.web.refusing import worded
from lazaretto.web.settling import told
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house


@never_cache
@requires("read_stations")
def stations(request: HttpRequest, code: str) -> HttpResponse:
    """Show the stations of a gate; take one back once that was asked for and confirmed."""
    problem = ""
    if request.method == "POST":
        post = request.POST.get("post", "")
        try:
            revoke_station(code, post=post, actor=actor_of(request), now=now())
        except Refused as refusal:
            problem = worded(refusal.rule, refusal.values)
        else:
            said = _(
                "%(post)s was taken back. It forgets what it knew; what it has still to say can be sent."
            )
            messages.success(request, said % {"post": post})
            return HttpResponseRedirect(reverse("stations", args=[code]))
    return _page(request, code, problem=problem)


def _page(request: HttpRequest, code: str, *, problem: str) -> HttpResponse:
    actor = actor_of(request)
    page = open_stations(code, actor=actor, now=now())
    standing = [line for line in page.lines if line.standing]
    asked = request.GET.get("revoke", "")
    return show(
        request, "web/stations.html", zone=page.house.zone, here="stations", page=page, code=code,
        place=house(page.house), problem=problem, status=422 if problem else 200, standing=standing,
        ended=[line for line in page.lines if not line.standing],
        confirm=next((line.station for line in standing if line.station.post == asked), None),
        may_revoke=actor.may("revoke_station"), may_settle=actor.may("settle_row"),
        open_rows=[told(row) for row in page.held or () if row.how is None],
        settled_rows=[told(row) for row in page.held or () if row.how is not None],
    )  # fmt: skip
