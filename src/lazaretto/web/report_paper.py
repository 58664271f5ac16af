"""A day's report on paper: a PDF in the layout of Chinese official documents, and the same in English."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from lazaretto.reports.paper_words import PAPER
from lazaretto.reports.report import Report, Sheet
from lazaretto.reports.tables import Table
from lazaretto.reports.words import LAWS, SUMMED, title, where, word
from lazaretto.web.typesetting import date_of, language, say, typeset

TEMPLATE, MONTH = "report.typ", "review.typ"


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands on the paper besides the figures. number: of the version; by, on: None while nobody signed.

    names: what each facility is called.
    """

    number: int
    by: str | None
    reason: str | None
    name: str
    names: dict[str, str]
    on: date | None = None


def paper(report: Report, signed: Signed, *, lang: str) -> bytes:
    """The report as a PDF. lang: ``zh-hans``, ``zh-hant`` or ``en``; raises as :func:`typeset` does."""
    return typeset(TEMPLATE, _said(report, signed, lang), at=report.known_at)


def month_paper(title: str, charts: Sequence[str], foot: str, *, lang: str, at: datetime) -> bytes:
    """A month's curves as a PDF. charts: SVG; raises as :func:`typeset` does."""
    said = {**language(lang), "title": title, "charts": list(charts), "foot": foot}
    return typeset(MONTH, said, at=at)


def plain(report: Report, signed: Signed, *, lang: str) -> str:
    """The words of the paper in their order, a line each: what a golden file compares."""
    said = _said(report, signed, lang)
    lines = [said["issuer"], said["number"], said["title"], said["recipient"], *said["body"]]
    lines += [said["astray"], *said["failures"]] if said["failures"] else []
    lines += [said["signer"], said["date"], *said["foot"]]
    for part in said["parts"]:
        lines.append(part["title"])
        for one in part["tables"]:
            lines.append(f"{one['title']}: {' · '.join(one['columns'])}")
            lines += [f"  {row['name']}: {' · '.join(map(str, row['cells']))}" for row in one["rows"]]
    return "\n".join(lines) + "\n"


def _said(report: Report, signed: Signed, lang: str) -> dict[str, Any]:
    def of(key: str, /, **values: object) -> str:
        return say(PAPER[key], lang).format(**values)

    sheets = [report.sheet, *report.sheet.houses]
    number = of("number", year=report.day.year, day=report.day.timetuple().tm_yday)
    if signed.number > 1:
        number += of("correction", n=signed.number - 1)
    return {
        **language(lang),
        "issuer": of(f"issuer_{report.sort}", name=signed.name), "number": number,
        "title": of("title", date=date_of(report.day, lang)), "recipient": of(f"recipient_{report.sort}"),
        "body": [of(name, **values) for name, values in _figures(report.sheet)],
        "astray": of("astray", n=len(report.failures)),
        "failures": [
            *(of("differs", law=say(LAWS[one.law], lang), where=_where(one.where, lang), said=one.said,
                 found=one.found) for one in report.failures),
            *([of("despite", reason=signed.reason)] if report.failures and signed.reason else []),
        ],
        "signer": of("signer", by=signed.by) if signed.by else of("signer_none"),
        "date": date_of(signed.on, lang) if signed.on else "", "seal": of("seal"),
        "draft": None if signed.by else of("draft"),
        "foot": [
            of("known", at=f"{report.known_at:%Y-%m-%d %H:%M:%S}"), of("digest", digest=report.digest),
            *([of("national_digest", digest=report.national_digest)] if settings.ALGORITHMS == "sm" else []),
        ],
        "parts": [
            {
                "title": of("annex", name=_name(sheet, report, signed, lang)),
                "tables": [table_of(table, lang) for table in sheet.tables],
                "last": sheet is sheets[-1],
            }
            for sheet in sheets
        ],
    }  # fmt: skip


def table_of(table: Table, lang: str) -> dict[str, Any]:
    """A table in words, with a line of sums where people ask for one."""
    rows = [
        {"name": say(word(row), lang), "cells": list(cells)}
        for row, cells in zip(table.rows, table.cells, strict=True)
    ]
    if table.id in SUMMED:
        total = [table.total(column) for column in table.columns]
        rows.append({"name": say(word("total"), lang), "cells": total})
    return {
        "title": say(title(table), lang), "columns": [say(word(one), lang) for one in table.columns],
        "rows": rows,
    }  # fmt: skip


def _figures(sheet: Sheet) -> Iterable[tuple[str, dict[str, int]]]:
    """The paragraphs of the body with their figures."""
    layers, gate, owed = (sheet.table(name) for name in ("custody_layers", "gate", "obligations"))
    one = {name: sheet.table(name) for name in ("tubes", "health", "disinfection", "strength")}
    yield (
        "custody",
        {
            **{name: layers.total(name) for name in ("yesterday", "came", "went", "today")},
            **{row: layers.at(row, "today") for row in layers.rows},
        },
    )
    yield "tests", {
        "swabbed": one["tubes"].at("swabbed", "count"), "positive": one["tubes"].at("positive", "count"),
        "uncovered": sheet.table("rounds").total("uncovered"),
        "fevers": one["health"].at("fevers", "count"), "symptoms": one["health"].at("symptoms", "count"),
        "disinfections": one["disinfection"].at("disinfections", "count"),
    }  # fmt: skip
    yield "gate", {
        "in_": gate.at("person", "came"), "out": gate.at("person", "went"),
        "inside": gate.at("person", "today"),
        "serving": one["strength"].at("serving", "count"), "absent": one["strength"].at("absent", "count"),
    }  # fmt: skip
    yield (
        "owed",
        {
            **{name: owed.total(name) for name in ("owed", "met", "late", "missed")},
            "breaches": sheet.table("findings").total("breaches"),
            "lines": sheet.table("bottom_lines").total("count"),
        },
    )


def _name(sheet: Sheet, report: Report, signed: Signed, lang: str) -> str:
    if report.sort == "city" and sheet is report.sheet:
        return say(PAPER["city"], lang)
    return f"{signed.names.get(sheet.of, sheet.of)} {sheet.of}"


def _where(name: str, lang: str) -> str:
    return " · ".join(say(part, lang) for part in where(name))
