"""Papers as PDF: set by typst from values, never from text that could become an instruction to it.

Fonts come from packages; a house that owns FangSong lays it in ``LAZARETTO_FONTS``.
"""

import json
import os
import warnings
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pylopdf_fonts_zh_cn
import pylopdf_fonts_zh_tw
import typst

from lazaretto.protocol.document import Text
from lazaretto.reports.paper_words import MONTHS, PAPER

FOLDER = Path(__file__).parent / "typst"
Standard = Literal["a-2b", "a-3b"]  # of PDF/A: without, and with a file attached
FONTS = "LAZARETTO_FONTS"  # a folder with fonts of the house's own
_FAMILIES = {
    "zh-hans": ("FangSong", "FangSong_GB2312", "STFangsong", "Noto Serif SC"),
    "zh-hant": ("MingLiU", "PMingLiU", "Noto Serif TC", "Noto Serif SC"),
    "en": ("Noto Serif SC",),
}


class FontsMissing(Exception):
    """The fonts that a paper is set in are not there; the message says what to install."""


def typeset(template: str, said: dict[str, Any], *, at: datetime, standard: Standard = "a-2b") -> bytes:
    """A PDF of a template of ``typst/`` and what it says. at: the instant it carries; the same is always one.

    Raises :class:`FontsMissing`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", typst.TypstWarning
        )  # a family that the house does not have is no fault
        found = typst.compile(
            str(FOLDER / template), font_paths=_fonts(os.environ.get(FONTS, "")),
            sys_inputs={"said": json.dumps(said, ensure_ascii=False)}, format="pdf",
            timestamp=at.replace(microsecond=0), pdf_standards=standard,
        )  # fmt: skip
    return bytes(found)


def language(lang: str) -> dict[str, Any]:
    """How the typesetter is told a language: its code, its region, its fonts."""
    return {
        "lang": "en" if lang == "en" else "zh", "region": {"zh-hans": "CN", "zh-hant": "TW"}.get(lang, "GB"),
        "fonts": list(_FAMILIES[lang if lang in _FAMILIES else "en"]),
    }  # fmt: skip


def say(text: Text, lang: str) -> str:
    """A text in one of the three languages."""
    return {"zh-hans": text.zh_hans, "zh-hant": text.zh_hant}.get(lang, text.en)


def date_of(day: date, lang: str) -> str:
    """A day as official papers write it."""
    return say(PAPER["date"], lang).format(y=day.year, m=day.month, d=day.day, month=MONTHS[day.month - 1])


@cache
def _fonts(own: str) -> Any:
    """The fonts of the packages, and of a folder of the house's own. Raises :class:`FontsMissing`."""
    files = [
        path()
        for package in (pylopdf_fonts_zh_cn, pylopdf_fonts_zh_tw)
        for path in (package.serif_path, package.sans_path)
    ]
    lost = [file.name for file in files if not file.exists()]
    if lost:
        raise FontsMissing(
            f"{', '.join(lost)} are missing: install pylopdf-fonts-zh-cn and pylopdf-fonts-zh-tw again."
        )
    folders = [*dict.fromkeys(str(file.parent) for file in files), *([own] if own else [])]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)
