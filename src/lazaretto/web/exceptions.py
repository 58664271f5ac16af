"""Every exception at the gates on one page, to be printed; and the override that is reported upward."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_exceptions import open_exceptions, report_override
from lazaretto.facts.encoding import Malformed
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import numbered
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house


@requires("read_day_sheet")
def exceptions(request: HttpRequest, code: str) -> HttpResponse:
    """The exceptions of one house."""
    return _answer(request, code)


@requires("read_day_sheet")
def exceptions_everywhere(request: HttpRequest) -> HttpResponse:
    """The exceptions of every house in scope."""
    return _answer(request, None)


def _answer(request: HttpRequest, code: str | None) -> HttpResponse:
    problem = _report(request) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return HttpResponseRedirect(request.get_full_path())
    actor, lens = actor_of(request), instant_asked(request)
    first, last = (_day(request, name) for name in ("from", "to"))
    page = open_exceptions(code, actor=actor, now=now(), first=first, last=last, at=lens)
    names = {one.code: house(one) for one in page.houses}
    return show(
        request, "web/exceptions.html", zone=page.zone, at=lens, code=code or "", page=page, names=names,
        here="exceptions" if code else "exceptions_everywhere", place=names[code] if code else "",
        problem=problem, status=422 if problem else 200, live=lens is None, known_at=page.known_at,
    )  # fmt: skip


def _report(request: HttpRequest) -> str:
    """State that the override was reported upward; the sentence of what stands against it, or nothing."""
    asked = request.POST
    try:
        report_override(
            asked.get("facility", ""), override=asked.get("override", "")[:64], actor=actor_of(request),
            device=DEVICE, now=now(), fact=numbered(asked, asked.get("override", "")),
        )  # fmt: skip
    except Refused as refusal:
        return worded(refusal.rule, refusal.values)
    except Malformed as fault:
        return str(fault)
    messages.success(request, _("Recorded: reported upward."))
    return ""


def _day(request: HttpRequest, name: str) -> date | None:
    text = request.GET.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as fault:
        raise BadRequest(f"{text!r} is not a day") from fault
