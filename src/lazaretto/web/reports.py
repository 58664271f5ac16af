"""The list of reports by facility and day; a month of one of them as curves, on screen and on paper."""

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_reports import open_reports, open_review
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.report_curves import drawings
from lazaretto.web.showing import show


@requires("read_facts")
def reports(request: HttpRequest) -> HttpResponse:
    """Show every facility's and city's reports by day: signed, late, missing."""
    at = instant_asked(request)
    page = open_reports(actor=actor_of(request), now=now(), at=at)
    return show(request, "web/reports.html", zone=page.zone, at=at, here="reports", page=page)


@requires("read_facts")
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Show a month, day by day."""
    at = instant_asked(request)
    try:
        page = open_review(code, actor=actor_of(request), now=now(), first=_month(request), at=at)
    except Refused as refusal:
        if refusal.rule == "malformed":
            raise BadRequest(refusal.values["why"]) from refusal
        raise
    return show(
        request, "web/review.html", zone=page.house.zone, at=at, here="report", code=code, page=page,
        drawings=drawings(page.month), place=page.house.name,
    )  # fmt: skip


def _month(request: HttpRequest) -> date | None:
    typed = request.GET.get("month", "")
    try:
        return date.fromisoformat(f"{typed}-01") if typed else None
    except ValueError as fault:
        raise BadRequest(f"{typed!r} is not a month") from fault
