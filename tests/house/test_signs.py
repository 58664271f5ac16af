"""A Chinese text has Chinese signs: none of half width touches a Chinese character or a value in it."""

import re
from collections.abc import Iterator

import polib
import pytest

from tests.house.test_joins import SCRIPTS, VALUE, WEB

HALF = r"[()\[\],:;?!]"
HAN = rf"[\u3400-\u4dbf\u4e00-\u9fff{VALUE}]"
TOUCHING = re.compile(rf"{HAN} ?{HALF}|{HALF} ?{HAN}")
NAMED = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
# What somebody is to type, sign by sign.
TYPED = {
    "Write each parameter as document:parameter = value, one a line.",
    "One a line: document:parameter = value",
}


def touching(words: str) -> list[str]:
    """Where signs of half width stand beside Chinese characters or values; tags and names of values aside."""
    return TOUCHING.findall(NAMED.sub(VALUE, re.sub(r"<[^>]*>", "", words)))


def texts(script: str) -> Iterator[tuple[str, str]]:
    for one in polib.pofile(str(WEB / "locale" / script / "LC_MESSAGES" / "django.po")):
        for words in (one.msgstr, *one.msgstr_plural.values()):
            yield one.msgid, words


@pytest.mark.parametrize("script", SCRIPTS)
def test_signs_in_chinese_texts_are_chinese(script: str) -> None:
    assert [words for english, words in texts(script) if english not in TYPED and touching(words)] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_is_left_out_is_still_there(script: str) -> None:
    assert {english for english, words in texts(script) if english in TYPED and touching(words)} == TYPED


@pytest.mark.parametrize(
    "words",
    [
        "（选填)",
        "车辆 (选填)",
        "共%(n)s人, 见下",
        "%(who)s (%(what)s)",
        "为何?",
        "轮次:一",
        "<b>甲</b>:乙",
        "名[一]",
    ],
)
def test_what_is_caught(words: str) -> None:
    assert touching(words)


@pytest.mark.parametrize("words", ["车辆（选填）", "%(n)s 人，%(at)s 起", "X-CSRFToken 请求头", "如 a, b"])
def test_what_is_not(words: str) -> None:
    assert not touching(words)
