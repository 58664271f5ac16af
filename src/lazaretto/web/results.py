"""Results of a laboratory: a file with an answer a row, one tube by scan and tap, what still waits."""

import csv
from collections.abc import Iterable
from io import BytesIO
from uuid import UUID

import msgspec
import xlsxwriter
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.import_results import Imported, import_results
from lazaretto.actions.open_results import open_results
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.board.result_columns import Said
from lazaretto.board.result_rows import Answer, body_of, result_id, worst_first
from lazaretto.board.result_tables import MOST_BYTES, Unreadable, table_of
from lazaretto.board.results_page import ResultsPage
from lazaretto.registers.testing import RESULTS
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.labels import results as labels
from lazaretto.web.pressing import Unread, pressed, seed, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house, moment
from lazaretto.web.templatetags.results import column_name, row_outcome, row_sentence

ACT = "state:testing.result_reported"
SHOWN = 300  # answers of a file that a page lists; the copy has them all
_SALT = "results.answers"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RUNS = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run


@never_cache
@requires(ACT)
def results(request: HttpRequest, code: str) -> HttpResponse:
    """Show what waits; take in a file or one result; hand out the answers of a file."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts={"import": _import, "one": _one, "copy": _copy}, page=_page)


@never_cache
@requires(ACT)
def results_template(request: HttpRequest, code: str) -> HttpResponse:
    """A workbook to fill in: one row a tube that waits."""
    page = open_results(code, actor=actor_of(request), now=now())
    with timezone.override(page.house.zone):
        answer = HttpResponse(_workbook(page), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="results-{code}-{page.at:%Y%m%d}.xlsx"'
    return answer


def _import(request: HttpRequest, code: str) -> HttpResponse:
    """Take a file in, and show an answer a row, the bad ones first."""
    sent = request.FILES.get("file")
    if sent is None:
        raise Unread(_("Choose a file first."))
    laboratory = text(request.POST, "laboratory")
    try:
        table = table_of(sent.read(MOST_BYTES + 1))
        done = import_results(
            code, table, actor=actor_of(request), device=DEVICE, now=now(), laboratory=laboratory
        )
    except Unreadable as fault:
        raise Unread(str(labels.FILES[fault.rule])) from fault
    return _page(request, code, done=done, name=str(sent.name)[:80])


def _one(request: HttpRequest, code: str) -> HttpResponse:
    """One tube, one tap: reported now."""
    result = next((word for word in RESULTS if word == request.POST.get("result")), None)
    tube, laboratory = text(request.POST, "tube")[:64], text(request.POST, "laboratory")
    if result is None or not tube:
        raise Unread(_("Scan a tube, then tap its result."))
    if not laboratory:
        raise Unread(_("Say which laboratory reported it."))
    said = Said(tube, result, now(), laboratory)
    made = request.POST.get("made", "")
    fact: UUID = seed(made) if made else result_id(code, said)
    statement = Statement(body=body_of(said), occurred=said.reported, facility=code, id=fact)
    announce(request, [record_fact(statement, actor=actor_of(request), device=DEVICE, now=now())])
    return HttpResponseRedirect(reverse("results", args=[code]))


def _copy(request: HttpRequest, code: str) -> HttpResponse:
    """The answers of a file as separated text: this server's own, handed back by the page that shows them."""
    try:
        packed = signing.loads(request.POST.get("answers", ""), salt=_SALT, max_age=86_400)
        answers = msgspec.convert(packed, type=list[Answer], strict=False)
    except (signing.BadSignature, msgspec.ValidationError) as fault:
        raise Unread(_("These answers are too old. Send the file again; nothing is doubled.")) from fault
    page = open_results(code, actor=actor_of(request), now=now())
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="answers-{code}.csv"'
    answer.write("\ufeff")  # so that a spreadsheet reads the characters as they are
    rows = csv.writer(answer)
    rows.writerow([_("Row"), _("What became of it"), _("Column"), _("Why, and what to do"), *_heads()])
    with timezone.override(page.house.zone):
        for one in answers:
            rows.writerow([tamed(cell) for cell in _copied(one)])
    return answer


def tamed(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before it."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell


def _heads() -> Iterable[str]:
    return (str(labels.COLUMNS[name]) for name in ("tube", "result", "reported"))


def _copied(one: Answer) -> list[str]:
    return [
        str(one.row), row_outcome(one.outcome), column_name(one.column), row_sentence(one), one.tube,
        one.result or "", moment(one.reported, "machine") if one.reported else "",
    ]  # fmt: skip


def _workbook(page: ResultsPage) -> bytes:
    """Text stays text: no cell of it is a formula, and none is run when it comes back."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("results")
        bold = book.add_format({"bold": True})
        stamp = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        heads = ("tube", "result", "reported", "laboratory", "reagent", "ct", "reported_by", "reviewed_by")
        for column, name in enumerate(heads):
            sheet.write_string(0, column, str(labels.COLUMNS[name]), bold)
        sheet.set_column(0, 7, 20)
        sheet.set_column(2, 2, 20, stamp)
        sheet.freeze_panes(1, 1)
        choices = [_("negative"), _("positive"), _("grey"), _("invalid")]
        last = max(len(page.waiting), 1)
        sheet.data_validation(1, 1, last, 1, {"validate": "list", "source": choices})
        for row, one in enumerate(page.waiting, 1):
            sheet.write_string(row, 0, one.tube)
            if page.laboratories:
                sheet.write_string(row, 3, page.laboratories[0])
    return out.getvalue()


def _page(
    request: HttpRequest, code: str, *, problem: str = "", done: Imported | None = None, name: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    actor, at = actor_of(request), instant_asked(request)
    page = open_results(code, actor=actor, now=now(), at=at)
    asked = request.GET.get("scan", "").strip()[:64]
    answers = worst_first(done.answers) if done else ()
    return show(
        request, "web/results.html", zone=page.house.zone, at=at, here="results", code=code, page=page,
        place=house(page.house), live=at is None, problem=problem, done=done, name=name, status=status,
        answers=answers[:SHOWN], more=max(len(answers) - SHOWN, 0), asked=asked,
        token=signing.dumps(msgspec.to_builtins(answers), salt=_SALT, compress=True) if done else "",
        found=page.find(asked) if asked else None, chosen=text(request.POST, "laboratory"),
        results=RESULTS,
    )  # fmt: skip
