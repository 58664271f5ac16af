"""The language of tests: what each word lets pass, and that an unknown passes only where it is written."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.protocol.document import Input, Text
from lazaretto.protocol.matching import Untestable, known, matches, parse

LABEL = Text(zh_hans="甲", zh_hant="甲", en="A")
NUMBER = Input(id="nn", label=LABEL, type="number")
FLAG = Input(id="ff", label=LABEL, type="boolean")
CODE = Input(id="cc", label=LABEL, type="code", codes=("green", "red", "none"))


def passes(text: str, value: Any, column: Input) -> bool:
    return matches(parse(text, column), known(value, column))


@pytest.mark.parametrize(
    ("text", "value", "passed"),
    [
        (">= 37.3", Decimal("37.3"), True),
        ("> 37.3", Decimal("37.3"), False),
        ("<37.3", 36, True),
        ("36", 36, True),
        (">= 36 & < 37.3", 37, True),
        (">= 36 & < 37.3", 38, False),
        ("< 35 | > 37.2", 34, True),
        ("known", 0, True),
        ("known", None, False),
        ("unknown", None, True),
        ("< 3 | unknown", None, True),
        ("-5", -5, True),
    ],
)
def test_numbers(text: str, value: Any, passed: bool) -> None:
    assert passes(text, value, NUMBER) is passed


@pytest.mark.parametrize(
    ("text", "value", "passed"),
    [
        ("green | none", "none", True),
        ("green", "red", False),
        ("not green", "red", True),
        ("not green", "green", False),
        ("not green", None, False),
        ("not green & not none", "red", True),
    ],
)
def test_codes(text: str, value: Any, passed: bool) -> None:
    assert passes(text, value, CODE) is passed


@pytest.mark.parametrize(
    ("text", "value", "passed"),
    [("true", True, True), ("not true", False, True), ("false", None, False), ("true", False, False)],
)
def test_flags(text: str, value: Any, passed: bool) -> None:
    assert passes(text, value, FLAG) is passed


@pytest.mark.parametrize(
    ("value", "column"),
    [
        ("purple", CODE),
        (3, CODE),
        ("37", NUMBER),
        (True, NUMBER),
        (Decimal("NaN"), NUMBER),
        (Decimal("Infinity"), NUMBER),
        (1, FLAG),
        ("true", FLAG),
    ],
)
def test_a_value_that_does_not_fit_is_unknown(value: Any, column: Input) -> None:
    assert known(value, column) is None


@pytest.mark.parametrize("text", ["", "|", "> ", "> x", ">= 3 <", "=> 3", "not", "unknown & ", "1e5"])
def test_what_is_no_test_is_refused(text: str) -> None:
    with pytest.raises(Untestable):
        parse(text, NUMBER)


@given(st.text(max_size=12), st.sampled_from([NUMBER, FLAG, CODE]))
def test_an_unknown_passes_only_where_the_word_is_written(text: str, column: Input) -> None:
    try:
        test = parse(text, column)
    except Untestable:
        return
    assert matches(test, None) <= ("unknown" in text)
