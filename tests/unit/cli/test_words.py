"""Whatever the command line may have to say is there in three languages."""

from typing import get_args

import pytest

from lazaretto.cli.language import language_of
from lazaretto.cli.replaying import Note
from lazaretto.cli.words import WORDS, say
from lazaretto.obligations.owed import FindingKind, Status
from lazaretto.protocol.wording import LANGUAGES, in_language
from lazaretto.registers.problems import Rule


def test_every_status_finding_note_and_rule_has_words() -> None:
    kinds = get_args(Note.__annotations__["kind"])
    names = {*get_args(FindingKind), *get_args(Rule), *kinds, *(status.name.lower() for status in Status)}
    assert names <= set(WORDS)


def test_every_phrase_is_said_in_three_languages() -> None:
    for name, text in WORDS.items():
        assert all(in_language(text, language).strip() for language in LANGUAGES), name


def test_blanks_are_filled_and_unknown_names_stand_for_themselves() -> None:
    assert say("line", "zh-Hans", line="7") == "第 7 行"
    assert say("no_such_phrase", "en") == "no_such_phrase"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"LANG": "zh-Hant-HK"}, "zh-Hant"),
        ({"LANG": "zh_CN", "LC_ALL": "zh_HK"}, "zh-Hant"),
        ({"LC_ALL": "", "LANG": "zh_CN"}, "zh-Hans"),
    ],
)
def test_the_environment_chooses(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language
