"""The release gate of a facility: each leg with its conditions, and the signature that ends one."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.end_leg import end_leg
from lazaretto.actions.list_releases import list_releases
from lazaretto.board.releases import ReleaseLine, Releases
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.obligations.clearing import Status
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show

SECTIONS: tuple[Status, ...] = ("overdue", "due", "blocked", "ready")


@requires("read_person")
def releases(request: HttpRequest, code: str) -> HttpResponse:
    """Show the gate; sign the end of the leg that was asked for, or say what stands against it."""
    if request.method != "POST":
        return _page(request, code)
    person = request.POST.get("person", "")
    try:
        end_leg(code, person=person, actor=actor_of(request), device=DEVICE, now=now())
    except Refused as refusal:
        return _page(request, code, problem=worded(refusal.rule, refusal.values), status=422)
    messages.success(request, _("Signed: the leg of %(person)s has ended.") % {"person": person})
    return HttpResponseRedirect(reverse("releases", args=[code]))


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = list_releases(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/releases.html", zone=page.zone, at=at, here="releases", page=page, problem=problem,
        status=status, place=page.name, live=at is None,
        sections=[(name, page.of(name)) for name in SECTIONS], counting=_by_end(page),
        may_sign=at is None and actor.may("state:quarantine.cleared"),
        stateable={kind for kind in BY_KIND if actor.may(f"state:{kind}")} if at is None else set(),
    )  # fmt: skip


def _by_end(page: Releases) -> list[tuple[datetime | None, list[ReleaseLine]]]:
    """Those who still count, by the instant at which they are full; whoever has no end comes last."""
    found: dict[datetime | None, list[ReleaseLine]] = {}
    for line in page.of("counting"):
        found.setdefault(line.clock.ends, []).append(line)
    return list(found.items())
