"""The sheet of data protection on paper: one sheet for the person concerned, in the language they read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation

from lazaretto.board.data_classes import KEPT, LOG_DAYS, RETAINED, UNRULED, DataClass
from lazaretto.board.data_sheet import DataSheet, HeldClass, ReadBy
from lazaretto.board.data_words import RIGHTS, SHEET
from lazaretto.obligations.retaining import Rule
from lazaretto.protocol.document import Text
from lazaretto.web.templatetags.lazaretto import word
from lazaretto.web.terms import counted, term
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
        "gone": of("gone"), "gone_line": list(_gone(sheet, lang)),
        "reads": of("reads"), "read": list(_reads(sheet, lang)) or [of("reads_none")],
        "hidden": of("hidden") if sheet.hidden else "",
        "rights": of("rights"), "right": [of(name) for name in RIGHTS],
        "mine": of("mine"), "signs": [of(name) for name in ("given", "received", "day")],
        "foot": of("foot", by=sheet.given_by),
    }  # fmt: skip


def until_of(
    one: DataClass,
    *,
    days: int | None,
    rule: str,
    lang: str,
    retained: Sequence[Rule] = (),
    titles: Mapping[str, Text],
) -> str:
    """Until when a class is kept, in words: by which rule, where one says so.

    titles: what each rule is called; one that is not in it is told by its code.
    """

    def named(code: str) -> str:
        return say(titles[code], lang) if code in titles else code

    mine = [given for given in retained if given.data == one.id]
    if mine:
        told = [
            say(RETAINED[given.after], lang).format(term=term(given.days, lang), rule=named(given.rule))
            for given in mine
        ]
        rest = say(RETAINED["otherwise"], lang) + say(KEPT[one.ends], lang)
        return ("; " if lang == "en" else "；").join([*told, rest])
    if one.ends == "check_ins" and days is None:
        return say(UNRULED, lang)
    kept = LOG_DAYS if one.ends == "log" else days
    return say(KEPT[one.ends], lang).format(term=term(kept or 0, lang), rule=named(rule))


def _row(one: HeldClass, sheet: DataSheet, lang: str) -> list[str]:
    zone = ZoneInfo(sheet.zone)
    title = say(one.of.title, lang)
    if one.first is not None and one.last is not None:
        days = {"first": one.first.astimezone(zone).date(), "last": one.last.astimezone(zone).date()}
        apart = days["first"] != days["last"]
        title += "\n" + (say(SHEET["days"], lang).format(**days) if apart else str(days["first"]))
    return [
        title, counted(one.facts, lang), say(one.of.purpose, lang), say(one.of.basis, lang),
        until_of(one.of, days=sheet.days, rule=sheet.rule, lang=lang, retained=sheet.retained,
            titles=sheet.titles),
    ]  # fmt: skip


def _gone(sheet: DataSheet, lang: str) -> Iterator[str]:
    for one in sheet.erased:
        rule = say(sheet.titles[one.rule], lang) if one.rule in sheet.titles else one.rule
        yield say(SHEET["gone_line"], lang).format(what=say(one.of, lang), rule=rule, day=one.day)


def _reads(sheet: DataSheet, lang: str) -> Iterator[str]:
    with translation.override(lang):
        offices = {one.role: word(one.role, "user_role") for one in sheet.reads}
    for one in sheet.reads[:MOST_READS]:
        yield _read(one, offices[one.role], lang)
    if len(sheet.reads) > MOST_READS:
        yield say(SHEET["more"], lang)


def _read(one: ReadBy, office: str, lang: str) -> str:
    return say(SHEET["read"], lang).format(
        day=one.day, office=office, facility=one.facility or "–", times=counted(one.times, lang)
    )
