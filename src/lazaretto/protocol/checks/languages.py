"""Languages: every text says its sentence in all three.

That a Chinese text is in the other script than it should be is seen without a dictionary: a
character of GB 2312 (1980, simplified) that Big5 (1984, traditional) lacks is a simplified form,
and the other way round. Both code tables come with Python.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from lazaretto.protocol.document import Protocol, Text
from lazaretto.protocol.problem import Problem
from lazaretto.protocol.wording import LANGUAGES, in_language

_WRITTEN_IN_BOTH = frozenset("着")  # traditional texts write it too; Big5 left it out
_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u4e00", "\u9fff"


def languages_are_complete(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """No text is empty in one of its languages."""
    for path, text in texts(protocol):
        for language in LANGUAGES:
            if not in_language(text, language).strip():
                yield Problem(code="text_missing", path=f"{path}.{language}", values={"language": language})


def texts_are_translated(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """No simplified forms in zh-Hant, no traditional ones in zh-Hans, no Chinese alone in English."""
    for path, text in texts(protocol):
        for code, language, astray in (
            ("not_traditional", "zh-Hant", simplified_only(text.zh_hant)),
            ("not_simplified", "zh-Hans", traditional_only(text.zh_hans)),
            ("not_english", "en", _chinese_alone(text.en)),
        ):
            if astray:
                yield Problem(code=code, path=f"{path}.{language}", values={"found": astray})


def texts(part: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of a document, with its path."""
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from texts(getattr(part, name), f"{path}.{name}" if path else name)
    elif isinstance(part, tuple):
        for number, item in enumerate(part):
            yield from texts(item, f"{path}[{number}]")


def simplified_only(text: str) -> str:
    """The characters of a text that only simplified Chinese writes, once each."""
    return _of_one_table(text, "gb2312", "big5")


def traditional_only(text: str) -> str:
    """The characters of a text that only traditional Chinese writes, once each."""
    return _of_one_table(text, "big5", "gb2312")


def _of_one_table(text: str, table: str, other: str) -> str:
    """The ideographs of a text that stand in one table and not in the other, once each."""
    suspects = (c for c in text if _ideograph(c) and c not in _WRITTEN_IN_BOTH)
    return "".join(dict.fromkeys(c for c in suspects if _in(c, table) and not _in(c, other)))


def _chinese_alone(text: str) -> str:
    found = "".join(character for character in text if _ideograph(character))
    return "" if any(c.isascii() and c.isalpha() for c in text) else found[:20]


def _ideograph(character: str) -> bool:
    return _FIRST_IDEOGRAPH <= character <= _LAST_IDEOGRAPH


@cache
def _in(character: str, table: str) -> bool:
    try:
        character.encode(table)
    except UnicodeEncodeError:
        return False
    return True
