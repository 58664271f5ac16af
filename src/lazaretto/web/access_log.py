"""The log of access, for the audit administrator and the inspector; what waits for a second person."""

from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_access_log import TABS, Narrowed, open_access_log
from lazaretto.facts.periods import at_local
from lazaretto.web.accounts import answered
from lazaretto.web.asking import actor_of
from lazaretto.web.pressing import pressed, text
from lazaretto.web.roster import day_asked
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
    said = {name: text(asked, name) for name in ("by", "subject", "address", "from", "to")}
    first, last = day_asked(asked, "from"), day_asked(asked, "to")
    only = Narrowed(
        said["by"], said["subject"], said["address"], _midnight(first),
        _midnight(last, after=1),
    )  # fmt: skip
    page = open_access_log(
        part=asked.get("part", "accounts"), actor=actor_of(request), now=now(), only=only,
        before=_number(asked.get("before", "")), skip=_number(asked.get("skip", "")) or 0,
    )  # fmt: skip
    kept = urlencode({name: value for name, value in said.items() if value})
    return show(
        request, "web/access_log.html", zone=house_zone(), here="access_log", page=page, tabs=TABS,
        said=said, kept=kept, problem=problem, status=status,
    )  # fmt: skip


def _midnight(day: date | None, *, after: int = 0) -> datetime | None:
    """When a day, or the one so many after it, begins by the clock of the network's office."""
    return None if day is None else at_local(day + timedelta(days=after), time(), zone=house_zone())


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 18 else None
