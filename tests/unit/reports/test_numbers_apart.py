"""On papers in Chinese a number, a code or an instant stands apart from the words beside it."""

import re

import pytest

from lazaretto.reports.paper_words import PAPER
from lazaretto.reports.status_words import STATUS

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
TOUCHING = re.compile(rf"[{HAN}]\d|\d[{HAN}]")
# Values that are words themselves, and days, which end with a word.
WORDS = {
    "name", "law", "where", "reason", "to", "finding", "disease", "said", "decision", "sort", "care", "call",
}  # fmt: skip
DAYS = {"date", "zero", "day"}
# Written as official papers write them: a day, and the number of a paper; a name with its number in brackets.
FIXED = {"date", "number", "opening_named"}


def filled(words: str) -> str:
    """The words with a number for each value that may be one."""
    return re.sub(r"\{(\w+)\}", lambda one: "" if one[1] in WORDS else "7·" if one[1] in DAYS else "7", words)


@pytest.mark.parametrize("script", ["zh_hans", "zh_hant"])
@pytest.mark.parametrize("table", [PAPER, STATUS], ids=["report", "status"])
def test_numbers_stand_apart(table: dict[str, object], script: str) -> None:
    said = {name: filled(getattr(text, script)) for name, text in table.items() if name not in FIXED}
    assert {name: words for name, words in said.items() if TOUCHING.search(words)} == {}


@pytest.mark.parametrize("words", ["截至{at}所知", "{n} 混1", "第{layer} 层", "至{day}", "昨日 {came}人"])
def test_what_is_caught(words: str) -> None:
    assert TOUCHING.search(filled(words))
