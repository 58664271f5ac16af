"""The sampling walk: one cell at a time, one scan a tube, and the next cell comes by itself."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4, uuid5

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_rounds import odd_tube, open_round_page
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.board.rounds_page import RoundPage
from lazaretto.board.tubes import recognised
from lazaretto.board.walking import Stop, onward
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.labels.rounds import TROUBLES, UNSAMPLED
from lazaretto.web.pressing import Unread, seed, statement, text
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house, where

CHECKED = "checked_by"  # who holds tube and list side by side stays filled in from tube to tube


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it came back: who is ticked, the tube, and that it is so although something is odd."""

    ticked: tuple[str, ...]
    tube: str
    checked_by: str
    sure: bool = False


@requires("state:testing.sampled")
def round_walk(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    """Show one cell with everybody ticked whom a tube can take; record the tube that is scanned."""
    page = open_round_page(code, round_code, actor=actor_of(request), now=now())
    if request.method != "POST":
        return _cell(request, page, _stop(page, request.GET.get("cell")))
    stop = _stop(page, request.POST.get("cell", ""))
    typed = _typed(request.POST, page)
    odd = _odd(request, page, stop, typed)
    if odd:
        return _cell(request, page, stop, typed=typed, problem=odd, status=422)
    try:
        said = _sampled(request.POST, typed, page, stop)
        receipt = record_fact(said, actor=actor_of(request), device=DEVICE, now=now())
    except Unread as fault:
        return _cell(request, page, stop, typed=typed, problem=str(fault), status=422)
    except Refused as refusal:
        worded_ = worded(refusal.rule, refusal.values)
        return _cell(request, page, stop, typed=typed, problem=worded_, status=422)
    request.session[CHECKED] = typed.checked_by
    announce(request, [receipt])
    return _on(code, round_code, page, stop, typed)


def _typed(said: QueryDict, page: RoundPage) -> Typed:
    tube = text(said, "tube")
    if said.get("act") == "next_label" and page.fresh:
        tube = page.fresh[0].code
    known = recognised(tube, [one.code for one in page.tubes])
    return Typed(
        tuple(dict.fromkeys(said.getlist("for"))), (known or tube)[:64], text(said, CHECKED)[:64],
        said.get("act") == "sure",
    )  # fmt: skip


def _odd(request: HttpRequest, page: RoundPage, stop: Stop | None, typed: Typed) -> str:
    """What to look at before this is recorded, in words; empty where nothing is odd, or it is so."""
    if not typed.tube:
        return _("Scan the tube's label, or press the next one.")
    if not typed.ticked:
        return _("Tick who was swabbed into this tube.")
    if typed.sure:
        return ""
    here = {one.person for one in stop.people} if stop else set()
    actor = actor_of(request)
    found = odd_tube(page, typed.tube, actor=actor, now=now())
    if found is None and typed.checked_by == actor.code:
        found = ("alone", "")
    if found is None and len(typed.ticked) > max(page.view.pool, 1):
        found = ("over", "")
    if found is None and not set(typed.ticked) <= here:
        found = ("elsewhere", "")
    if found is None:
        return ""
    about = where(found[1]) if "/" in found[1] else found[1] or "—"
    return str(TROUBLES[found[0]]).format(tube=typed.tube, where=about)


def _sampled(said: QueryDict, typed: Typed, page: RoundPage, stop: Stop | None) -> Statement:
    """The statement of one tube: who is in it, in which cell, who looked on. Raises :class:`Unread`."""
    body: dict[str, Any] = {
        "kind": "testing.sampled/1", "tube": typed.tube, "members": list(typed.ticked), "purpose": "round",
        "round": page.view.code, "checked_by": typed.checked_by or None,
    }  # fmt: skip
    fact = uuid5(seed(text(said, "made")), repr(body))
    found = statement(body, facility=page.house.code, occurred=now(), fact=fact)
    return msgspec.structs.replace(found, place=stop.place if stop else None)


def _on(code: str, round_code: str, page: RoundPage, stop: Stop | None, typed: Typed) -> HttpResponse:
    """This cell again while somebody in it is uncovered, else the next one; at the end the round."""
    walk = page.walkers
    left = {one.person for one in stop.open} - set(typed.ticked) if stop else set()
    after = (*walk[walk.index(stop) + 1 :], *walk[: walk.index(stop)]) if stop else ()
    ahead = stop if left else next((one for one in after if one.open), None)
    if ahead is None:
        return HttpResponseRedirect(reverse("round_walk", args=[code, round_code]))
    query = urlencode({"cell": ahead.place or ""})
    return HttpResponseRedirect(f"{reverse('round_walk', args=[code, round_code])}?{query}")


def _stop(page: RoundPage, asked: str | None) -> Stop | None:
    """The cell that is asked for, or the first where somebody is uncovered."""
    walk = page.walkers
    named = next((stop for stop in walk if asked is not None and (stop.place or "") == asked), None)
    return named or onward(walk, None)


def _there(page: RoundPage, stop: Stop | None, room: int) -> tuple[str, ...]:
    """Whom the next tube can take: uncovered, in the house now, as many as it holds."""
    found = [one.person for one in stop.open if one.person not in page.away] if stop else []
    return tuple(found[:room])


def _cell(
    request: HttpRequest, page: RoundPage, stop: Stop | None, *, typed: Typed | None = None,
    problem: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    actor, walk = actor_of(request), page.walkers
    room = max(page.view.pool, 1)
    ticked = typed.ticked if typed else _there(page, stop, room)
    number = walk.index(stop) if stop in walk else 0
    return show(
        request, "web/round_walk.html", zone=page.house.zone, here="rounds", code=page.house.code, page=page,
        view=page.view, place=house(page.house), stop=stop, walk=walk, number=number + 1, ticked=ticked,
        before=walk[number - 1] if number else None,
        after=walk[number + 1] if number + 1 < len(walk) else None,
        checked_by=typed.checked_by if typed else request.session.get(CHECKED, ""), typed=typed,
        tube=typed.tube if typed else "", problem=problem, status=status, reasons=tuple(UNSAMPLED),
        done=sum(one.done for one in walk), people=sum(len(one.people) for one in walk),
        odd=bool(typed and typed.tube and typed.ticked), made=str(uuid4()), room=room,
        filled=[tube for tube in page.tubes if tube.filled and stop and tube.place == stop.place],
        may_say=actor.may("state:testing.unsampled"),
    )  # fmt: skip
