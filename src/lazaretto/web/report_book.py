"""A day's report as a workbook that adds up by itself: totals, differences and the city are formulas."""

import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from lazaretto.reports.report import Report, Sheet
from lazaretto.reports.tables import Table
from lazaretto.reports.words import BALANCES, LAWS, SUMMED, title, where, word
from lazaretto.web.report_paper import Signed, plain
from lazaretto.web.typesetting import say

A4 = 9
WIDTH = 9  # columns that a sheet is ruled for


def book(report: Report, signed: Signed, *, lang: str) -> bytes:
    """The report as .xlsx, on A4: its own sheet first, then one a house of a city.

    Each figure of a city is written as the sum of its houses' cells where it is that sum, so a house's figure
    that is typed over changes the city's. A law that is not kept stands above everything.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_size(1600, 2200)
        drawn = _Drawn(workbook, report, signed, lang)
        sheets = (report.sheet, *report.sheet.houses)
        pages = {sheet.of: workbook.add_worksheet(sheet.of[:31]) for sheet in sheets}
        first = drawn.lay(pages[report.sheet.of], report.sheet, front=True)
        for house in report.sheet.houses:
            drawn.lay(pages[house.of], house, start=first)
    return out.getvalue()


class _Drawn:
    """One workbook while its sheets are laid."""

    def __init__(self, workbook: Any, report: Report, signed: Signed, lang: str) -> None:
        self.report, self.signed, self.lang = report, signed, lang
        self.head = workbook.add_format({"bold": True, "font_size": 14})
        self.name = workbook.add_format({"bold": True, "top": 1})
        self.bold = workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
        self.text = workbook.add_format({"border": 1})
        self.figure = workbook.add_format({"border": 1, "num_format": "0"})
        self.sum = workbook.add_format({"border": 1, "num_format": "0", "bold": True})
        self.off = workbook.add_format({"border": 1, "num_format": "0;-0;0", "italic": True})
        self.wrong = workbook.add_format({"bold": True, "bg_color": "#ffe0e0", "text_wrap": True})
        self.red = workbook.add_format({"bg_color": "#ffe0e0", "bold": True})

    def say(self, name: str) -> str:
        return say(word(name), self.lang)

    def lay(self, page: Any, sheet: Sheet, *, front: bool = False, start: int = 0) -> int:
        """One sheet; the row at which its tables begin, the same on every sheet so that cells answer."""
        page.set_paper(A4)
        page.set_portrait()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.8, right=0.8, top=0.8, bottom=0.8)
        page.set_footer("&C&P / &N")
        page.set_column(0, 0, 30)
        page.set_column(1, WIDTH, 10)
        name = self.signed.names.get(sheet.of, sheet.of)
        said = plain(self.report, self.signed, lang=self.lang).splitlines()
        page.write_string(0, 0, said[2], self.head)
        page.write_string(1, 0, f"{said[1]}  {name} {sheet.of}")
        page.write_string(2, 0, f"SHA-256 {self.report.digest}")
        row = 3
        for one in self.report.failures if front else ():
            place = " · ".join(say(part, self.lang) for part in where(one.where))
            shape = "{}  ({}: {} ≠ {})" if self.lang == "en" else "{}（{}：{} ≠ {}）"
            line = shape.format(say(LAWS[one.law], self.lang), place, one.said, one.found)
            page.merge_range(row, 0, row, WIDTH - 1, line, self.wrong)
            row += 1
        begins = max(row + 1, start)
        row = begins
        for table in sheet.tables:
            row = self._table(page, sheet, table, row)
        return begins

    def _table(self, page: Any, sheet: Sheet, table: Table, row: int) -> int:
        page.write_string(row, 0, say(title(table), self.lang), self.name)
        page.write_string(row + 1, 0, "", self.bold)
        for number, column in enumerate(table.columns, 1):
            page.write_string(row + 1, number, self.say(column), self.bold)
        off = len(table.columns) + 1
        if table.id in BALANCES:
            page.write_string(row + 1, off, self.say("balance"), self.bold)
        for line, (name, cells) in enumerate(zip(table.rows, table.cells, strict=True), row + 2):
            page.write_string(line, 0, self.say(name), self.text)
            for number, figure in enumerate(cells, 1):
                self._figure(page, sheet, table, line, number, figure)
            if table.id in BALANCES:
                self._balance(page, table, name, line, off)
        end = row + 2 + len(table.rows)
        if table.id in SUMMED and table.rows:
            page.write_string(end, 0, self.say("total"), self.bold)
            for number, column in enumerate(table.columns, 1):
                first, last = xl_rowcol_to_cell(row + 2, number), xl_rowcol_to_cell(end - 1, number)
                page.write_formula(end, number, f"=SUM({first}:{last})", self.sum, table.total(column))
            end += 1
        return end + 1

    def _figure(self, page: Any, sheet: Sheet, table: Table, line: int, number: int, figure: int) -> None:
        """A figure; of a city the sum of the same cell of each house, where the houses have that cell."""
        houses = [house for house in sheet.houses if table.id != "between"]
        same = houses and all(house.table(table.id).rows == table.rows for house in houses)
        if same:
            cell = xl_rowcol_to_cell(line, number)
            formula = "=" + "+".join(f"'{house.of}'!{cell}" for house in houses)
            page.write_formula(line, number, formula, self.figure, figure)
        else:
            page.write_number(line, number, figure, self.figure)

    def _balance(self, page: Any, table: Table, row: str, line: int, off: int) -> None:
        """What a row is off by: nought where yesterday and its flows come to today."""
        plus, minus = BALANCES[table.id]
        place: Mapping[str, str] = {
            column: xl_rowcol_to_cell(line, number) for number, column in enumerate(table.columns, 1)
        }
        formula = (
            "=" + "+".join(place[name] for name in plus) + "".join(f"-{place[name]}" for name in minus)
            + f"-{place['today']}"
        )  # fmt: skip
        value = sum(table.at(row, name) for name in plus) - sum(table.at(row, name) for name in minus)
        page.write_formula(line, off, formula, self.off, value - table.at(row, "today"))
        page.conditional_format(line, off, line, off, {
            "type": "cell", "criteria": "!=", "value": 0, "format": self.red,
        })  # fmt: skip
