"""A report on its forms: its words, the papers in three languages, a workbook that adds up by itself."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from cryptography.hazmat.primitives.hashes import SM3, Hash

from lazaretto.obligations.reports import REPORT, ReportState
from lazaretto.reports.months import CURVES, month
from lazaretto.reports.report import Failure, Report
from lazaretto.web.labels import reports as labels
from lazaretto.web.report_book import book
from lazaretto.web.report_curves import drawings, svg
from lazaretto.web.report_paper import Signed, month_paper, paper, plain, table_of
from tests.unit.reports.world import EVE, city, told

BASELINES = Path(__file__).resolve().parents[2] / "baselines"
NAMES = {"QZ-D": "秦州区看守所", "MJ-D": "麦积区看守所", "TS-Z": "监管支队"}
SIGNED = Signed(2, "L1", "一名被收押人员补登", "监管支队", NAMES, date(2022, 3, 16))


def broken() -> Report:
    return replace(told(), failures=(Failure("exits_stated", "gate.person.went", 1, 2),))


def test_every_state_and_curve_has_its_word() -> None:
    assert set(labels.STATES) == set(labels.MARKS) == set(get_args(ReportState))
    assert set(labels.COURSES) == set(REPORT.states)
    assert set(labels.CURVES) == set(CURVES)


@pytest.mark.parametrize("lang", ["zh-hans", "zh-hant", "en"])
def test_the_words_on_paper_are_the_golden_ones(lang: str) -> None:
    text = plain(broken(), SIGNED, lang=lang)
    assert text == (BASELINES / f"report-paper-{lang}.txt").read_text()


@pytest.mark.parametrize("lang", ["zh-hans", "zh-hant", "en", "de"])
def test_it_is_set_in_every_language_and_twice_alike(lang: str) -> None:
    first = paper(broken(), SIGNED, lang=lang)
    assert first.startswith(b"%PDF-1.7")
    assert first == paper(broken(), SIGNED, lang=lang)
    unsigned = paper(told(), Signed(1, None, None, "x", NAMES), lang=lang)
    assert unsigned.startswith(b"%PDF-1.7")


def test_a_month_is_drawn_and_set() -> None:
    days = month([city(known="03-15 06:00", day=EVE), told()])
    found = drawings(days)
    assert len(found) == 8
    assert found[0].ticks[-1][1] >= 8
    charts = [svg(one, list(one.curves)) for one in found]
    assert month_paper("2022-03", charts, "x", lang="zh-hans", at=told().known_at).startswith(b"%PDF-1.7")
    assert drawings(month([])) == ()
    assert drawings(month([told()]))[0].lines[0].last == 8


def test_a_workbook_adds_up_by_itself() -> None:
    """Its formulas, computed here by hand, give the figures of the report; so does the city of its houses."""
    report = broken()
    data = book(report, SIGNED, lang="en")
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    assert formulas.sheetnames == ["TS", "QZ-D", "MJ-D", "TS-Z"]
    page = formulas["TS"]
    assert page.page_setup.paperSize == 9
    assert page.page_setup.fitToHeight == 0  # one page wide, as many long as it takes
    fitted = page.sheet_properties.pageSetUpPr
    assert fitted is not None
    assert fitted.fitToPage
    sums = differences = 0
    for name in formulas.sheetnames:
        for row in formulas[name].iter_rows():
            for cell in row:
                said = str(cell.value)
                if not said.startswith("="):
                    continue
                assert _computed(formulas, name, said) == values[name][cell.coordinate].value, (name, said)
                sums += said.startswith("=SUM(")
                differences += "-" in said and "!" not in said
    assert (sums > 30, differences > 30) == (True, True)
    first = [str(cell.value) for row in page.iter_rows(max_row=5) for cell in row if cell.value]
    assert any("Whoever is inside no longer was let out" in one for one in first)


def _computed(workbook: openpyxl.Workbook, sheet: str, formula: str) -> int:
    """What a formula of ours comes to: sums of a range, plus and minus of cells, here or on another sheet."""
    body = formula[1:]
    if body.startswith("SUM("):
        cells = workbook[sheet][body[4:-1]]
        return sum(_figure(workbook, sheet, str(cell.coordinate)) for (cell,) in cells)
    total, sign, part = 0, 1, ""
    quoted = False
    for letter in f"{body}+":
        quoted ^= letter == "'"
        if letter in "+-" and not quoted:
            place, _, cell = part.rpartition("!")
            total += sign * _figure(workbook, place.strip("'") or sheet, cell)
            sign, part = (1 if letter == "+" else -1), ""
        else:
            part += letter
    return total


def _figure(workbook: openpyxl.Workbook, sheet: str, cell: str) -> int:
    value = workbook[sheet][cell].value
    return _computed(workbook, sheet, value) if isinstance(value, str) else int(value)


def test_a_table_in_words_has_its_sums_where_people_ask_for_them() -> None:
    layers = table_of(told().sheet.table("custody_layers"), "en")
    assert layers["rows"][-1] == {"name": "Total", "cells": [8, 5, 2, 2, 5, 8]}
    moves = table_of(told().sheet.table("custody_moves"), "zh-hans")
    assert [row["name"] for row in moves["rows"]] == ["新收", "移送转入", "释放", "移送转出", "离开本网络"]


@pytest.mark.parametrize(("algorithms", "lines"), [("intl", 0), ("sm", 1)])
def test_the_national_digest_stands_beside_the_other_where_it_is_asked_for(
    algorithms: str, lines: int, settings: Any
) -> None:
    settings.ALGORITHMS = algorithms
    whole = Hash(SM3())
    whole.update(told().document)
    text = plain(told(), SIGNED, lang="zh-hans")
    assert text.count(f"校验码（SM3）：{whole.finalize().hex()}") == lines
    assert text.count(f"校验码（SHA-256）：{told().digest}") == 1
