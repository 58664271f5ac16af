"""An emergency: two presses open the house; then people are counted out, and it is ended (H1)."""

from collections.abc import Callable
from typing import get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_emergency import open_emergency
from lazaretto.actions.state_emergency import (
    WHEREABOUTS,
    count_people,
    declare_emergency,
    end_emergency,
    say_where,
)
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.gate import Emergency
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.pressing import LONGEST, numbered, text
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

CAUSES: tuple[Emergency, ...] = get_args(Emergency)


@never_cache
@requires("read_day_sheet")
def emergency(request: HttpRequest, code: str) -> HttpResponse:
    """Show the house's emergency; declare, count, say where somebody is, or end it."""
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act not in _ACTS:
        return _page(request, code)
    try:
        _ACTS[act](request, code)
    except Refused as refusal:
        return _page(request, code, problem=worded(refusal.rule, refusal.values), status=422)
    except Malformed:
        return _page(request, code, problem=_("Check the number, and say where you are."), status=422)
    assembly = request.POST.get("assembly", "").strip()
    if assembly:
        request.session["assembly"] = assembly[:LONGEST]
    return HttpResponseRedirect(reverse("emergency", args=[code]))


def _declare(request: HttpRequest, code: str) -> None:
    cause = next((one for one in CAUSES if one == request.POST.get("cause")), None)
    if cause is None:
        raise Malformed("cause")
    made = declare_emergency(
        code, cause=cause, words=_words(request), actor=actor_of(request), device=DEVICE, now=now(),
        fact=numbered(request.POST, "declare"),
    )  # fmt: skip
    if made is None:
        messages.info(request, _("It was declared a moment ago: it runs."))


def _end(request: HttpRequest, code: str) -> None:
    fact = numbered(request.POST, "end")
    end_emergency(code, words=_words(request), actor=actor_of(request), device=DEVICE, now=now(), fact=fact)
    messages.success(request, _("The emergency is over: the rules hold again."))


def _count(request: HttpRequest, code: str) -> None:
    """Whoever was pressed as present or missing, and the numbers that a scanner typed, who are present."""
    present = [*request.POST.getlist("present"), *request.POST.get("scanned", "").upper().split()]
    missing = request.POST.getlist("missing")
    assembly = text(request.POST, "assembly")
    if not present and not missing:
        raise Malformed("person")
    count_people(
        code, assembly=assembly or _("Assembly point"), present=present, missing=missing,
        actor=actor_of(request), device=DEVICE, now=now(),
        fact=numbered(request.POST, *present, "-", *missing),
    )  # fmt: skip


def _where(request: HttpRequest, code: str) -> None:
    person = request.POST.get("person", "").strip()
    where = next((one for one in WHEREABOUTS if one == request.POST.get("where")), None)
    if not person or where is None:
        raise Malformed("person")
    say_where(
        code, person=person, where=where, actor=actor_of(request), device=DEVICE, now=now(),
        zone="administration" if request.POST.get("zone") == "administration" else "guarded",
        fact=numbered(request.POST, person, where),
    )  # fmt: skip


_ACTS: dict[str, Callable[[HttpRequest, str], None]] = {
    "declare": _declare,
    "end": _end,
    "count": _count,
    "where": _where,
}


def _words(request: HttpRequest) -> str:
    return text(request.POST, "words")


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The page as things stand. ``cause``: what was pressed first, and waits for the second press."""
    actor = actor_of(request)
    page = open_emergency(code, actor=actor, now=now())
    asked = request.POST if request.method == "POST" else request.GET
    return show(
        request, "web/emergency.html", zone=page.house.zone, here="emergency", page=page, code=code,
        place=house(page.house), problem=problem, status=status, causes=CAUSES,
        cause=next((one for one in CAUSES if one == asked.get("cause")), None),
        ending="ending" in request.GET, assembly=request.session.get("assembly", ""),
        may_declare=actor.may("state:gate.emergency_declared"),
        may_end=actor.may("state:gate.emergency_ended"),
        may_count=actor.may("state:gate.people_mustered"),
        may_say=actor.may("state:custody.went_out"), named=actor.may("read_person"),
    )  # fmt: skip
