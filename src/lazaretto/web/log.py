"""A day's log: the record's numbers, confirmed line by line by the person who closes the day."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_log import LogPage, open_log, open_logs
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.command import LogLine, LogReopened, LogSubmitted
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.fact import kind_of
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.labels.keeping import LINES
from lazaretto.web.pressing import numbered, pressed, text
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

MOST = 1_000_000
STATES = ("missing", "late", "reopened", "open")


@requires("read_person")
def log(request: HttpRequest, code: str) -> HttpResponse:
    """Show a day; close it, or open it again, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts={"submit": _submit, "reopen": _reopen}, page=_page)


@requires("read_facts")
def logs(request: HttpRequest) -> HttpResponse:
    """Show every facility by day: submitted in time, late, missing, reopened."""
    at = instant_asked(request)
    page = open_logs(actor=actor_of(request), now=now(), at=at)
    return show(
        request, "web/logs.html", zone=page.zone, at=at, here="logs", page=page, live=at is None,
        lists=[(state, page.of(state)) for state in STATES],
    )  # fmt: skip


def _submit(request: HttpRequest, code: str) -> HttpResponse:
    """Close the day with what the person states, line by line."""
    page = _opened(request, code)
    if page.closing.standing is not None:
        raise Malformed(
            _("This day is closed. The leader reopens it, with a reason, before it is sent again.")
        )
    lines = tuple(_line(request, of, count) for of, count in page.lines)
    incidents = next(line.count for line in lines if line.of == "incidents")
    body = LogSubmitted(day=page.day, incidents=incidents, number=page.closing.number, lines=lines)
    _record(request, code, body)
    messages.success(request, _("The day is closed: submission %(n)s.") % {"n": body.number})
    return _back(code, page)


def _line(request: HttpRequest, of: Any, count: int) -> LogLine:
    """One line as stated. Raises :class:`Malformed`: not a number, a nought unsaid, no reason given."""
    name, typed, why = str(LINES[of]), text(request.POST, f"n-{of}"), text(request.POST, f"why-{of}")
    if not typed.isdecimal() or int(typed) > MOST:
        raise Malformed(_("%(line)s: write a whole number. Nought is a number.") % {"line": name})
    stated = int(typed)
    if stated == 0 and f"nought-{of}" not in request.POST:
        raise Malformed(_("%(line)s: tick that it is nought and that you have looked.") % {"line": name})
    if stated != count and not why:
        raise Malformed(
            _("%(line)s: the record says %(count)s. Say why yours is another number.")
            % {"line": name, "count": count}
        )
    return LogLine(of=of, count=stated, because=why if stated != count else None)


def _nought(request: HttpRequest, of: Any, count: int) -> bool:
    """Whether a line is asked about its nought: where the record has one, or one was typed."""
    return not count or (not text(request.POST, f"n-{of}").strip("0") and request.method == "POST")


def _reopen(request: HttpRequest, code: str) -> HttpResponse:
    page = _opened(request, code)
    stands, reason = page.closing.standing, text(request.POST, "reason")
    if stands is None:
        raise Malformed(_("This day is not closed; there is nothing to reopen."))
    if not reason:
        raise Malformed(_("Say why the day is opened again."))
    _record(request, code, LogReopened(day=page.day, number=stands.number, reason=reason))
    messages.success(request, _("The day is open again; the next submission gets the next number."))
    return _back(code, page)


def _record(request: HttpRequest, code: str, body: LogSubmitted | LogReopened) -> None:
    moment = now()
    record_fact(
        Statement(body=body, occurred=moment, facility=code, id=numbered(request.POST, kind_of(body))),
        actor=actor_of(request),
        device=DEVICE,
        now=moment,
    )


def _opened(request: HttpRequest, code: str) -> LogPage:
    return open_log(code, actor=actor_of(request), now=now(), day=_day(request))


def _day(request: HttpRequest) -> date | None:
    typed = request.GET.get("day", "")
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as fault:
        raise BadRequest(f"{typed!r} is not a day") from fault


def _back(code: str, page: LogPage) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('log', args=[code])}?day={page.day.isoformat()}")


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    try:
        page = open_log(code, actor=actor, now=now(), day=_day(request), at=at)
    except Refused as refusal:
        if refusal.rule == "malformed":
            raise BadRequest(refusal.values["why"]) from refusal
        raise
    rows = [
        {
            "of": of, "count": count, "typed": request.POST.get(f"n-{of}", count),
            "nought": f"nought-{of}" in request.POST, "asked": _nought(request, of, count),
            "why": request.POST.get(f"why-{of}", ""),
        }
        for of, count in page.lines
    ]  # fmt: skip
    live = at is None
    return show(
        request, "web/log.html", zone=page.house.zone, at=at, here="log", code=code, page=page, rows=rows,
        place=house(page.house), live=live, problem=problem, status=status,
        stated={line.of: line for line in page.closing.standing.lines} if page.closing.standing else {},
        may_submit=live and actor.may("state:command.log_submitted") and page.closing.standing is None,
        may_reopen=live and actor.may("state:command.log_reopened") and page.closing.standing is not None,
        may_list=actor.may("read_facts"),
    )  # fmt: skip
