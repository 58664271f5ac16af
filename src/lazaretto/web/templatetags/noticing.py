"""Filters of the pages of findings, notices and inspections: words, marks, a notice's number, an answer."""

from collections.abc import Iterable, Mapping, Sequence

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lazaretto.board.findings_page import Coming, FindingLine, Heat
from lazaretto.board.inspections_page import ItemLine
from lazaretto.facts.notices import NoticeIssued
from lazaretto.obligations.inspections import Said
from lazaretto.obligations.machine import Step
from lazaretto.protocol.document import Item, Matter
from lazaretto.web.labels import notices as labels
from lazaretto.web.labels.values import UNITS
from lazaretto.web.templatetags.lazaretto import say, word

register = template.Library()
_TABLES: dict[str, Mapping[str, str | Promise]] = {
    "state": labels.STATES, "severity": labels.SEVERITIES, "hazard": labels.HAZARDS,
    "origin": labels.ORIGINS, "act": labels.ACTS, "paper": labels.PAPERS, "sort": labels.SORTS,
    "by": labels.INSPECTORS, "lack": labels.LACKS, "type": labels.ANSWER_TYPES,
    "extension": labels.EXTENSIONS,
}  # fmt: skip
_MARKS = {
    "state": labels.MARKS, "severity": labels.SEVERITY_MARKS, "paper": labels.PAPER_MARKS,
    "extension": labels.EXTENSION_MARKS,
}  # fmt: skip
_HOTTEST = 4  # from so many on the heat is no deeper


@register.filter
def notice_word(code: object, table: str) -> str:
    """The word for a code, by table."""
    return str(_TABLES[table].get(str(code), code))


@register.filter
def notice_mark(code: str, table: str) -> str:
    """The mark that a state, a severity or a paper is drawn with."""
    return _MARKS[table][code]


@register.filter
def notice_number(body: NoticeIssued) -> str:
    """The number of a notice as an office writes it."""
    said = {"year": body.year, "number": body.number}
    if body.sort == "order":
        return _("Supervision order 〔%(year)s〕 No. %(number)s") % said
    return _("Circular 〔%(year)s〕 No. %(number)s") % said


@register.filter
def matter_title(about: str, matters: Sequence[Matter]) -> str:
    """What a matter is called by the documents in force; else its id."""
    return next((say(matter.title) for matter in matters if matter.id == about), about)


@register.filter
def first_name(persons: Iterable[str]) -> str:
    """Who did something and who said so, by number."""
    return ", ".join(sorted(persons))


@register.filter
def last_step(line: FindingLine, act: str) -> Step | None:
    """The latest act of that name which counted."""
    return line.climbed.finding.course.last(act)


@register.filter
def last_look(line: FindingLine) -> Step | None:
    """The latest second look, whatever it said."""
    course = line.climbed.finding.course
    looks = [step for step in course.taken if step.act in ("pass", "return")]
    return looks[-1] if looks else None


@register.filter
def coming_words(one: Coming) -> str:
    """What will become of a finding, and whose it is then."""
    said = {
        "whose": word(one.whose.role, "user_role") if one.whose else "",
        "severity": labels.SEVERITIES[one.ahead.severity] if one.ahead.severity else "",
    }
    return str(labels.COMING[one.ahead.step]) % said


@register.filter
def heat(one: Heat) -> str:
    """How deep a cell of the heat is drawn, 0 to 4."""
    return str(min(one.found, _HOTTEST))


@register.filter
def said_words(said: Said | None, item: Item) -> str:
    """An answer in the words of its question; a dash where there is none."""
    if said is None:
        return "–"
    answer = said.answer
    if answer.said is None:
        return _("does not apply: %(why)s") % {"why": answer.words or ""}
    if item.answer == "yes_no":
        return str(labels.ANSWERS.get(answer.said, answer.said))
    if item.answer == "choice":
        return next((say(one.label) for one in item.choices if one.id == answer.said), answer.said)
    unit = str(UNITS.get(item.unit or "1", ""))
    return f"{answer.said} {unit}".strip()


@register.filter
def bounds_words(item: Item) -> str:
    """Between which numbers an answer is in order."""
    unit = str(UNITS.get(item.unit or "1", ""))
    if item.at_least is not None:
        return _("at least %(n)s %(unit)s") % {"n": item.at_least, "unit": unit}
    return _("at most %(n)s %(unit)s") % {"n": item.at_most, "unit": unit} if item.at_most is not None else ""


@register.filter
def item_mark(line: ItemLine) -> str:
    """The mark of an item: wanting, failed, in order, or not asked here."""
    if line.judged.lack is not None:
        return "owed"
    if line.judged.fails is None:
        return "excused"
    return "breach" if line.judged.fails else "met"


@register.filter
def item_state(line: ItemLine) -> str:
    """The word of an item's mark."""
    if line.judged.lack is not None:
        return str(labels.LACKS[line.judged.lack])
    if line.judged.fails is None:
        return _("does not apply")
    return _("not in order") if line.judged.fails else _("in order")


@register.filter
def answered_of(lines: Sequence[ItemLine]) -> str:
    """How many items of an area have their answer, of how many."""
    return f"{sum(line.judged.lack is None for line in lines)}/{len(lines)}"


@register.filter
def in_hundreds(score: int) -> str:
    """A score of per mille as points of a hundred."""
    return f"{score / 10:.1f}".removesuffix(".0")
