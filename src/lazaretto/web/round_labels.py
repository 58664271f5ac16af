"""Labels of a round's tubes to print and stick on, and the list by which its cells are walked."""

import io
from uuid import uuid4

import xlsxwriter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.label_tubes import MOST, label_tubes
from lazaretto.actions.open_rounds import open_round_page
from lazaretto.board.rounds_page import RoundPage
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, seed, text
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house
from lazaretto.web.templatetags.rounds import cell_words

SHEETS = ("a4", "roll")  # 24 labels of 70 by 37 mm, or one label of 50 by 30 mm after the other


@requires("read_person")
def round_labels(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    """Show the labels of a round: those on no tube yet, or all. A press gives out more numbers."""
    if request.method != "POST":
        return _labels(request, code, round_code)
    try:
        given = label_tubes(
            code, round_code, count=_count(text(request.POST, "count")),
            fact=seed(text(request.POST, "made")), actor=actor_of(request), device=DEVICE, now=now(),
        )  # fmt: skip
    except Unread as fault:
        return _labels(request, code, round_code, problem=str(fault), status=422)
    except Refused as refusal:
        problem = worded(refusal.rule, refusal.values)
        return _labels(request, code, round_code, problem=problem, status=422)
    query = urlencode({"from": given[0], "sheet": _sheet(request.POST.get("sheet"))})
    return HttpResponseRedirect(f"{reverse('round_labels', args=[code, round_code])}?{query}")


@requires("read_person")
def round_list(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    """Show the sampling list in walking order, ready for the printer; ``?as=xlsx`` as a workbook."""
    page = open_round_page(code, round_code, actor=actor_of(request), now=now(), at=instant_asked(request))
    if request.GET.get("as") == "xlsx":
        answer = HttpResponse(
            _workbook(page),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        answer["Content-Disposition"] = f'attachment; filename="sampling-{round_code}.xlsx"'
        return answer
    return show(
        request, "web/round_list.html", zone=page.house.zone, here="rounds", code=code, page=page,
        view=page.view, place=house(page.house), printed=now(),
    )  # fmt: skip


def _labels(
    request: HttpRequest, code: str, round_code: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    page = open_round_page(code, round_code, actor=actor, now=now())
    first = request.GET.get("from", "")
    shown = [tube for tube in page.tubes if tube.labelled]
    if first in {tube.code for tube in shown}:
        shown = shown[[tube.code for tube in shown].index(first) :]
    elif "all" not in request.GET:
        shown = [tube for tube in shown if tube.state == "unused"]
    return show(
        request, "web/round_labels.html", zone=page.house.zone, here="rounds", code=code, page=page,
        view=page.view, place=house(page.house), labels=shown, sheet=_sheet(request.GET.get("sheet")),
        sheets=SHEETS, problem=problem, status=status, made=str(uuid4()), count=page.needed or "", most=MOST,
        may_label=actor.may("state:testing.tubes_labelled"),
    )  # fmt: skip


def _count(typed: str) -> int:
    """How many labels. Raises :class:`Unread`."""
    if not typed.isdecimal() or not 0 < int(typed) <= MOST:
        raise Unread(_("Say how many labels, from 1 to %(most)s.") % {"most": MOST})
    return int(typed)


def _sheet(asked: str | None) -> str:
    return asked if asked in SHEETS else SHEETS[0]


def _workbook(page: RoundPage) -> bytes:
    """The sampling list as a workbook: numbers, never names; a row for each person, a line a cell."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    boxed = book.add_format({"border": 1})
    sheet = book.add_worksheet(page.view.code[:31])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    heads = (_("Cell"), _("Number"), _("Tube"), _("Not swabbed: why"), _("Swabbed by"), _("Checked by"))
    for column, (head, width) in enumerate(zip(heads, (26, 24, 24, 24, 16, 16), strict=True)):
        sheet.write_string(0, column, head, bold)
        sheet.set_column(column, column, width)
    row = 0
    for stop in page.walkers:
        for one in stop.people:
            row += 1
            cells = (cell_words(stop.place), one.person, one.tube or "", one.why or "", "", "")
            for column, value in enumerate(cells):
                sheet.write_string(row, column, value, boxed)
    sheet.autofilter(0, 0, max(row, 1), len(heads) - 1)
    book.close()
    return out.getvalue()
