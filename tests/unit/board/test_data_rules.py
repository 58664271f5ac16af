"""The classes over which a document may rule are those of the list; each rule has its words."""

from typing import get_args, get_type_hints

import pytest

from lazaretto.board.data_classes import CLASSES, RETAINED
from lazaretto.obligations.retaining import Rule
from lazaretto.protocol.document import Retention, Text
from lazaretto.web.data_sheet_paper import until_of
from lazaretto.web.terms import term

HEALTH = next(one for one in CLASSES if one.id == "health")
RULE = Rule("document/1 health.erased", "health", "custody_ended", 5479)


def test_a_document_rules_over_the_classes_that_end_with_the_file() -> None:
    hints = get_type_hints(Retention)
    assert set(get_args(hints["data"])) == {one.id for one in CLASSES if one.ends == "file"}
    assert set(get_args(hints["after"])) == set(RETAINED) - {"otherwise"}


def test_a_class_says_its_rule_and_what_is_kept_of_everybody_else() -> None:
    kept = until_of(HEALTH, days=21, rule="R", lang="en", titles={})
    assert "with the file" in kept
    both = (RULE, RULE._replace(data="regime"))
    told = until_of(HEALTH, days=21, rule="R", lang="en", retained=both, titles={})
    assert told.count("5,479") == 1
    assert "document/1 health.erased" in told  # nobody said what it is called
    assert told.endswith(kept)
    titles = {RULE.rule: Text(zh_hans="删除", zh_hant="刪除", en="gone in time")}
    named = until_of(HEALTH, days=21, rule="R", lang="en", retained=both, titles=titles)
    assert "(rule: gone in time)" in named
    assert "health.erased" not in named


@pytest.mark.parametrize(
    ("days", "lang", "words"),
    [
        (1, "en", "1 day"), (21, "zh-hans", "21 天"), (190, "en", "190 days"), (364, "en", "364 days"),
        (365, "zh-hant", "365 天（約 1 年）"), (366, "en", "366 days (about a year)"),
        (367, "en", "367 days"),
        (5477, "en", "5,477 days"), (5478, "zh-hans", "5,478 天（约 15 年）"),
        (5479, "zh-hans", "5,479 天（约 15 年）"), (5479, "en", "5,479 days (about 15 years)"),
        (5480, "zh-hans", "5,480 天"), (1461, "en", "1,461 days (about 4 years)"),
    ],
)  # fmt: skip
def test_days_are_told_as_years_only_where_so_many_years_have_so_many_days(
    days: int, lang: str, words: str
) -> None:
    assert term(days, lang) == words
