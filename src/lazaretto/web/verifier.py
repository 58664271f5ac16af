"""The page that checks a disclosure without a network: one file, put together from its readable parts."""

import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from lazaretto.access.declaring import ANYONE, requires
from lazaretto.web.handing_out import file_named
from lazaretto.web.labels.kinds import KINDS
from lazaretto.web.verifier_words import WORDS

FOLDER = Path(__file__).parent / "verifying"
NAME = "lazaretto-verify.html"
_PARTS = ("page.css", "checking.js", "opening.js", "page.js")


@require_safe
@requires(ANYONE)
def verifier(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The page as a file to keep: opened from a disk, it needs no house."""
    return file_named(verifier_page(), NAME, media="text/html; charset=utf-8")


@cache
def verifier_page() -> bytes:
    """The whole page. The same version is always the same bytes."""
    page = (FOLDER / "page.html").read_text()
    parts = {part: (FOLDER / part).read_text().rstrip("\n") for part in _PARTS}
    for name, text in {**parts, "words": _words(), "version": version("lazaretto")}.items():
        page = page.replace("{{" + name + "}}", text)
    return page.encode()


def _words() -> str:
    """Every phrase as [simplified, traditional, English], a line each."""
    said = {key: [text.zh_hans, text.zh_hant, text.en] for key, text in WORDS.items()}
    for language in ("zh-hans", "zh-hant", "en"):
        with translation.override(language):
            for kind, label in KINDS.items():
                said.setdefault(kind, []).append(str(label))
    lines = [f"{json.dumps(key)}: {json.dumps(texts, ensure_ascii=False)}" for key, texts in said.items()]
    return ("{\n" + ",\n".join(lines) + "\n}").replace("</", "<\\/")
