"""Whatever a check of the log finds has its sentence, and the page has the same with the same values."""

import ast
import re
from pathlib import Path

import pytest
from django.utils import translation

from lazaretto.proofs import sentences
from lazaretto.proofs.auditing import audit
from lazaretto.proofs.notes import LOG, Signer
from lazaretto.proofs.sentences import SENTENCES, Sentence, coded, sentence, told_by
from lazaretto.proofs.tiles import BrokenTile
from lazaretto.web.inspecting import _found
from lazaretto.web.labels.log_findings import FINDINGS
from tests.house.tree import ROOT

SOURCE = ROOT / "src" / "lazaretto"


def places(words: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", words))


def codes(path: Path) -> list[str]:
    """The codes that a file says sentences of."""
    calls = (one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.Call))
    named = (one for one in calls if isinstance(one.func, ast.Name) and one.func.id == "sentence")
    return [one.args[0].value for one in named if isinstance(one.args[0], ast.Constant)]  # type: ignore[misc]


def test_each_sentence_is_worded_and_nothing_else_is() -> None:
    with translation.override("en"):
        assert {code: str(words) for code, words in FINDINGS.items()} == SENTENCES


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_each_is_said_in_chinese_with_the_same_values(language: str) -> None:
    with translation.override(language):
        said = {code: str(words) for code, words in FINDINGS.items()}
    assert {code for code, words in said.items() if places(words) != places(SENTENCES[code])} == set()
    assert {code for code, words in said.items() if not re.search(r"[\u4e00-\u9fff]", words)} == set()


def test_what_files_and_tables_are_found_to_be_has_a_sentence_of_the_table() -> None:
    said = [*codes(SOURCE / "ledger" / "checking.py"), "put_in_behind", "gap_behind"]  # the last two by turns
    for path in (SOURCE / "proofs").glob("*.py"):
        said += codes(path)
    assert set(said) == set(SENTENCES)


def test_no_finding_is_a_sentence_of_its_own() -> None:
    said = []
    for path, name, at in (("ledger/checking.py", "Strange", 2), ("proofs/auditing.py", "add", 1)):
        calls = (one for one in ast.walk(ast.parse((SOURCE / path).read_text())) if isinstance(one, ast.Call))
        named = (one for one in calls if name in (getattr(one.func, "id", ""), getattr(one.func, "attr", "")))
        said += [one.args[at] for one in named]
    assert len(said) > 20
    assert [ast.unparse(one) for one in said if isinstance(one, ast.Constant | ast.JoinedStr)] == []


def test_a_sentence_is_what_it_says_and_remembers_how() -> None:
    said = sentence("place_skipped", house="QZ-D", place=7, next=5)
    assert said == "QZ-D: place 7 where 5 comes next"
    assert coded(said) == {
        "why": "QZ-D: place 7 where 5 comes next", "code": "place_skipped",
        "values": {"house": "QZ-D", "place": 7, "next": 5},
    }  # fmt: skip
    assert coded("words") == {"why": "words", "code": "", "values": {}}
    assert told_by(ValueError(said)) is said
    assert told_by(ValueError("words")) == "words"
    assert str(BrokenTile("tile/0", sentence("missing"))) == "tile/0: is not there"


def test_a_page_says_it_by_its_code_and_what_has_none_as_it_was_written() -> None:
    with translation.override("en"):
        said = coded(sentence("entry_cut", number=3))
        assert _found(said) == "entry 3 is cut short"
        assert _found({**said, "why": "else"}) == "entry 3 is cut short"
    assert _found({"why": "of a former version"}) == "of a former version"


def test_a_fault_of_a_file_keeps_its_code() -> None:
    key = Signer("example.org/log", LOG, bytes(32)).verifier
    (fault,) = audit({"checkpoint": b"no note"}.get, key).faults
    assert isinstance(fault.why, Sentence)
    assert (fault.why.code, str(fault.why)) == ("note_form", sentences.SENTENCES["note_form"])
