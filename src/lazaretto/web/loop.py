"""The loop of a facility as a wheel and its lists; and another pattern, looked at before it is ordered."""

from datetime import date
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_loop import open_loop, preview_pattern
from lazaretto.actions.order_pattern import order_pattern, seal
from lazaretto.board.loop_page import LoopPage
from lazaretto.facts.encoding import Malformed
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.inside_days import NARROW, steps
from lazaretto.web.pressing import pressed, text
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house
from lazaretto.web.wheel import wheel

ORDERING = "state:duty.pattern_ordered"
SOON = 3  # days ahead within which a step is shown at once; later ones are folded away


@requires("read_person")
def loop(request: HttpRequest, code: str) -> HttpResponse:
    """Show the loop. A poll whose ``seen`` is still true is answered with nothing to do."""
    actor, at = actor_of(request), instant_asked(request)
    page = open_loop(code, actor=actor, now=now(), at=at)
    stamp = _stamp(page)
    polled = request.headers.get("HX-Request") == "true"
    if polled and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    soon = [line for line in page.lines if (line.step.on - page.today).days <= SOON]
    return show(
        request, "web/loop_sheet.html" if polled else "web/loop.html", zone=page.house.zone, at=at,
        here="loop", code=code, page=page, place=house(page.house), live=at is None, stamp=stamp,
        wheel=wheel(page.pattern, page.batches), soon=soon, later=page.lines[len(soon) :],
        procedures=page.procedures, may_order=at is None and actor.may(ORDERING),
    )  # fmt: skip


@requires("read_person")
def loop_pattern(request: HttpRequest, code: str) -> HttpResponse:
    """Show what another pattern would change; order it as it was shown."""
    if request.method != "POST":
        return _pattern_page(request, code)
    return pressed(request, code, acts={"order": _order}, page=_pattern_page)


def _order(request: HttpRequest, code: str) -> HttpResponse:
    said = {name: text(request.POST, name) for name in ("pattern", "authority", "reason", "seal")}
    if not said["authority"] or not said["reason"]:
        raise Malformed(_("Say by whose authority, and why."))
    actor, first = actor_of(request), _first(request.POST.get("first", ""))
    if first is None or first < preview_pattern(code, actor=actor, now=now()).today:
        raise Malformed(_("The first day lies in the past: choose today or a later one."))
    order_pattern(
        code, pattern=said["pattern"], first=first, authority=said["authority"], reason=said["reason"],
        shown=said["seal"], actor=actor, device=DEVICE, now=now(),
    )  # fmt: skip
    messages.success(request, _("Ordered. Running phases end as shown; a new roster can be worked out."))
    return HttpResponseRedirect(reverse("loop", args=[code]))


def _pattern_page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    typed = request.POST if request.method == "POST" else request.GET
    pattern, first = text(typed, "pattern"), typed.get("first", "")
    day = None
    try:
        day = _first(first)
    except Malformed as fault:
        problem, status, pattern = str(fault), 422, ""
    page = preview_pattern(code, actor=actor, now=now(), pattern=pattern or None, first=day)
    if day is not None and day < page.today:
        problem, status = problem or _("The first day lies in the past: choose today or a later one."), 422
    return show(
        request, "web/loop_pattern.html", zone=page.house.zone, here="loop", code=code, page=page,
        place=house(page.house), problem=problem, status=status, seal=seal(page), picture=steps(page),
        small=steps(page, width=NARROW), authority=text(typed, "authority"), reason=text(typed, "reason"),
        may_order=actor.may(ORDERING) and (day is None or day >= page.today),
    )  # fmt: skip


def _first(typed: str) -> date | None:
    """The day that was typed; None where nothing was. Raises :class:`Malformed`."""
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as fault:
        raise Malformed(_("The first day is a day of the calendar.")) from fault


def _stamp(page: LoopPage) -> str:
    """What a reader can see change, as a short code."""
    seen = (page.today, page.pattern, page.counts, page.batches, page.lines, page.met)
    return sha256(repr(seen).encode()).hexdigest()[:16]
