"""Entries of one house: ask for one in a short form, and see what became of each."""

from datetime import datetime, timedelta
from typing import get_args

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.decide_entry import ask_entry
from lazaretto.actions.open_entries import EntriesPage, open_entries
from lazaretto.board.entries import SORTS, Sort
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.gate import Category, EntryRequested, Zone
from lazaretto.web import local_times
from lazaretto.web.approvals import decided
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.labels.entries import CONDITIONS, DENIALS, PURPOSES, WITHDRAWALS
from lazaretto.web.pressing import numbered
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

CATEGORIES: tuple[Category, ...] = get_args(Category)
ZONES: tuple[Zone, ...] = get_args(Zone)
FIELDS = ("category", "subject", "zone", "purpose", "opens", "closes")
USUAL = timedelta(hours=4)  # half of a working day; only what the form starts with, whoever asks changes it


@requires("read_day_sheet")
def entries(request: HttpRequest, code: str) -> HttpResponse:
    """Show the requests of one house; ask for an entry, or decide about one."""
    if request.method == "POST":
        return _asked(request, code) if "ask" in request.POST else _decided(request, code)
    return _page(request, code)


def _asked(request: HttpRequest, code: str) -> HttpResponse:
    page = _opened(request, code)
    try:
        body = _body(request, page)
        fact = numbered(request.POST, "ask", body.subject)
        ask_entry(code, asked=body, actor=actor_of(request), device=DEVICE, now=now(), fact=fact)
    except Refused as refusal:
        return _page(request, code, problem=worded(refusal.rule, refusal.values))
    except Malformed as fault:
        return _page(request, code, problem=str(fault))
    messages.success(request, _("Asked for: %(approval)s.") % {"approval": body.approval})
    return HttpResponseRedirect(reverse("entries", args=[code]))


def _decided(request: HttpRequest, code: str) -> HttpResponse:
    problem = decided(request, code)
    return _page(request, code, problem=problem) if problem else HttpResponseRedirect(request.get_full_path())


def _body(request: HttpRequest, page: EntriesPage) -> EntryRequested:
    """What the form asks for. Raises :class:`Malformed` with the sentence of what is missing."""
    said = {name: " ".join(request.POST.get(name, "").split()) for name in FIELDS}
    zone = page.house.zone
    opens, closes = (local_times.read(said.get(name, ""), zone=zone) for name in ("opens", "closes"))
    if not said["subject"] or not said["purpose"]:
        raise Malformed(_("Say who or what is to come in, and why."))
    if opens is None or closes is None:
        raise Malformed(_("Say from when until when, as day and time."))
    values = {
        "approval": f"A-{page.house.code}-{now():%y%m%d%H%M%S}", "requested_by": actor_of(request).code,
        "opens": opens, "closes": closes,
        **{name: said[name] for name in ("category", "subject", "zone", "purpose")},
    }  # fmt: skip
    try:
        return msgspec.convert(values, EntryRequested)
    except msgspec.ValidationError as fault:
        raise Malformed(_("This cannot be asked for as typed. Check the number and the choices.")) from fault


def _opened(request: HttpRequest, code: str) -> EntriesPage:
    wanted = request.GET.get("sort", "")
    sort: Sort | None = next((one for one in SORTS if one == wanted), None)
    return open_entries(code, actor=actor_of(request), now=now(), sort=sort, at=instant_asked(request))


def _page(request: HttpRequest, code: str, *, problem: str = "") -> HttpResponse:
    page = _opened(request, code)
    lens = instant_asked(request)
    return show(
        request, "web/entries.html", zone=page.house.zone, at=lens, here="entries", code=code,
        place=house(page.house), page=page, problem=problem, status=422 if problem else 200,
        live=lens is None, known_at=page.known_at, categories=CATEGORIES, zones=ZONES, purposes=PURPOSES,
        conditions=CONDITIONS, denials=DENIALS, withdrawals=WITHDRAWALS, typed=_typed(request, page),
        asking=problem and "ask" in request.POST, now_typed=local_times.typed(now(), zone=page.house.zone),
    )  # fmt: skip


def _typed(request: HttpRequest, page: EntriesPage) -> dict[str, str]:
    """What the form holds: as it was typed, or as it usually is."""
    moment: datetime = now()
    usual = {
        "category": "person", "zone": "administration", "subject": "", "purpose": "",
        "opens": local_times.typed(moment, zone=page.house.zone),
        "closes": local_times.typed(moment + USUAL, zone=page.house.zone),
    }  # fmt: skip
    return {name: request.POST.get(name, value) for name, value in usual.items()}
