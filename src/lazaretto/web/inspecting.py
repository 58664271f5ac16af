"""The inspector's own space: what changed since their last visit, their checkpoint, their notes, the check of
the whole log.
"""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.access.inspecting import LONGEST, Note
from lazaretto.actions.check_log_apart import begin_check, follow_check, newest_check, stop_check
from lazaretto.actions.disclose_person import published
from lazaretto.actions.inspect_log import keep_checkpoint, write_note
from lazaretto.actions.open_inspection_desk import open_inspection_desk
from lazaretto.web.asking import actor_of
from lazaretto.web.handing_out import file_named
from lazaretto.web.labels.log_findings import FINDINGS
from lazaretto.web.pressing import pressed, seed, text
from lazaretto.web.refusing import worded
from lazaretto.web.showing import house_zone, show

FAULTS = 50  # places that are named; the others are counted


@never_cache
@requires("inspect")
def inspecting(request: HttpRequest) -> HttpResponse:
    """Show the page; keep the checkpoint, write a note, check the log."""
    if request.method != "POST":
        return _page(request)
    return pressed(request, "", acts={"keep": _keep, "note": _note, "check": _check}, page=_page)


@never_cache
@require_safe
@requires("inspect")
def inspecting_checkpoint(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The newest checkpoint as a file: whoever keeps it elsewhere cannot be shown another history."""
    _key, root, note = published(settings.LEDGER_FOLDER)
    return file_named(note, f"checkpoint-{root.size}.txt", media="text/plain; charset=utf-8")


def _keep(request: HttpRequest, _code: str) -> HttpResponse:
    visit = keep_checkpoint(actor=actor_of(request), now=now(), folder=settings.LEDGER_FOLDER)
    said = _("Kept: the log of %(size)s entries. The next visit begins from here.") % {"size": visit.size}
    messages.success(request, said)
    return HttpResponseRedirect(reverse("inspecting"))


def _note(request: HttpRequest, _code: str) -> HttpResponse:
    actor, post = actor_of(request), request.POST
    sort, subject, facility = text(post, "sort"), text(post, "subject"), text(post, "facility")
    note = Note(
        seed(post.get("made", "")), actor.code, sort, facility if sort == "house" else subject,  # type: ignore[arg-type]  # write() looks
        facility, post.get("words", "")[: LONGEST + 1], now(),
    )  # fmt: skip
    write_note(note, actor=actor)
    messages.success(request, _("Noted. Only inspectors of this facility read it."))
    return HttpResponseRedirect(f"{reverse('inspecting')}#notes")


def _check(request: HttpRequest, _code: str) -> HttpResponse:
    number = begin_check(actor=actor_of(request), now=now(), folder=settings.LEDGER_FOLDER)
    return HttpResponseRedirect(reverse("inspecting_check", args=[number]))


@never_cache
@requires("inspect")
def inspecting_check(request: HttpRequest, number: UUID) -> HttpResponse:
    """How far a check of the whole log has come, and what it found; stop it, as was pressed."""
    if request.method != "POST":
        return _work(request, str(number))
    return pressed(request, str(number), acts={"stop": _stop}, page=_work)


def _stop(request: HttpRequest, number: str) -> HttpResponse:
    stop_check(number, actor=actor_of(request))
    return HttpResponseRedirect(reverse("inspecting_check", args=[number]))


def _work(request: HttpRequest, number: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    check = follow_check(number, actor=actor_of(request))
    asks_again = request.headers.get("HX-Request") == "true"
    if asks_again and not check.running:
        return HttpResponse(headers={"HX-Refresh": "true"})  # it has ended: the whole page, with its answer
    template = "web/inspecting_progress.html" if asks_again else "web/inspecting_check.html"
    return show(
        request, template, zone=house_zone(), here="inspecting", check=check, problem=problem, status=status,
        wrong=[{**one, "said": _found(one)} for one in check.wrong[:FAULTS]], wrong_count=len(check.wrong),
        most=FAULTS,
    )  # fmt: skip


def _found(one: dict[str, Any]) -> str:
    """What was found, in the reader's language; in English where a former version wrote it down."""
    words = FINDINGS.get(one.get("code", ""))
    return one["why"] if words is None else str(words).format(**one["values"])


@never_cache
@require_safe
@requires("inspect")
def inspecting_waiting(request: HttpRequest) -> HttpResponse:
    """What a page that waits for the first pass of the publisher asks: whether it is over."""
    try:
        published(settings.LEDGER_FOLDER)
    except Refused as why:
        return show(
            request, "web/inspecting_waiting.html", zone=house_zone(), refused=worded(why.rule, why.values),
            waits=why.rule == "log_unpublished", every=_every(),
        )  # fmt: skip
    return HttpResponse(headers={"HX-Refresh": "true"})


def _every() -> int:
    """Seconds from one pass of the publisher to the next."""
    return round(settings.LEDGER_EVERY.total_seconds())


def _page(request: HttpRequest, _code: str = "", *, problem: str = "", status: int = 200) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    about = text(request.GET, "about")
    page = open_inspection_desk(
        actor=actor_of(request), now=now(), folder=settings.LEDGER_FOLDER, subject=about or None
    )
    why = page.log.why
    return show(
        request, "web/inspecting.html", zone=page.zone, here="inspecting", page=page, problem=problem,
        status=status, refused=worded(why.rule, why.values) if isinstance(why, Refused) else "",
        waits=why is not None and why.rule == "log_unpublished", every=_every(),
        check=newest_check(actor=actor_of(request)), made=uuid4(), about=about,
        typed={name: asked.get(name, "") for name in ("sort", "subject", "facility", "words")},
        longest=LONGEST, again=urlencode({"about": about}) if about else "",
    )  # fmt: skip
