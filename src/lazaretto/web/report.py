"""A day's report: its figures, what does not reconcile, its versions; drawing up, signing, sending back."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.draw_report import draw_report
from lazaretto.actions.open_report import ReportPage, open_report
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.sign_report import sign_report
from lazaretto.actions.statement import Statement
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.periods import local_day
from lazaretto.facts.reports import ReportReturned
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.handing_out import file_named
from lazaretto.web.pressing import numbered, pressed, text
from lazaretto.web.report_book import book
from lazaretto.web.report_paper import Signed, paper
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house
from lazaretto.web.typesetting import FontsMissing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 40  # changed figures and facts of a broken law that a page lists


@never_cache
@requires("read_facts")
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Show a day's report; draw it up, sign it or send it back, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    acts = {"draw": _draw, "sign": _sign, "return": _return}
    return pressed(request, code, acts=acts, page=_page)


@never_cache
@requires("read_facts")
def report_json(request: HttpRequest, code: str) -> HttpResponse:
    """The report in its canonical bytes, to be kept and compared."""
    page = _opened(request, code)
    return _kept(page, page.report.document, "application/json", "json")


@never_cache
@requires("read_facts")
def report_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """The report as a workbook that adds up by itself."""
    page = _opened(request, code)
    return _kept(page, book(page.report, _signed(page), lang=_language()), XLSX, "xlsx")


@never_cache
@requires("read_facts")
def report_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The report on paper, in the layout of official documents."""
    page = _opened(request, code)
    try:
        data = paper(page.report, _signed(page), lang=_language())
    except FontsMissing as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    return _kept(page, data, "application/pdf", "pdf")


def _draw(request: HttpRequest, code: str) -> HttpResponse:
    page = _opened(request, code)
    reason = text(request.POST, "reason")
    draw_report(
        code, page.day, reason=reason, actor=actor_of(request), device=DEVICE, now=now(),
        fact=numbered(request.POST, "draw"),
    )  # fmt: skip
    messages.success(
        request, _("The report is drawn up: version %(n)s waits to be signed.") % {"n": page.next}
    )
    return _back(code, page)


def _sign(request: HttpRequest, code: str) -> HttpResponse:
    page = _opened(request, code)
    sign_report(
        code, page.day, despite=request.POST.getlist("despite"), reason=text(request.POST, "reason"),
        actor=actor_of(request), device=DEVICE, now=now(), fact=numbered(request.POST, "sign"),
    )  # fmt: skip
    messages.success(request, _("Version %(n)s is signed.") % {"n": page.next})
    return _back(code, page)


def _return(request: HttpRequest, code: str) -> HttpResponse:
    page = _opened(request, code)
    reason = text(request.POST, "reason")
    if not reason:
        raise Malformed(_("Say what is to be put right before it is drawn up again."))
    number = page.draft.number if page.draft else page.next
    body, moment = ReportReturned(day=page.day, number=number, reason=reason), now()
    statement = Statement(body=body, occurred=moment, facility=code, id=numbered(request.POST, "return"))
    record_fact(statement, actor=actor_of(request), device=DEVICE, now=moment)
    messages.success(request, _("Version %(n)s was sent back.") % {"n": number})
    return _back(code, page)


def _opened(request: HttpRequest, code: str) -> ReportPage:
    try:
        return open_report(
            code, actor=actor_of(request), now=now(), day=_day(request), number=_number(request, "version"),
            against=_number(request, "against"), at=instant_asked(request),
        )  # fmt: skip
    except Refused as refusal:
        if refusal.rule == "malformed":
            raise BadRequest(refusal.values["why"]) from refusal
        raise


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    page, actor = _opened(request, code), actor_of(request)
    live = instant_asked(request) is None and page.shown is None
    drafts = page.drafter == actor.code
    return show(
        request, "web/report.html", zone=page.house.zone, at=instant_asked(request), here="report", code=code,
        page=page, report=page.report, problem=problem, status=status, live=live, limit=SHOWN,
        place=house(page.house), query=_query(page), typed=request.POST,
        may_draw=live and page.over and actor.may("state:command.report_drawn"),
        may_sign=live and page.waits and not drafts and actor.may("state:command.report_signed"),
        own_draft=live and page.waits and drafts, national=settings.ALGORITHMS == "sm",
    )  # fmt: skip


def _query(page: ReportPage) -> str:
    """What keeps this day and this version in an address."""
    return f"day={page.day.isoformat()}" + (f"&version={page.shown}" if page.shown is not None else "")


def _signed(page: ReportPage) -> Signed:
    version = page.version
    return Signed(
        number=version.number if version else page.next, by=version.by if version else None,
        reason=version.reason if version else None, name=page.names[page.house.code], names=page.names,
        on=local_day(version.at, zone=page.house.zone) if version else None,
    )  # fmt: skip


def _kept(page: ReportPage, data: bytes, sort: str, end: str) -> HttpResponse:
    version = f"-{page.shown}" if page.shown is not None else "-draft"
    return file_named(data, f"report-{page.report.of}-{page.day.isoformat()}{version}.{end}", media=sort)


def _back(code: str, page: ReportPage) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('report', args=[code])}?day={page.day.isoformat()}")


def _day(request: HttpRequest) -> date | None:
    typed = request.GET.get("day", "")
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as fault:
        raise BadRequest(f"{typed!r} is not a day") from fault


def _number(request: HttpRequest, name: str) -> int | None:
    typed: Any = request.GET.get(name, "")
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > 3:
        raise BadRequest(f"{typed!r} is not a version")
    return int(typed)


def _language() -> str:
    return str(get_language() or "en").lower()
