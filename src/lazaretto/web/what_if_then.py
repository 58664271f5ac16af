"""What the twin would have said on a past day, beside what happened since: pictures, a table, scores."""

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from babel.dates import format_date
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_what_if_then import DISEASE, ThenPage, open_what_if_then
from lazaretto.actions.read_network_today import read_network_today
from lazaretto.twin.reviewing import Band, Line
from lazaretto.web.asking import actor_of
from lazaretto.web.labels import dates
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.what_if_courses import Course, course
from lazaretto.web.what_if_drawn import Both
from lazaretto.web.what_if_plots import NARROW, WIDE
from lazaretto.web.what_if_words import fault_words, titled

NAMES: dict[str, str | Promise] = {
    "found_in_quarantine": _("people found in quarantine"),
    "found_in_wings": _("people found in the general wings"),
    "found_staff": _("staff found"),
    "restarted": _("cohorts whose leg began anew"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the review. rows: each day, what was foreseen by then, and what had happened."""

    name: str | Promise
    line: Line
    last: Band
    whole: int
    covered: int
    rank: int
    picture: Both[Course]
    rows: tuple[tuple[date, Band, int], ...]


@never_cache
@requires("read_what_if")
def what_if_then(request: HttpRequest) -> HttpResponse:
    """Show a past day: the usual one, or the one asked for in the address."""
    actor = actor_of(request)
    page = open_what_if_then(
        actor=actor, now=now(), first=_date(request.GET.get("day", "")),
        disease=request.GET.get("disease") or DISEASE, anew=request.headers.get("HX-Request") != "true",
    )  # fmt: skip
    lines = told(page)
    return show(
        request, "web/what_if_then.html", zone=page.zone, here="what_if", page=page, told=lines,
        within=sum(one.line.inside for one in lines),
        fault=fault_words(page.fault) if page.fault else "",
        busy=worded(page.refusal.rule, page.refusal.values) if page.refusal else "",
        diseases=[(one.id, titled(one.title)) for one in page.diseases], disease=titled(page.disease.title),
        people=sum(one.size for one in page.network.begun) if page.network else 0,
    )  # fmt: skip


@requires("read_what_if")
def what_if_today(request: HttpRequest) -> HttpResponse:
    """The network of the scope as it stands, as a file that the command line takes."""
    design = read_network_today(actor=actor_of(request), now=now())
    data = msgspec.json.format(msgspec.json.encode(design), indent=1)
    return HttpResponse(
        data, content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{design.id}.json"'},
    )  # fmt: skip


def told(page: ThenPage) -> tuple[Told, ...]:
    """What a page says of each of the counts; nothing where nothing was set side by side."""
    if page.review is None:
        return ()
    days = [page.first + timedelta(days=n) for n in range(page.days)]
    return tuple(_told(line, days) for line in page.review.lines)


def _told(line: Line, days: list[date]) -> Told:
    names = [format_date(one, dates.pattern("day"), locale=dates.locale()) for one in days]
    return Told(
        name=NAMES[line.name], line=line, last=line.bands[-1], whole=line.happened[-1],
        covered=round(100 * line.covered), rank=round(100 * line.rank),
        picture=Both(
            course(line.bands, line.happened, names=names, width=WIDE),
            course(line.bands, line.happened, names=names, width=NARROW),
        ),
        rows=tuple(zip(days, line.bands, line.happened, strict=True)),
    )  # fmt: skip


def _date(typed: str) -> date | None:
    """The day of an address; None where it is none, which is the usual day."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
