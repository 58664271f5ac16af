"""Who and what is inside: numbers first, then lists; the muster that is printed; the register of the gate."""

import csv
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_inside import open_inside, open_muster
from lazaretto.actions.open_register import open_register
from lazaretto.board.inside import Muster
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.showing import show
from lazaretto.web.templatetags.gate import group_name, needs_words
from lazaretto.web.templatetags.lazaretto import house, where_or_who

ACT = "state:gate.line_unread"  # of whoever may enter forms


@requires("read_day_sheet")
def inside(request: HttpRequest, code: str) -> HttpResponse:
    """Show who and what is inside now, or was at an instant, as known then."""
    actor, at = actor_of(request), instant_asked(request)
    page = open_inside(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/inside.html", zone=page.house.zone, at=at, here="inside", page=page, code=code,
        place=house(page.house), live=at is None, may_paper=actor.may(ACT), steps=_steps(page.at, at),
        may_muster=actor.may("read_person") or page.running is not None,
    )  # fmt: skip


@never_cache
@requires("read_day_sheet")
def muster(request: HttpRequest, code: str) -> HttpResponse:
    """Show the list by which a house is called out, ready for the printer; ``?as=csv`` to keep a copy."""
    at = instant_asked(request)
    page = open_muster(code, actor=actor_of(request), now=now(), at=at)
    if request.GET.get("as") == "csv":
        return _copied(page)
    return show(
        request, "web/muster.html", zone=page.house.zone, at=at, here="inside", page=page, code=code,
        place=house(page.house), printed=now(), live=at is None, print_now="print" in request.GET,
    )  # fmt: skip


@requires("read_day_sheet")
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Show a day of the gate's register, all of it or of one subject or device."""
    actor, at = actor_of(request), instant_asked(request)
    page = open_register(
        code, actor=actor, now=now(), at=at, day=_day(request.GET.get("day", "")),
        subject=" ".join(request.GET.get("subject", "").split())[:64],
        device=request.GET.get("device", "")[:64],
    )  # fmt: skip
    return show(
        request, "web/register.html", zone=page.house.zone, at=at, here="register", page=page, code=code,
        place=house(page.house), live=at is None, printed=now(), may_paper=actor.may(ACT),
    )  # fmt: skip


def _steps(shown: datetime, at: datetime | None) -> list[tuple[str, str]]:
    """Ways to other instants: a day and an hour back, and of a past one an hour on."""
    steps = [(_("a day earlier"), -timedelta(days=1)), (_("an hour earlier"), -timedelta(hours=1))]
    if at is not None:
        steps.append((_("an hour later"), timedelta(hours=1)))
    return [(name, (shown + by).isoformat()) for name, by in steps]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _copied(page: Muster) -> HttpResponse:
    """The same list as a table that any machine opens without a network."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    stamp = f"{page.at:%Y%m%dT%H%MZ}"
    answer["Content-Disposition"] = f'attachment; filename="muster-{page.house.code}-{stamp}.csv"'
    answer.write("\ufeff")  # so that a spreadsheet reads the characters as they are
    rows = csv.writer(answer)
    rows.writerow([_("Group"), _("Number"), _("Name"), _("Where"), _("Needs"), _("Present")])
    for group, calls in page.groups:
        for call in calls:
            needs = needs_words(call)
            rows.writerow(
                [group_name(group), call.number, call.masked or "", where_or_who(call.where), needs, ""]
            )
    return answer
