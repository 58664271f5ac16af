"""Templates of the catalogue filled in: a fact as one sentence, in the three languages."""

import re
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, TypeAlias, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from lazaretto.board.catalogue import SENTENCES
from lazaretto.board.words import text, word
from lazaretto.facts.fact import Fact, kind_of
from lazaretto.facts.hygiene import Reading
from lazaretto.facts.quarantine import PlannedLeg
from lazaretto.facts.regime import Absentee, Part
from lazaretto.protocol.document import Text

Language: TypeAlias = Literal["zh_hans", "zh_hant", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
MANY = 6  # so many numbers are listed; beyond, they are counted

_OTHERWISE = text("事实 {kind}", "事實 {kind}", "Fact {kind}")
_COUNTED = {"zh_hans": "{} 人", "zh_hant": "{} 人", "en": "{} people"}
_FACTS = {"zh_hans": "{} 条陈述", "zh_hant": "{} 條陳述", "en": "{} facts"}
_NOBODY = {"zh_hans": "无人", "zh_hant": "無人", "en": "nobody"}
_LEG = {
    "zh_hans": "第 {0} 段 {1} {2} 天",
    "zh_hant": "第 {0} 段 {1} {2} 天",
    "en": "leg {0} at {1} for {2} d",
}
_LAST_LEG = {
    "zh_hans": "第 {0} 段 {1}",
    "zh_hant": "第 {0} 段 {1}",
    "en": "leg {0} at {1}",
}  # no days: it has no end
_AND = {"zh_hans": "、", "zh_hant": "、", "en": ", "}
_OPTION = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")


def sentence(fact: Fact, *, zone: str, about: str | None = None) -> Text:
    """The fact as one sentence. ``about``: leave other people out of lists (a person's own page)."""
    kind = kind_of(fact.body)
    template = SENTENCES.get(kind, _OTHERWISE)
    values = _values(fact, about)
    return Text(**{one: _filled(template, values, one, zone) for one in LANGUAGES})


def fill(template: Text, *, zone: str = "UTC", **values: Any) -> Text:
    """A template of three languages with its values put in; a value that is a Text keeps its language."""
    return Text(**{one: _filled(template, values, one, zone) for one in LANGUAGES})


def clock(moment: datetime, *, zone: str, language: Language) -> str:
    """An instant as the page writes it: ``2022年3月5日 08:10`` or ``5 March 2022 08:10``."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{day(local.date(), language=language)} {local:%H:%M}"


def day(date_: date, *, language: Language) -> str:
    """A calendar day as the page writes it."""
    if language == "en":
        return f"{date_.day} {date_:%B} {date_.year}"
    return f"{date_.year}年{date_.month}月{date_.day}日"


def _values(fact: Fact, about: str | None) -> dict[str, Any]:
    body: Any = fact.body
    values = {name: getattr(body, name) for name in body.__struct_fields__}
    if about is not None:
        values = {name: _only(value, about) for name, value in values.items()}
    values["place"] = fact.place or fact.facility
    values["facility"] = fact.facility
    values["kind"] = kind_of(body)
    return values


def _only(value: Any, about: str) -> Any:
    """A list that holds the person, without the others; a list that does not, as it is."""
    if not isinstance(value, tuple):
        return value
    mine = tuple(item for item in value if about in (item, getattr(item, "person", None)))
    return mine or value


def _filled(template: Text, values: dict[str, Any], language: Language, zone: str) -> str:
    def put(found: re.Match[str]) -> str:
        return _said(found[1], values.get(found[1]), language, zone)

    def option(found: re.Match[str]) -> str:
        names = _FIELD.findall(found[1])
        return found[1] if all(values.get(name) not in (None, (), "") for name in names) else ""

    return _FIELD.sub(put, _OPTION.sub(option, getattr(template, language)))


def _said(field: str, value: Any, language: Language, zone: str) -> str:
    """One value in words."""
    if value is None:
        return "—"
    if isinstance(value, Text):
        return str(getattr(value, language))
    if isinstance(value, datetime):
        return clock(value, zone=zone, language=language)
    if isinstance(value, date):
        return day(value, language=language)
    if isinstance(value, str | bool):
        return str(getattr(word(field, str(value)), language))
    if isinstance(value, tuple):
        return _listed(field, value, language, zone)
    if isinstance(value, Reading):
        return f"{value.person} {degrees(value.celsius_tenths)}"
    if isinstance(value, Part):
        return f"{value.wing} {_said('activity', value.activity, language, zone)} {value.took_part}"
    if isinstance(value, Absentee):
        return f"{value.person} {_said('why', value.why, language, zone)}"
    if isinstance(value, PlannedLeg):
        words = _LEG if value.days else _LAST_LEG
        return words[language].format(value.layer, value.facility, value.days)
    return str(value)


def _listed(field: str, value: tuple[Any, ...], language: Language, zone: str) -> str:
    if not value:
        return _NOBODY[language]
    if isinstance(value[0], UUID) and len(value) > 1:
        return _FACTS[language].format(len(value))
    if len(value) > MANY:
        return _COUNTED[language].format(len(value))
    return _AND[language].join(_said(field, item, language, zone) for item in value)


def degrees(tenths: int) -> str:
    """``365`` → ``36.5 °C``."""
    return f"{tenths // 10}.{tenths % 10} °C"


@cache
def fields_of(kind: str) -> frozenset[str]:
    """The fields that a kind's sentence speaks of, for a test to hold against its form."""
    return frozenset(name for one in LANGUAGES for name in _FIELD.findall(getattr(SENTENCES[kind], one)))
