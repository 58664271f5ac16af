"""What people need to eat, to be understood and to live by: a house's list for kitchen and wings."""

from typing import Any, get_args
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_needs import open_needs
from lazaretto.actions.state_together import state_together
from lazaretto.board.words_of_living import LIVING_WORDS
from lazaretto.facts.appointments import NeedSort
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

SORTS = get_args(NeedSort)
KNOWN = tuple(key.partition(".")[2] for key in LIVING_WORDS if key.startswith("need."))  # that have words
STATED, ENDED = "regime.need_stated", "regime.need_ended"


@never_cache
@requires("read_person")
def needs(request: HttpRequest, code: str) -> HttpResponse:
    """Show the list; state a need or its end, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts={"state": _state, "end": _end}, page=_page)


def _state(request: HttpRequest, code: str) -> HttpResponse:
    typed = request.POST
    person, sort, need = text(typed, "person"), text(typed, "sort"), text(typed, "need")
    if not person or sort not in SORTS or not need:
        raise Unread(_("Give the custody number, choose the sort, and say what is needed."))
    until = text(typed, "until") or None
    said = {"kind": f"{STATED}/1", "person": person, "sort": sort, "need": need, "until": until}
    return _recorded(request, code, said)


def _end(request: HttpRequest, code: str) -> HttpResponse:
    person, _sign, sort = text(request.POST, "of").partition(" ")
    return _recorded(request, code, {"kind": f"{ENDED}/1", "person": person, "sort": sort})


def _recorded(request: HttpRequest, code: str, said: dict[str, Any]) -> HttpResponse:
    moment, made = now(), seed(text(request.POST, "made"))
    told = statement(said, facility=code, occurred=moment, fact=made)
    announce(request, state_together([told], actor=actor_of(request), device=DEVICE, now=moment))
    return HttpResponseRedirect(reverse("needs", args=[code]))


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_needs(code, actor=actor, now=now(), at=at)
    asked = request.POST if request.method == "POST" else request.GET
    return show(
        request, "web/needs.html", zone=page.house.zone, at=at, here="needs", page=page, code=code,
        place=house(page.house), problem=problem, status=status, live=at is None, made=str(uuid4()),
        may=at is None and actor.may(f"state:{STATED}"), sorts=SORTS, known=KNOWN, printed=now(),
        typed={name: asked.get(name, "") for name in ("person", "sort", "need", "until")},
    )  # fmt: skip
