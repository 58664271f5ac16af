"""The day's regime: wing by wing what was done, one press to say so; or why it was not."""

from typing import Any, get_args
from uuid import uuid4, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_regime import open_regime
from lazaretto.actions.record_fact import record_fact
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.regime import Hindrance
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

ACTS = {"done": "regime.activity_done", "left_out": "regime.activity_left_out"}


@requires("read_day_sheet")
def regime(request: HttpRequest, code: str) -> HttpResponse:
    """Show the day; record what was pressed."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts=dict.fromkeys(ACTS, _state), page=_page)


def _state(request: HttpRequest, code: str) -> HttpResponse:
    actor, moment = actor_of(request), now()
    try:
        said = _said(request)
    except Unread as fault:
        raise Malformed(str(fault)) from fault
    fact = uuid5(seed(text(request.POST, "made")), repr(said))
    one = statement(said, facility=code, occurred=moment, fact=fact)
    announce(request, [record_fact(one, actor=actor, device=DEVICE, now=moment)])
    return HttpResponseRedirect(reverse("regime", args=[code]))


def _said(request: HttpRequest) -> dict[str, Any]:
    """The fields of the fact. Raises Unread."""
    wing, _sign, activity = text(request.POST, "square").partition(" ")
    kind = f"{ACTS[request.POST['act']]}/1"
    if request.POST["act"] == "left_out":
        words = text(request.POST, "words")
        if not words:
            raise Unread(_("Say why it was left out."))
        cause = text(request.POST, "cause")
        return {"kind": kind, "wings": [wing], "activity": activity, "cause": cause, "words": words}
    took = text(request.POST, "took_part")
    if not took.isdecimal():
        raise Unread(_("How many took part is a whole number."))
    return {"kind": kind, "parts": [{"wing": wing, "activity": activity, "took_part": int(took)}]}


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_regime(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/regime.html", zone=page.house.zone, at=at, here="regime", code=code, page=page,
        place=house(page.house), live=at is None, problem=problem, status=status, made=str(uuid4()),
        causes=get_args(Hindrance), may=at is None and actor.may(f"state:{ACTS['done']}"),
    )  # fmt: skip
