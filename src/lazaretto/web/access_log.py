"""The log of access, for the audit administrator and the inspector; what waits for a second person."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_access_log import TABS, open_access_log
from lazaretto.web.accounts import answered
from lazaretto.web.asking import actor_of
from lazaretto.web.pressing import pressed, text
from lazaretto.web.showing import house_zone, show


@never_cache
@requires("read_log")
def access_log(request: HttpRequest) -> HttpResponse:
    """Show a page of the log; answer, as the second person, what was asked for."""
    if request.method != "POST":
        return _page(request)
    return pressed(request, "", acts={"grant": _answer, "decline": _answer}, page=_page)


def _answer(request: HttpRequest, _code: str) -> HttpResponse:
    return answered(request)


def _page(request: HttpRequest, _code: str = "", *, problem: str = "", status: int = 200) -> HttpResponse:
    asked = request.GET
    page = open_access_log(
        part=asked.get("part", "accounts"), actor=actor_of(request), now=now(), by=text(asked, "by"),
        subject=text(asked, "subject"), before=_number(asked.get("before", "")),
        skip=_number(asked.get("skip", "")) or 0,
    )  # fmt: skip
    return show(
        request, "web/access_log.html", zone=house_zone(), here="access_log", page=page, tabs=TABS,
        by=text(asked, "by"), subject=text(asked, "subject"), problem=problem, status=status,
    )  # fmt: skip


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 18 else None
