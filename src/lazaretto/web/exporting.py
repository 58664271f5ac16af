"""A person's record as a workbook or as data, to take along: each line says who took it, and when."""

import io
from typing import Any

import msgspec
import xlsxwriter
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.export_record import Exported, export_record
from lazaretto.web.asking import actor_of
from lazaretto.web.handing_out import file_named
from lazaretto.web.reasons import ask_reason, reason_of
from lazaretto.web.templatetags.lazaretto import word

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A4 = 9
WIDTHS = (18, 18, 10, 26, 80, 24, 36)


@require_POST
@never_cache
@requires("read_person")
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Give the copy that was asked for: ``as`` is ``xlsx`` or ``json``."""
    why, sort = reason_of(request), request.POST.get("as", "")
    if sort not in ("xlsx", "json"):
        raise BadRequest(f"{sort!r} is no form of a copy")
    if not why.said:
        return ask_reason(request, "web/data_reason.html", person=code, along={"as": sort})
    taken = export_record(code, reason=why.said, actor=actor_of(request), now=now())
    data, media = (book(taken), XLSX) if sort == "xlsx" else (plain(taken), "application/json")
    return file_named(data, f"record-{code[:40]}-{taken.number}.{sort}", media=media)


def plain(taken: Exported) -> bytes:
    """The copy as JSON; ``taken`` says whose it is, before the facts and beside each."""
    head = {
        "person": taken.person, "by": taken.by, "role": taken.role, "at": taken.at, "reason": taken.reason,
        "number": taken.number, "digest": taken.digest,
    }  # fmt: skip
    facts = [msgspec.to_builtins(one) | {"taken": taken.mark} for one in taken.facts]
    return msgspec.json.format(msgspec.json.encode({"taken": head, "facts": facts}))


def book(taken: Exported) -> bytes:
    """The copy as a workbook on A4, values alone; the mark stands above, in each row and on each page."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet(taken.person[:31].replace("/", "-"))
        bold, wrapped = (
            workbook.add_format({"bold": True}),
            workbook.add_format({"text_wrap": True, "valign": "top"}),
        )
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        sheet.set_footer(f"&L{taken.mark.replace('&', '&&')}&R&P / &N")
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        told = _(
            "%(person)s: copied by %(by)s on %(at)s; line %(number)s of the log of access. Reason: %(reason)s"
        )
        sheet.write_string(0, 0, told % {
            "person": taken.person, "by": taken.by, "at": f"{taken.at:%Y-%m-%d %H:%MZ}",
            "number": taken.number, "reason": taken.reason,
        }, bold)  # fmt: skip
        sheet.write_string(
            1, 0, _("Whoever passes it on answers for it. SHA-256: %(digest)s") % {"digest": taken.digest}
        )
        heads = (
            _("Occurred"),
            _("Recorded"),
            _("Facility"),
            _("Kind"),
            _("Said"),
            _("Erased by rule"),
            _("Copy"),
        )
        for column, head in enumerate(heads):
            sheet.write_string(2, column, head, bold)
        for row, one in enumerate(taken.facts, 3):
            for column, cell in enumerate(_cells(one, taken.mark)):
                sheet.write_string(row, column, cell, wrapped)
    return out.getvalue()


def _cells(one: Any, mark: str) -> tuple[str, ...]:
    said = "" if one.fact is None else msgspec.json.encode(one.fact.get("body", {})).decode()
    return (
        f"{one.occurred:%Y-%m-%d %H:%MZ}", f"{one.recorded:%Y-%m-%d %H:%MZ}", one.facility,
        word(one.kind.partition("/")[0], "kind"), said, one.erased_by or "", mark,
    )  # fmt: skip
