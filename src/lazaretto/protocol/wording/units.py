"""Units as people write them; documents write them in UCUM, as programs do."""

from lazaretto.protocol.document import Text
from lazaretto.protocol.wording.entry import Language, in_language


def measured(value: str, unit: str, language: Language) -> str:
    """``21`` and ``d`` → ``21 天``; a number without a dimension stands alone."""
    words = in_language(UNITS[unit], language) if unit in UNITS else unit
    return f"{value} {words}".rstrip()


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


UNITS: dict[str, Text] = {
    "Cel": _three("°C", "°C", "°C"),
    "a": _three("岁", "歲", "years"),
    "d": _three("天", "天", "d"),
    "h": _three("小时", "小時", "h"),
    "min": _three("分钟", "分鐘", "min"),
    "mg/L": _three("mg/L", "mg/L", "mg/L"),
    "1": _three("", "", ""),
    "people": _three("人", "人", "people"),
    "cells": _three("间", "間", "cells"),
    "times/d": _three("次/日", "次/日", "times a day"),
    "times": _three("次", "次", "times"),
    "rounds": _three("轮", "輪", "rounds"),
}
