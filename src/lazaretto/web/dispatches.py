"""The daily dispatch: its list and agenda, the chair's page, a house's own lines, the minutes on paper."""

from hashlib import sha256
from typing import Any
from uuid import uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.call_dispatch import call_dispatch
from lazaretto.actions.open_dispatch import open_dispatch, open_dispatches, open_house_dispatches
from lazaretto.actions.record_fact import record_fact
from lazaretto.board.dispatch_page import DispatchPage
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.assigning import STATES_IT, assigning
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import house_zone, show
from lazaretto.web.templatetags.lazaretto import house

OPENS = "state:command.dispatch_opened"
ANSWERS = "state:command.line_answered"
NOTES = "state:command.line_noted"
CLOSES = "state:command.dispatch_closed"
SIGNS = "state:command.minutes_signed"


@never_cache
@requires("read_facts")
def dispatches(request: HttpRequest) -> HttpResponse:
    """Show what the next dispatch would ask, and those of the past; open one, as was pressed."""
    if request.method == "POST":
        return pressed(request, "", acts={"open": _open}, page=_list)
    return _list(request, "")


@never_cache
@requires("read_facts")
def dispatch(request: HttpRequest, dispatch: str) -> HttpResponse:
    """The chair's page: lines as they are answered and decided; a poll with nothing new is empty."""

    def again(request: HttpRequest, _code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _one(request, dispatch, problem=problem, status=status)

    if request.method != "POST":
        return again(request, dispatch)
    acts = {
        "note": _note, "close": _close, "sign": _sign,
        **assigning(lambda _code: reverse("dispatch", args=[dispatch])),
    }  # fmt: skip
    with timezone.override(house_zone()):
        return pressed(request, dispatch, acts=acts, page=again)


@requires("read_facts")
def minutes(request: HttpRequest, dispatch: str) -> HttpResponse:
    """The minutes in the official form, to be printed and signed."""
    at = instant_asked(request)
    page = open_dispatch(dispatch, actor=actor_of(request), now=now(), at=at)
    return show(
        request, "web/minutes.html", zone=house_zone(), at=at, here="dispatches", page=page,
        decided=[(one, line, done) for one, line in page.lines for done in line.line.assigned],
    )  # fmt: skip


@never_cache
@requires("read_facts")
def house_dispatches(request: HttpRequest, code: str) -> HttpResponse:
    """A house's own lines, to be answered on a phone."""
    if request.method != "POST":
        return _house(request, code)
    return pressed(request, code, acts={"answer": _answer}, page=_house)


def _open(request: HttpRequest, _code: str) -> HttpResponse:
    actor = actor_of(request)
    chair = text(request.POST, "chaired_by") or actor.code
    typed = text(request.POST, "present").replace("，", ",").replace("、", ",")
    present = [one.strip() for one in typed.split(",") if one.strip()]
    opened = call_dispatch(
        chaired_by=chair, present=list(dict.fromkeys([chair, *present])),
        made=seed(text(request.POST, "made")), actor=actor, device=DEVICE, now=now(),
    )  # fmt: skip
    messages.success(request, _("Opened. Every facility was called with its lines; the agenda is frozen."))
    return HttpResponseRedirect(reverse("dispatch", args=[opened]))


def _note(request: HttpRequest, code: str) -> HttpResponse:
    said = {"kind": "command.line_noted/1", "line": text(request.POST, "line")}
    return _state(request, code, text(request.POST, "facility"), said)


def _close(request: HttpRequest, code: str) -> HttpResponse:
    said = {"kind": "command.dispatch_closed/1", "recorded_by": actor_of(request).code}
    said["remarks"] = text(request.POST, "remarks")
    messages.success(request, _("Closed. Somebody else signs the minutes."))
    return _state(request, code, text(request.POST, "office"), said)


def _sign(request: HttpRequest, code: str) -> HttpResponse:
    said = {"kind": "command.minutes_signed/1", "signed_by": actor_of(request).code}
    return _state(request, code, text(request.POST, "office"), said)


def _state(request: HttpRequest, code: str, facility: str, said: dict[str, Any]) -> HttpResponse:
    _stated(request, facility, {name: value or None for name, value in said.items()} | {"dispatch": code})
    return HttpResponseRedirect(reverse("dispatch", args=[code]))


def _answer(request: HttpRequest, code: str) -> HttpResponse:
    answer = text(request.POST, "answer")
    if not answer:
        raise Unread(_("Write the answer: why, what was done, what is still to do."))
    said = {
        "kind": "command.line_answered/1", "dispatch": text(request.POST, "dispatch"),
        "line": text(request.POST, "line"), "answer": answer,
    }  # fmt: skip
    _stated(request, code, said)
    messages.success(request, _("Answered. The chair sees it now."))
    return HttpResponseRedirect(reverse("house_dispatches", args=[code]))


def _stated(request: HttpRequest, facility: str, said: dict[str, Any]) -> None:
    number = uuid5(seed(text(request.POST, "made")), said["kind"] + text(request.POST, "line") + facility)
    told = statement(said, facility=facility, occurred=now(), fact=number)
    record_fact(told, actor=actor_of(request), device=DEVICE, now=now())


def _list(request: HttpRequest, _code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_dispatches(actor=actor, now=now(), at=at)
    return show(
        request, "web/dispatches.html", zone=house_zone(), at=at, status=status, here="dispatches", page=page,
        asked=page.asked, live=at is None, problem=problem, made=str(uuid4()), me=actor.code,
        may_open=at is None and page.running is None and page.office is not None and actor.may(OPENS),
    )  # fmt: skip


def _one(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_dispatch(code, actor=actor, now=now(), at=at)
    stamp, live = _stamp(page), at is None
    polled = request.headers.get("HX-Request") == "true"
    if polled and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    here = {"may_note": NOTES, "may_close": CLOSES, "may_sign": SIGNS, "may_set": STATES_IT["set"]}
    return show(
        request, "web/dispatch_sheet.html" if polled else "web/dispatch.html", zone=house_zone(), at=at,
        status=status, here="dispatches", page=page, live=live, stamp=stamp, problem=problem,
        made=str(uuid4()), me=actor.code, **{name: live and actor.may(act) for name, act in here.items()},
    )  # fmt: skip


def _house(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_house_dispatches(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/house_dispatches.html", zone=page.house.zone, at=at, status=status,
        here="house_dispatches", page=page, code=code, place=house(page.house), live=at is None,
        problem=problem, made=str(uuid4()), may_answer=at is None and actor.may(ANSWERS),
    )  # fmt: skip


def _stamp(page: DispatchPage) -> str:
    """What a reader can see change, as a short code."""
    seen = (
        page.state,
        [(one.code, line.said.line, line.line.state, line.line.answer) for one, line in page.lines],
    )
    return sha256(repr(seen).encode()).hexdigest()[:16]
