"""One entry of the catalogue, and how its blanks are filled."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from lazaretto.protocol.document import Text

Language = Literal["zh-Hans", "zh-Hant", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "en")
_BLANK = re.compile(r"\{([a-z_]+)\}")


class Wording(NamedTuple):
    """What is wrong, and what to do then; ``{name}`` is a blank."""

    what: Text
    then: Text


Catalogue: TypeAlias = Mapping[str, Wording]


def said(
    what_hans: str, what_hant: str, what_en: str, then_hans: str, then_hant: str, then_en: str
) -> Wording:
    """An entry from its six sentences, in the order in which one reads them."""
    return Wording(
        Text(zh_hans=what_hans, zh_hant=what_hant, en=what_en),
        Text(zh_hans=then_hans, zh_hant=then_hant, en=then_en),
    )


def in_language(text: Text, language: Language) -> str:
    """A text in one of its languages."""
    return {"zh-Hans": text.zh_hans, "zh-Hant": text.zh_hant, "en": text.en}[language]


def filled(text: Text, values: Mapping[str, str | Text], *, language: Language) -> str:
    """A sentence in one language, its blanks filled. A blank without a value stays as it is written."""

    def word(blank: re.Match[str]) -> str:
        value = values.get(blank[1], blank[0])
        return value if isinstance(value, str) else in_language(value, language)

    return _BLANK.sub(word, in_language(text, language))
