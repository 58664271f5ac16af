"""Pools that hold people: the clock of each, a press for every single re-test, a press for telling."""

from collections.abc import Mapping
from typing import get_args

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_pools import open_pools
from lazaretto.actions.record_fact import record_fact
from lazaretto.facts.testing import Party
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

PARTIES: tuple[Party, ...] = get_args(Party)
SWAB, TELL = "testing.sampled", "testing.result_told"


@requires("read_person")
def pools(request: HttpRequest, code: str) -> HttpResponse:
    """Show the pools; state a re-test swab or who was told, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts={"retest": _retest, "told": _told}, page=_page)


def _retest(request: HttpRequest, code: str) -> HttpResponse:
    """One member was swabbed singly, now."""
    tube, person = text(request.POST, "tube")[:64], text(request.POST, "person")[:40]
    if not tube:
        raise Unread(_("Scan the tube of the single swab."))
    said = {"kind": f"{SWAB}/1", "tube": tube, "members": [person], "purpose": "retest"}
    return _state(request, code, said)


def _told(request: HttpRequest, code: str) -> HttpResponse:
    """Those who must know were told of a pool, now."""
    parties = [party for party in PARTIES if party in request.POST.getlist("party")]
    if not parties:
        raise Unread(_("Tick who was told."))
    return _state(
        request, code, {"kind": f"{TELL}/1", "tube": text(request.POST, "pool"), "parties": parties}
    )


def _state(request: HttpRequest, code: str, said: Mapping[str, object]) -> HttpResponse:
    made = seed(request.POST.get("made", ""))  # of the form that was pressed: pressed twice is said once
    stated = statement(said, facility=code, occurred=now(), fact=made)
    announce(request, [record_fact(stated, actor=actor_of(request), device=DEVICE, now=now())])
    return HttpResponseRedirect(reverse("pools", args=[code]))


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_pools(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/pools.html", zone=page.house.zone, at=at, here="pools", code=code, page=page,
        place=house(page.house), live=at is None, problem=problem, status=status, parties=PARTIES,
        may_swab=at is None and actor.may(f"state:{SWAB}"),
        may_tell=at is None and actor.may(f"state:{TELL}"),
    )  # fmt: skip
