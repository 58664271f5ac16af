"""The twin's answer as a workbook: each figure beside its range, so that others can draw their own."""

import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from lazaretto.actions.ask_what_if import Asked
from lazaretto.twin.answer import Answer, Figure
from lazaretto.web.what_if_answer import answer_page
from lazaretto.web.what_if_figures import alone_days, door_names, leg_name

A4 = 9


def book(asked: Asked) -> bytes:
    """The answer as .xlsx; the same work gives the same bytes. Errors: ValueError without a reply."""
    if asked.reply is None:
        raise ValueError("there is no reply yet")
    page = answer_page(asked.question, asked.reply)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": asked.begun.replace(tzinfo=None), "title": _("What if")})
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        answers = _page(workbook, _("Figures"))
        answers.write_string(0, 0, page.lead[0] if page.lead else "")
        answers.write_string(1, 0, _("Everything here is simulated, each figure with its range."))
        _figures(answers, asked.reply.comparison.answers, bold)
        rests = _page(workbook, _("Assumptions"))
        heads = (_("Of"), _("Assumption"), _("Value"), _("Range"), _("Source"), _("File of"))
        rests.write_row(0, 0, heads, bold)
        for row, rest in enumerate(page.rests, start=1):
            cells = (rest.of, rest.name, rest.value, rest.span, rest.source, rest.dated)
            for column, cell in enumerate(cells):
                rests.write_string(row, column, cell)
    return out.getvalue()


def _page(workbook: Any, name: str) -> Any:
    page = workbook.add_worksheet(name[:31])
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 44)
    page.set_column(1, 20, 14)
    return page


def _figures(page: Any, answers: tuple[Answer, ...], bold: Any) -> None:
    page.write_string(3, 0, _("Figure"), bold)
    for number, answer in enumerate(answers):
        heads = (answer.policy.name, _("from"), _("to"))
        page.write_row(3, 1 + 3 * number, heads, bold)
    for row, name in enumerate(_named(answers[0]), start=4):
        page.write_string(row, 0, name)
        for number, answer in enumerate(answers):
            figure = _named(answer).get(name)
            if figure is not None:
                page.write_row(row, 1 + 3 * number, (figure.value, figure.low, figure.high))


def _named(answer: Answer) -> dict[str, Figure]:
    """The figures of an order by their names; what follows from the order itself has a range of one point."""
    doors = door_names()
    planned = {
        _("Cells of quarantine in use at once, at most"): answer.cells,
        _("Days alone, for each"): alone_days(answer), _("People alone"): answer.alone_people,
    }  # fmt: skip
    left = doors["arrival"]
    return {
        _("Infection reaches a general wing"): answer.breach,
        **{f"… {doors[door]}": figure for door, figure in answer.by_door.items()},
        **{f"… {left}, {leg_name(leg)}": figure for leg, figure in answer.by_leg.items()},
        _("People infected in the general wings"): answer.infected,
        **{_("An outbreak of at least %(n)s") % {"n": size}: figure for size, figure in answer.sizes.items()},
        _("Person-days in quarantine"): answer.quarantine_days,
        _("Swabs"): answer.swabs,
        **{name: Figure(number, number, number) for name, number in planned.items()},
        **{_FEWER[name](): figure for name, figure in (answer.fewer or {}).items() if name in _FEWER},
    }


_FEWER = {
    "breach": lambda: _("Fewer breaches than as ordered now"),
    "quarantine_days": lambda: _("Fewer person-days than as ordered now"),
    "swabs": lambda: _("Fewer swabs than as ordered now"),
}
