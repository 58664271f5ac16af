"""Catalogues are compiled without gettext, when they are stale and only then."""

import gettext
import os
from pathlib import Path

import pytest

from lazaretto.project import translations

TEXT = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Sign in"
msgstr "登录"

#, fuzzy
msgid "Sign out"
msgstr "登录"
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(translations, "CATALOGUES", tmp_path)
    file = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(TEXT)
    return file


def test_what_was_compiled_is_what_gettext_reads(source: Path) -> None:
    (made,) = translations.compile_stale()
    with made.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Sign in") == "登录"
    assert catalogue.gettext("Sign out") == "Sign out"  # a guess is no translation


def test_nothing_is_compiled_twice_until_it_changes(source: Path) -> None:
    assert len(translations.compile_stale()) == 1
    assert translations.compile_stale() == []
    later = source.stat().st_mtime + 5
    os.utime(source, (later, later))
    assert len(translations.compile_stale()) == 1
