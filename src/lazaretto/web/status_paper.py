"""A status document on paper: one sheet that goes along with the person, and a copy for themselves."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import segno

from lazaretto.board.sentences import degrees
from lazaretto.board.words import word
from lazaretto.reports.status import Section, Status, StatusCare, StatusLeg, StatusTest
from lazaretto.reports.status_words import STATUS
from lazaretto.web.typesetting import date_of, language, say, typeset

TEMPLATE = "status.typ"


@dataclass(frozen=True, slots=True)
class _Voice:
    """The language in which a document speaks, and the clock of its house."""

    lang: str
    zone: str

    def of(self, key: str, /, **values: object) -> str:
        """One of the paper's words, filled."""
        return say(STATUS[key], self.lang).format(**values)

    def word(self, field: str, value: str) -> str:
        """What a code is called."""
        return say(word(field, value), self.lang)

    def at(self, moment: datetime) -> str:
        """An instant on the house's clock."""
        return f"{moment.astimezone(ZoneInfo(self.zone)):%Y-%m-%d %H:%M}"

    def listed(self, parts: list[str]) -> str:
        """Several words as one."""
        return (", " if self.lang == "en" else "、").join(parts)


def status_paper(status: Status, *, issuer: str, lang: str, copy: bool = False) -> bytes:
    """The document as a PDF. issuer: what the house is called; copy: for the person concerned.

    Raises as :func:`lazaretto.web.typesetting.typeset` does.
    """
    said = {**language(lang), **_said(status, issuer, lang, copy), "code": _square(status.mark)}
    return typeset(TEMPLATE, said, at=status.known_at)


def status_text(status: Status, *, issuer: str, lang: str, copy: bool = False) -> str:
    """The words of the paper in their order, a line each: what a golden file compares."""
    said = _said(status, issuer, lang, copy)
    lines = [said["issuer"], said["title"], said["number"], said["recipient"], said["opening"]]
    for title, texts in said["rows"]:
        lines += [f"{title}: {texts[0]}", *(f"  {one}" for one in texts[1:])]
    return "\n".join([*lines, *said["signs"], said["drawn"], said["day"], *said["foot"]]) + "\n"


def status_lines(status: Status, *, lang: str) -> list[tuple[str, list[str]]]:
    """What the record says of the person, heading and lines, for a page: what the paper tells the party."""
    voice = _Voice(lang, status.zone)
    return [_section(section, status, voice) for section in status.sections]


def _section(section: Section, status: Status, voice: _Voice) -> tuple[str, list[str]]:
    return voice.of(section), list(_SECTIONS[section](status, voice)) or [voice.of(f"{section}_none")]


def _said(status: Status, issuer: str, lang: str, copy: bool) -> dict[str, Any]:
    voice, asked = _Voice(lang, status.zone), status.asked
    day = status.known_at.astimezone(ZoneInfo(status.zone)).date()
    opening = "opening" if status.name is None else "opening_named"
    return {
        "issuer": issuer, "title": voice.of("title") + (voice.of("copy") if copy else ""),
        "number": voice.of("number", number=asked.number),
        "recipient": voice.of("recipient", to=asked.to, party=voice.word("party", asked.party)),
        "opening": voice.of(opening, person=_person(status, voice), at=voice.at(status.known_at)),
        "rows": list(_rows(status, issuer, voice)),
        "signs": [voice.of(name) for name in ("given", "taken", "received", "read")],
        "drawn": voice.of("drawn", by=asked.drawn_by), "day": date_of(day, lang),
        "foot": [voice.of("foot"), voice.of("digest", digest=status.digest)],
    }  # fmt: skip


def _person(status: Status, voice: _Voice) -> str:
    if status.name is None:
        return status.person
    return voice.of("named", name=status.name, number=status.person)


def _rows(status: Status, issuer: str, voice: _Voice) -> Iterator[tuple[str, list[str]]]:
    """Heading and lines, in the order in which whoever takes over needs them."""
    about = [_person(status, voice)]
    about += [voice.of(status.sex)] if status.sex else []
    about += [voice.of("born", year=status.born)] if status.born else []
    yield voice.of("person"), [voice.listed(about)]
    yield voice.of("from"), [f"{issuer} {status.facility}"]
    precautions = [voice.word("precautions", one) for one in status.asked.precautions]
    yield voice.of("precautions"), [voice.listed(precautions)]
    for section in status.sections:
        yield _section(section, status, voice)
    calling = voice.of("calling", call=status.asked.call, telephone=status.asked.telephone)
    yield voice.of("call"), [calling]


def _tests(status: Status, voice: _Voice) -> Iterator[str]:
    for one in reversed(status.tests):
        yield voice.of("test", at=voice.at(one.sampled), finding=_finding(one, voice))


def _finding(test: StatusTest, voice: _Voice) -> str:
    return voice.of(test.finding, n=test.swabs)


def _legs(status: Status, voice: _Voice) -> Iterator[str]:
    for one in status.legs:
        yield "".join(_leg(one, voice))


def _leg(leg: StatusLeg, voice: _Voice) -> Iterator[str]:
    """One leg: the end that was computed beside the one that was ordered, where there are two."""
    yield voice.of("leg", layer=leg.layer, facility=leg.facility, zero=date_of(leg.zero, voice.lang))
    if leg.order:
        yield voice.of("leg_order", order=leg.order)
    if leg.days:
        yield voice.of("leg_days", days=leg.days)
    for name in ("computed", "ordered", "ended"):
        day = getattr(leg, name)
        if day is not None:
            yield voice.of(f"leg_{name}", day=date_of(day, voice.lang))
    if leg.ended is None:
        yield voice.of("leg_running")


def _contacts(status: Status, voice: _Voice) -> Iterator[str]:
    for case in status.cases:
        said = voice.word("classification", case.classification)
        yield voice.of("case", at=voice.at(case.at), disease=case.disease, said=said)
    for contact in status.contacts:
        decision = voice.word("decision", contact.decision) if contact.decision else voice.of("undecided")
        yield voice.of("contact", at=voice.at(contact.listed), decision=decision)


def _symptoms(status: Status, voice: _Voice) -> Iterator[str]:
    found = status.symptoms
    if found.measured is None or found.tenths is None:
        yield voice.of("temperature_none")
    else:
        said = degrees(found.tenths) + (voice.of("fever") if found.fever else "")
        yield voice.of("temperature", at=voice.at(found.measured), degrees=said)
    if found.reported is None:
        yield voice.of("symptom_none")
    else:
        said = voice.listed([voice.word("symptoms", one) for one in found.symptoms])
        yield voice.of("symptom", at=voice.at(found.reported), said=said)


def _care(status: Status, voice: _Voice) -> Iterator[str]:
    for one in status.care:
        yield "".join(_care_line(one, voice))


def _care_line(care: StatusCare, voice: _Voice) -> Iterator[str]:
    sort = voice.word("sort", care.sort)
    yield voice.of("care_line", sort=sort, care=care.care, hours=care.every_hours)
    if care.until is not None:
        yield voice.of("care_until", day=date_of(care.until, voice.lang))
    yield voice.of("care_given", at=voice.at(care.given)) if care.given else voice.of("care_ungiven")


_SECTIONS = {
    "tests": _tests, "legs": _legs, "contacts": _contacts, "symptoms": _symptoms, "care": _care,
}  # fmt: skip


def _square(text: str) -> str:
    """The square code as an SVG."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=2)
    return drawn.getvalue().decode()
