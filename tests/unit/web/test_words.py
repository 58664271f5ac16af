"""Every text of the screens is said in both Chineses, and every code has a word."""

import re
from pathlib import Path

import msgspec
import polib
import pytest

from lazaretto.access.refusals import DISPUTES, REFUSALS
from lazaretto.access.roles import ROLES
from lazaretto.facts.fact import kind_of
from lazaretto.facts.vocabulary import FAMILIES, KINDS
from lazaretto.web.labels import fields, kinds, rules, states

WEB = Path(__file__).parents[3] / "src" / "lazaretto" / "web"
CATALOGUES = sorted((WEB / "locale").glob("*/LC_MESSAGES/django.po"))


def catalogue(file: Path) -> polib.POFile:
    return polib.pofile(str(file))


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)\d*[a-z]|\{\w+\}", text))


def texts_of_templates() -> set[str]:
    found: set[str] = set()
    for file in (WEB / "templates").rglob("*.html"):
        text = file.read_text()
        found |= {m[1] for m in re.findall(r'\{%\s*translate\s+(["\'])(.*?)\1', text)}
        for block in re.findall(r"\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate", text, re.S):
            said = re.split(r"\{%\s*plural\s*%\}", block)[0]
            doubled = said.replace("%", "%%")  # as the framework looks a block up that fills values in
            found.add(re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", doubled if "{{" in said else said))
    return found


def test_both_chineses_are_there() -> None:
    assert [file.parents[1].name for file in CATALOGUES] == ["zh_Hans", "zh_Hant"]


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parents[1].name)
def test_nothing_is_untranslated_or_fuzzy(file: Path) -> None:
    entries = catalogue(file)
    assert [entry.msgid for entry in entries.untranslated_entries()] == []
    assert [entry.msgid for entry in entries.fuzzy_entries()] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parents[1].name)
def test_every_text_of_a_template_is_in_the_catalogue(file: Path) -> None:
    assert texts_of_templates() - {entry.msgid for entry in catalogue(file)} == set()


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parents[1].name)
def test_a_translation_keeps_the_values_that_are_filled_in(file: Path) -> None:
    for entry in catalogue(file):
        said = entry.msgstr or entry.msgstr_plural[0]
        assert placeholders(said) == placeholders(entry.msgid_plural or entry.msgid), entry.msgid


def test_every_kind_family_and_field_has_a_name() -> None:
    assert set(kinds.KINDS) == {kind_of(kind) for kind in KINDS}
    assert set(kinds.FAMILIES) == set(FAMILIES)
    named = {field.name for kind in KINDS for field in msgspec.structs.fields(kind)}
    assert named - set(fields.FIELDS) == set()


def test_every_refusal_and_every_dispute_has_a_sentence_with_its_values() -> None:
    assert set(rules.REFUSALS) >= set(REFUSALS)
    assert set(rules.DISPUTES) >= set(DISPUTES)
    for code, values in REFUSALS.items():
        used = {name.strip("{}") for name in placeholders(str(rules.REFUSALS[code]))}
        assert used <= set(values), code


def test_every_role_has_a_name() -> None:
    assert set(states.USER_ROLES) == set(ROLES)
