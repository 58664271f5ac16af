"""Paper: day lists and numbered forms to print, and what was written on them to enter, line by line."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.enter_form import LineResult, enter_form
from lazaretto.actions.open_paper import open_day_list, open_paper, print_forms
from lazaretto.board.paper import LINES, SORTS, PaperPage
from lazaretto.facts.periods import local_day
from lazaretto.web import paper_lines
from lazaretto.web.asking import actor_of
from lazaretto.web.complaints import ABOUTS, ADDRESSEES
from lazaretto.web.complaints import WAYS as CAME
from lazaretto.web.paper_lines import CATEGORIES, GOODS, WAYS, ZONES, Written
from lazaretto.web.refusing import sentence, worded
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

COPIES = (1, 2, 5, 10)
SHOWN_LINES = range(1, LINES + 1)


@never_cache
@requires("state:gate.line_unread")
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Show what can be printed and what is unread; or one form, to be entered."""
    asked = request.POST.get("form") or request.GET.get("form", "")
    try:
        page = open_paper(code, form=asked, actor=actor_of(request), now=now())
    except Refused as refusal:
        if refusal.rule != "form_unknown":
            raise
        page = open_paper(code, form="", actor=actor_of(request), now=now())
        return _page(request, page, problem=worded(refusal.rule, refusal.values), status=422)
    return _enter(request, page) if request.method == "POST" and page.form else _page(request, page)


@never_cache
@requires("state:gate.line_unread")
def paper_forms(request: HttpRequest, code: str) -> HttpResponse:
    """Show blank forms for the printer, each with a number of its own."""
    sort = next((one for one in SORTS if one == request.GET.get("sort")), SORTS[0])
    copies = next((one for one in COPIES if str(one) == request.GET.get("copies")), COPIES[0])
    page, forms = print_forms(code, sort=sort, count=copies, actor=actor_of(request), now=now())
    return show(
        request, "web/paper_forms.html", zone=page.house.zone, here="register", code=code, page=page,
        forms=forms, lines=SHOWN_LINES, place=house(page.house), printed=now(),
    )  # fmt: skip


@never_cache
@requires("state:gate.line_unread")
def paper_day(request: HttpRequest, code: str) -> HttpResponse:
    """Show who is expected today and who is inside, for a day on paper."""
    page = open_day_list(code, actor=actor_of(request), now=now())
    return show(
        request, "web/paper_day.html", zone=page.house.zone, here="register", code=code, page=page,
        place=house(page.house), printed=now(),
    )  # fmt: skip


def _enter(request: HttpRequest, page: PaperPage) -> HttpResponse:
    """Record the lines that can be read; show the form again with what is wrong, or with what is in."""
    form = page.form
    if form is None:
        raise ValueError("no form was asked for")
    actor = actor_of(request)
    written = paper_lines.read(request.POST, form=form, zone=page.house.zone, entering=actor.code)
    good = [one.line for one in written if one.line is not None]
    results = enter_form(page.house.code, form=form.number, lines=good, actor=actor, now=now())
    wrong = {one.number: one.wrong for one in written if one.wrong}
    wrong |= {one.number: sentence(one.receipt) for one in results if not one.receipt.recorded}
    _say(request, results)
    if wrong:
        again = open_paper(page.house.code, form=form.number, actor=actor, now=now())
        return _page(request, again, written=written, wrong=wrong, status=422)
    address = reverse("paper", args=[page.house.code])
    return HttpResponseRedirect(f"{address}?{urlencode({'form': form.number})}")


def _say(request: HttpRequest, results: list[LineResult]) -> None:
    new = sum(one.receipt.outcome in ("accepted", "disputed") for one in results)
    again = sum(one.receipt.outcome == "duplicate" for one in results)
    if new:
        messages.success(request, ngettext("%(n)s line recorded.", "%(n)s lines recorded.", new) % {"n": new})
    if again:
        said = ngettext(
            "%(n)s line had been entered before; nothing was doubled.",
            "%(n)s lines had been entered before; nothing was doubled.", again,
        )  # fmt: skip
        messages.info(request, said % {"n": again})


def _page(
    request: HttpRequest, page: PaperPage, *, problem: str = "", written: list[Written] | None = None,
    wrong: dict[int, str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    typed = {one.number: one.typed for one in written or []}
    rows: list[dict[str, Any]] = [
        {"state": state, "typed": typed.get(state.number, {}), "wrong": (wrong or {}).get(state.number, "")}
        for state in page.lines
    ]
    day = (
        request.POST.get("day")
        or local_day(page.form.printed if page.form else page.at, zone=page.house.zone).isoformat()
    )
    return show(
        request, "web/paper.html", zone=page.house.zone, here="register", code=page.house.code, page=page,
        place=house(page.house), problem=problem, rows=rows, day=day, status=status, copies=COPIES,
        sorts=SORTS, assembly=request.POST.get("assembly", ""), lines_problem=bool(wrong),
        categories=CATEGORIES, goods_sorts=GOODS, ways_through=WAYS, zones=ZONES,
        came=CAME, addressees=ADDRESSEES, abouts=ABOUTS,
    )  # fmt: skip
