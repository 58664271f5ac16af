"""Chinese is written in its own characters, words and signs: what a converter and a hurried hand get wrong.

A table of characters is no converter: 后 is both *queen* and *after*. So what can go wrong is listed:
variants that no text of ours writes, simplified forms that are characters of their own in traditional
Chinese, words in which one character was taken for another, and signs of the other script.
"""

import re
from collections.abc import Iterator

import pytest

from lazaretto.board.catalogue import SENTENCES
from lazaretto.board.verdicts import REASONS, RULES, UNNAMED
from lazaretto.board.words import WORDS
from lazaretto.cli.words import WORDS as SPOKEN
from lazaretto.credentials.wording import FAULTS, UNTRUSTED, UNUSABLE
from lazaretto.protocol.checks.languages import simplified_only, texts, traditional_only
from lazaretto.protocol.document import Text
from lazaretto.protocol.wording import WORDING
from lazaretto.protocol.wording.comparing import FIELDS, NOUNS, VALUES
from lazaretto.protocol.wording.units import UNITS
from tests.house.tree import ROOT, files, name, text

HANS, HANT = "zh-Hans", "zh-Hant"
CATALOGUES = {
    "sentences": (*SENTENCES.values(), *REASONS.values(), *RULES.values(), UNNAMED),
    "words": (*WORDS.values(),), "the command line": (*SPOKEN.values(),), "problems": (*WORDING.values(),),
    "comparing": (*FIELDS.values(), *NOUNS.values(), *VALUES.values(), *UNITS.values()),
    "credentials": tuple(
        Text(zh_hans=hans, zh_hant=hant, en=english)
        for hans, hant, english in (*FAULTS.values(), *UNTRUSTED.values(), *UNUSABLE.values())
    ),
}  # fmt: skip
# Written otherwise, or by nobody: the form that this house writes stands beside it.
VARIANTS = dict(zip("爲纔羣牀裏覈燬衆啓綫麪峯着銹", "為才群床裡核毀眾啟線麵峰著鏽", strict=True))
# Simplified forms that traditional Chinese has as other characters, and Big5 therefore has too.
TAKEN_FOR_ANOTHER = "后于据个体几并余万无号机种术范宁价干里么"
RIGHT_AS_THEY_STAND = re.compile("若干|干擾|干預|干涉|公里|里程")
# One character of two taken for the other: the wrong word, and the right one.
SLIPS = {
    "髮熱": "發熱", "髮現": "發現", "采": "採", "某隻": "某只", "僅隻": "僅只",
    "籤收": "簽收", "籤署": "簽署", "籤發": "簽發", "遲籤": "遲簽", "自籤": "自簽",
    "標准": "標準", "准備": "準備", "准確": "準確", "複命": "覆命", "恢複": "恢復",
    "回複": "回覆", "答複": "答覆", "重復": "重複", "復核": "複核", "復檢": "複檢",
    "復測": "複測", "聯系": "聯繫", "關系": "關係", "日志": "日誌", "標志": "標誌",
    "配制": "配製", "復制": "複製", "製度": "制度", "控製": "控制", "限製": "限制",
    "面粉": "麵粉", "台賬": "臺賬", "沖突": "衝突", "信息": "資訊", "視頻": "視訊",
    "網絡": "網路", "服務器": "伺服器", "默認": "預設", "打印": "列印",
}  # fmt: skip
# Words that this house says otherwise, each for one meaning (docs/glossary.md).
OTHERWISE = {
    "登陆": "登录", "帐户": "账户", "台帐": "台账", "其它": "其他", "做出决定": "作出决定",
    "复盖": "覆盖", "医务人员探视": "巡诊", "独居": "独处", "消杀": "消毒", "放风": "室外活动",
    "拼管": "凑管", "执勤班次": "勤务班次",
}  # fmt: skip
SIGNS = {HANS: "「」『』", HANT: "“”‘’"}
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;?!()](?!\s?乙)|[,;?!()][\u4e00-\u9fff]")
UNSPACED = re.compile(r"\d(?:mg/L|°C|℃|[\u4e00-\u9fff])|[\u4e00-\u9fff]\d")


def said(script: str) -> Iterator[tuple[str, str]]:
    """Every text in a script, with where it stands."""
    for room, catalogue in CATALOGUES.items():
        for _, words in texts(catalogue):
            yield room, words.zh_hans if script == HANS else words.zh_hant
    for path in files("protocols/**/*.yaml"):
        for found in re.finditer(rf"^\s*{script}: (.+)$", text(path), flags=re.MULTILINE):
            yield name(path), found[1]
    for path in files(f"src/lazaretto/web/locale/{script.replace('-', '_')}/LC_MESSAGES/django.po"):
        for found in re.finditer(r'^msgstr(?:\[\d\])? ((?:"[^\n]*"\n)+)', text(path), flags=re.MULTILINE):
            yield name(path), re.sub(r'^"|"$', "", found[1], flags=re.MULTILINE).replace("\n", "")
    for row in text(ROOT / "docs" / "glossary.md").splitlines():
        if row.startswith("|"):
            yield "docs/glossary.md", row.split("|")[2 if script == HANS else 3]


def slips(words: str) -> list[str]:
    """What is not traditional Chinese as this house writes it."""
    bare = RIGHT_AS_THEY_STAND.sub("", words)
    found = [f"{one} → {right}" for one, right in {**VARIANTS, **SLIPS}.items() if one in words]
    return [*found, *(c for c in TAKEN_FOR_ANOTHER if c in bare), *simplified_only(words)]


def test_the_texts_are_found() -> None:
    for script in (HANS, HANT):
        rooms = {room for room, _ in said(script)}
        assert {*CATALOGUES, "protocols/four-layer-2022/1.yaml", "docs/glossary.md"} < rooms
        assert any(room.endswith(".po") for room in rooms)
        assert sum(1 for _ in said(script)) > 1500


def test_traditional_chinese_is_written_in_its_own_characters() -> None:
    assert [(room, words, slips(words)) for room, words in said(HANT) if slips(words)] == []


def test_simplified_chinese_is_written_in_its_own_characters() -> None:
    assert [(room, words) for room, words in said(HANS) if traditional_only(words)] == []


def test_one_word_is_said_for_one_meaning() -> None:
    found = [(room, words, one) for room, words in said(HANS) for one in OTHERWISE if one in words]
    assert [f for f in found if f[0] != "docs/glossary.md"] == []


@pytest.mark.parametrize("script", [HANS, HANT])
def test_signs_are_full_width_and_of_the_script(script: str) -> None:
    wrong = [(room, words) for room, words in said(script) if any(sign in words for sign in SIGNS[script])]
    assert wrong == []
    assert [(room, words) for room, words in said(script) if HALF_WIDTH.search(words)] == []


@pytest.mark.parametrize("script", [HANS, HANT])
def test_numbers_stand_apart_from_words_and_units(script: str) -> None:
    assert [(room, words) for room, words in said(script) if UNSPACED.search(words)] == []


@pytest.mark.parametrize("wrong", ["未結髮熱", "沒有采樣", "李某隻有四次", "遲籤", "爲何", "之后", "應办"])
def test_what_is_caught(wrong: str) -> None:
    assert slips(wrong)
    assert not slips("發熱採樣只有遲簽為何之後應辦若干")
