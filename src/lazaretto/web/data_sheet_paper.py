"""The sheet of data protection on paper: one sheet for the person concerned, in the language they read."""

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation

from lazaretto.board.data_classes import KEPT, LOG_DAYS, RETAINED, UNRULED, DataClass
from lazaretto.board.data_sheet import DataSheet, HeldClass, ReadBy
from lazaretto.board.data_words import RIGHTS, SHEET
from lazaretto.obligations.retaining import Rule
from lazaretto.web.templatetags.lazaretto import word
from lazaretto.web.typesetting import language, say, typeset

TEMPLATE = "data_sheet.typ"
MOST_READS = 40  # lines of reads on the paper; the rest is for the inspector


def data_sheet_paper(sheet: DataSheet, *, lang: str) -> bytes:
    """The sheet as a PDF. Raises as :func:`lazaretto.web.typesetting.typeset` does."""
    return typeset(TEMPLATE, {**language(lang), **said(sheet, lang=lang)}, at=sheet.at)


def said(sheet: DataSheet, *, lang: str) -> dict[str, Any]:
    """The words of the sheet, part by part, for paper and page."""

    def of(key: str, /, **values: object) -> str:
        return say(SHEET[key], lang).format(**values)

    local = sheet.at.astimezone(ZoneInfo(sheet.zone))
    return {
        "issuer": sheet.house, "title": of("title"),
        "number": of("number", person=sheet.person, at=f"{local:%Y-%m-%d %H:%M}"), "opening": of("opening"),
        "held": of("held"), "heads": [of(name) for name in ("class", "count", "purpose", "basis", "until")],
        "rows": [_row(one, sheet, lang) for one in sheet.held], "none": of("held_none"),
        "notes": [of(name) for name in ("complaints", "erased", "elsewhere")],
        "reads": of("reads"), "read": list(_reads(sheet, lang)) or [of("reads_none")],
        "hidden": of("hidden") if sheet.hidden else "",
        "rights": of("rights"), "right": [of(name) for name in RIGHTS],
        "mine": of("mine"), "signs": [of(name) for name in ("given", "received", "day")],
        "foot": of("foot", by=sheet.given_by),
    }  # fmt: skip


def until_of(one: DataClass, *, days: int | None, rule: str, lang: str, retained: Sequence[Rule] = ()) -> str:
    """Until when a class is kept, in words: by which rule, where one says so."""
    mine = [given for given in retained if given.data == one.id]
    if mine:
        told = [say(RETAINED[given.after], lang).format(days=given.days, rule=given.rule) for given in mine]
        rest = say(RETAINED["otherwise"], lang) + say(KEPT[one.ends], lang)
        return ("; " if lang == "en" else "；").join([*told, rest])
    if one.ends == "check_ins" and days is None:
        return say(UNRULED, lang)
    return say(KEPT[one.ends], lang).format(days=LOG_DAYS if one.ends == "log" else days, rule=rule)


def _row(one: HeldClass, sheet: DataSheet, lang: str) -> list[str]:
    zone = ZoneInfo(sheet.zone)
    title = say(one.of.title, lang)
    if one.first is not None and one.last is not None:
        days = {"first": one.first.astimezone(zone).date(), "last": one.last.astimezone(zone).date()}
        apart = days["first"] != days["last"]
        title += "\n" + (say(SHEET["days"], lang).format(**days) if apart else str(days["first"]))
    return [
        title, str(one.facts), say(one.of.purpose, lang), say(one.of.basis, lang),
        until_of(one.of, days=sheet.days, rule=sheet.rule, lang=lang, retained=sheet.retained),
    ]  # fmt: skip


def _reads(sheet: DataSheet, lang: str) -> Iterator[str]:
    with translation.override(lang):
        offices = {one.role: word(one.role, "user_role") for one in sheet.reads}
    for one in sheet.reads[:MOST_READS]:
        yield _read(one, offices[one.role], lang)
    if len(sheet.reads) > MOST_READS:
        yield say(SHEET["more"], lang)


def _read(one: ReadBy, office: str, lang: str) -> str:
    return say(SHEET["read"], lang).format(
        day=one.day, office=office, facility=one.facility or "–", times=one.times
    )
