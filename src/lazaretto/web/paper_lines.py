"""What was typed of a paper form's lines, as facts with the times that stand on the paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import get_args

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from lazaretto.actions.enter_form import PaperLine
from lazaretto.board.paper import LINES, Form
from lazaretto.facts.complaints import ComplaintLodged
from lazaretto.facts.encoding import Malformed, body_from
from lazaretto.facts.fact import Body, tag_of
from lazaretto.facts.gate import (
    Answer,
    Category,
    Checked,
    Entered,
    Goods,
    GoodsRegistered,
    Left,
    PeopleMustered,
    Refused,
    Zone,
)
from lazaretto.facts.periods import at_local
from lazaretto.obligations.passing import TABLES

CATEGORIES: tuple[Category, ...] = get_args(Category)
GOODS: tuple[Goods, ...] = get_args(Goods)
ZONES: tuple[Zone, ...] = get_args(Zone)
WAYS = ("in", "out", "no")
MINUTE = 60  # seconds of doubt: a time on paper is written to the minute
_HALF_A_DAY = timedelta(hours=12)
_FIELDS = ("time", "way", "category", "subject", "zone", "basis", "celsius", "officer", "note", "goods",
           "pieces", "disinfected", "there", "came", "addressed", "about", "against", "unread")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """One line as it was typed: the line to record, or what is wrong with it. typed: the raw fields."""

    number: int
    typed: Mapping[str, str]
    line: PaperLine | None
    wrong: str = ""


def read(typed: QueryDict, *, form: Form, zone: str, entering: str) -> list[Written]:
    """The lines on which anything was typed. entering: the officer, where the line names none.

    A time that is half a day or more before the line above it is of the next day.
    """
    found: list[Written] = []
    day, before = _day(typed.get("day", "")), None
    for number in range(1, LINES + 1):
        raw = {name: " ".join(typed.get(f"{name}-{number}", "").split()) for name in _FIELDS}
        if not (raw["time"] or raw["subject"] or raw["unread"]):
            continue
        if raw["unread"]:
            found.append(Written(number, raw, PaperLine(number, unread=raw["unread"][:2000])))
            continue
        clock = _clock(raw["time"])
        if clock is None or day is None:
            found.append(Written(number, raw, None, _("Write the time as 24 hours, e.g. 07:40.")))
            continue
        moment = at_local(day, clock, zone=zone)
        if before is not None and before - moment >= _HALF_A_DAY:
            day += timedelta(days=1)
            moment = at_local(day, clock, zone=zone)
        before = moment
        found.append(_line(form, number, raw, moment, entering, typed.get("assembly", "")))
    return found


def _line(
    form: Form, number: int, raw: dict[str, str], moment: datetime, entering: str, assembly: str
) -> Written:
    try:
        body = _SORTS[form.sort](form.line(number), raw, assembly)
        check = _check(form.line(number), raw, entering) if form.sort == "P" and raw["way"] != "out" else None
    except (Malformed, msgspec.ValidationError):
        return Written(number, raw, None, _("Write the number of the person, vehicle or consignment."))
    return Written(number, raw, PaperLine(number, moment, body, check))


def _passage(passage: str, raw: dict[str, str], _assembly: str) -> Body:
    about = {"category": raw["category"] or "person", "subject": raw["subject"], "passage": passage}
    zone = raw["zone"] or "administration"
    if raw["way"] == "out":
        return _made(Left, **about, zone=zone)
    if raw["way"] == "no":
        return _made(Refused, **about, reason=raw["note"] or _("turned away, on paper"))
    return _made(Entered, **about, zone=zone, **({"basis": raw["basis"]} if raw["basis"] else {}))


def _check(passage: str, raw: dict[str, str], entering: str) -> Body:
    """The officer's own check: the verdict is what they did; the answers are those that stand on paper."""
    category: Category = next((one for one in CATEGORIES if one == raw["category"]), "person")
    answers = (Answer(input="temperature", value=raw["celsius"]),) if raw["celsius"] else ()
    return _made(
        Checked, passage=passage, category=category, subject=raw["subject"],
        zone=raw["zone"] or "administration", officer=raw["officer"] or entering, table=TABLES[category],
        verdict="refuse" if raw["way"] == "no" else "admit", answers=answers, doubt=MINUTE,
        **({"declared": raw["note"]} if raw["note"] else {}),
    )  # fmt: skip


def _goods(passage: str, raw: dict[str, str], _assembly: str) -> Body:
    """A consignment without a number of its own takes the line's."""
    more = {"pieces": int(raw["pieces"])} if raw["pieces"].isdecimal() else {}
    return _made(
        GoodsRegistered, consignment=raw["subject"] or passage, goods=raw["goods"] or "other",
        supplier=raw["note"] or _("not written down"), disinfected=raw["disinfected"] == "1", **more,
    )  # fmt: skip


def _called(_passage: str, raw: dict[str, str], assembly: str) -> Body:
    who = "missing" if raw["there"] == "0" else "present"
    return _made(PeopleMustered, assembly=assembly or _("Assembly point"), **{who: [raw["subject"]]})


def _complaint(line: str, raw: dict[str, str], _assembly: str) -> Body:
    """What is addressed to the inspector leaves its number alone, whatever else stands on the line."""
    addressed = raw["addressed"] or "house"
    number = {"complaint": line.replace("/", "-"), "form": line, "way": raw["came"] or "paper"}
    if addressed == "inspector":
        return _made(ComplaintLodged, addressed=addressed, **number)
    against = tuple(raw["against"].replace("，", " ").replace(",", " ").split())
    more = {"person": raw["subject"], "words": raw["note"]}
    return _made(
        ComplaintLodged, addressed=addressed, about=raw["about"] or "other", against=against, **number,
        **{name: value for name, value in more.items() if value},
    )  # fmt: skip


_SORTS = {"P": _passage, "G": _goods, "M": _called, "C": _complaint}


def _made(kind: type[Body], **values: object) -> Body:
    """The body, checked as one that came over the wire. Raises :class:`Malformed`."""
    plain = {name: msgspec.to_builtins(value) for name, value in values.items()}
    return body_from({"kind": tag_of(kind), **plain})


def _clock(text: str) -> time | None:
    """``07:40``, ``7:40`` or ``0740``."""
    digits = text.replace("：", ":").replace(".", ":")
    hour, colon, minute = digits.partition(":")
    if not colon and len(digits) in (3, 4):
        hour, minute = digits[:-2], digits[-2:]
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        return None
    return time(int(hour), int(minute))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
