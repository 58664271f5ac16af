"""What pages put together is read as one: no blank behind a full-width sign, no half-width one in Chinese.

Each template is read with its texts in Chinese, its values as one sign and its branches apart; what is shown
on one line then stands side by side as a reader has it.
"""

import re
from collections.abc import Iterator

import polib
import pytest

from tests.house.tree import ROOT

WEB = ROOT / "src" / "lazaretto" / "web"
SCRIPTS = ["zh_Hans", "zh_Hant"]
VALUE = "\ufffc"
# Behind these a line of its own begins; what is not named here runs on with what stands before it.
BLOCKS = (
    r"p|li|ul|ol|dl|dt|dd|td|th|tr|thead|tbody|table|h[1-6]|div|section|article|main|nav|header|footer|form|"
    r"button|label|option|select|summary|details|figure|figcaption|legend|fieldset|caption|br|input|textarea|"
    r"progress|c-[\w.]+|svg|text|title|meta|time"
)
BLOCK = re.compile(r"\{%\s*blocktranslate(?:[^%]|%(?!\}))*%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
PLAIN = re.compile(r"\{%\s*translate\s+\"(.*?)\"\s*%\}")
BLANK = re.compile(r"[^\n]{0,20}[，。；：、！] +[^\s\n][^\n]{0,20}")
HALF = re.compile(r"[^\n]{0,20}(?:[\u4e00-\u9fff）] ?[,;]|[,;] *[\u4e00-\u9fff])[^\n]{0,20}")
BRACKET = re.compile(r"[^\n]{0,20}[()][^\n]{0,20}")
# Values that are numbers or codes: they stand apart from Chinese words by a blank, as numbers in a text do.
NUMBERS = "n|at|number|limit|minutes|hours|person|by|who|device|facility|house|days"
TIGHT = re.compile(
    rf"[\u4e00-\u9fff](?:%\((?:{NUMBERS})\)s|\{{(?:{NUMBERS})\}})"
    rf"|(?:%\((?:{NUMBERS})\)s|\{{(?:{NUMBERS})\}})[\u4e00-\u9fff]"
)


def texts(script: str) -> dict[str, str]:
    """Every text of the screens in a script, by what it is in English; of plurals the first."""
    found = polib.pofile(str(WEB / "locale" / script / "LC_MESSAGES" / "django.po"))
    return {one.msgid: one.msgstr or next(iter(one.msgstr_plural.values()), "") for one in found}


def shown(template: str, said: dict[str, str]) -> str:
    """What a reader has of a template, all its branches one below the other."""

    def block(match: re.Match[str]) -> str:
        english = re.split(r"\{%\s*plural\s*%\}", match[1])[0]
        doubled = english.replace("%", "%%") if "{{" in english else english
        words = said.get(re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", doubled), english)
        return re.sub(r"%\(\w+\)s", VALUE, words).replace("%%", "%")

    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", template, flags=re.DOTALL)
    text = re.sub(
        r"\{% if not forloop\.(?:first|last) %\}.*?\{% endif %\}", "", text
    )  # what stands between two of a list
    text = BLOCK.sub(block, text)
    text = PLAIN.sub(lambda match: said.get(match[1], match[1]), text)
    text = text.replace("&emsp;", "\n")
    text = re.sub(r"\{\{.*?\}\}", VALUE, text).replace("{% colon %}", "：")
    text = text.replace("{% aside %}", "（").replace("{% endaside %}", "）")
    text = re.sub(r"\{%\s*(?:else|elif|empty)\b.*?%\}", "\n", text)
    text = re.sub(rf"</?(?:{BLOCKS})\b[^>]*>", "\n", re.sub(r"\{%.*?%\}", "", text))
    return re.sub(r"<[^>]*>", "", text)


def found(pattern: re.Pattern[str], script: str) -> Iterator[tuple[str, str]]:
    said = texts(script)
    for file in sorted((WEB / "templates").rglob("*.html")):
        for match in pattern.finditer(shown(file.read_text(), said)):
            yield str(file.relative_to(WEB)), match[0]


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("pattern", [BLANK, HALF, BRACKET], ids=["blank", "half-width", "bracket"])
def test_what_pages_join_is_written_as_chinese_is(script: str, pattern: re.Pattern[str]) -> None:
    assert list(found(pattern, script)) == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_values_that_are_numbers_or_codes_stand_apart_from_words(script: str) -> None:
    assert [words for words in texts(script).values() if TIGHT.search(words)] == []


def test_what_is_caught() -> None:
    said = {"%(n)s open.": "现有 %(n)s 个。", "All used.": "全部使用过。"}
    page = '<p>{% blocktranslate %}{{ n }} open.{% endblocktranslate %}WHAT{% translate "All used." %}</p>'
    assert BLANK.search(shown(page.replace("WHAT", " {% if a %}"), said))
    assert HALF.search(shown(page.replace("WHAT", ", "), {**said, "%(n)s open.": "现有 %(n)s 个"}))
    assert not BLANK.search(shown(page.replace("WHAT", "{% joint %}"), said))
    assert BRACKET.search(shown('<span>({% translate "All used." %})</span>', said))
    assert not BRACKET.search(shown('<a b="(1)">{% aside %}{{ f(1) }}{% endaside %}</a>', said))
    assert TIGHT.search("现有%(n)s 个")
    assert not TIGHT.search("现有 %(n)s 个")
