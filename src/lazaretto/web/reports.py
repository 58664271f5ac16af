"""The list of reports by facility and day; a month of one of them as curves, on screen and on paper."""

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_reports import ReviewPage, open_reports, open_review
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.labels.reports import CURVES
from lazaretto.web.report_curves import drawings, svg
from lazaretto.web.report_paper import month_paper
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house
from lazaretto.web.typesetting import FontsMissing


@requires("read_facts")
def reports(request: HttpRequest) -> HttpResponse:
    """Show every facility's and city's reports by day: signed, late, missing."""
    at = instant_asked(request)
    page = open_reports(actor=actor_of(request), now=now(), at=at)
    return show(request, "web/reports.html", zone=page.zone, at=at, here="reports", page=page)


@requires("read_facts")
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Show a month, day by day."""
    page = _opened(request, code)
    return show(
        request, "web/review.html", zone=page.house.zone, at=instant_asked(request), here="report", code=code,
        page=page,
        drawings=drawings(page.month), place=house(page.house),
    )  # fmt: skip


@requires("read_facts")
def review_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The month on paper."""
    page = _opened(request, code)
    place = _("The whole city") if page.city else house(page.house)
    title = f"{place} · {_('Monthly review')} · {page.first:%Y-%m}"
    charts = [svg(one, [str(CURVES[curve]) for curve in one.curves]) for one in drawings(page.month)]
    foot = _("Days: %(n)s; by a signed report: %(s)s; the others as known at the last midnight.") % {
        "n": len(page.month.days), "s": page.signed,
    }  # fmt: skip
    lang = str(get_language() or "en").lower()
    try:
        data = month_paper(title, charts, foot, lang=lang, at=page.at)
    except FontsMissing as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="review-{code}-{page.first:%Y-%m}.pdf"'
    return answer


def _opened(request: HttpRequest, code: str) -> ReviewPage:
    try:
        return open_review(
            code, actor=actor_of(request), now=now(), first=_month(request), at=instant_asked(request)
        )
    except Refused as refusal:
        if refusal.rule == "malformed":
            raise BadRequest(refusal.values["why"]) from refusal
        raise


def _month(request: HttpRequest) -> date | None:
    typed = request.GET.get("month", "")
    try:
        return date.fromisoformat(f"{typed}-01") if typed else None
    except ValueError as fault:
        raise BadRequest(f"{typed!r} is not a month") from fault
