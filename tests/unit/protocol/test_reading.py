"""Bytes → Reading: every fault on its line, in words, and never an exception."""

import json
import time
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lazaretto.protocol.composing import MAX_BYTES
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.reading import read
from lazaretto.protocol.wording import LANGUAGES, WORDING
from tests.unit.protocol.conftest import SOUND

TEXT = SOUND.read_text(encoding="utf-8")
LINES = TEXT.splitlines()


ENCODED = msgspec.json.encode(read(TEXT).protocol)


def line_of(fragment: str) -> int:
    """The first line, from 1, that holds a fragment."""
    return next(number for number, line in enumerate(LINES, 1) if fragment in line)


def with_line(fragment: str, replacement: str) -> str:
    """The sound document with one line put in place of another."""
    lines = list(LINES)
    lines[line_of(fragment) - 1] = replacement
    return "\n".join(lines)


def test_the_sound_document_is_read_without_problems(sound: Protocol) -> None:
    reading = read(TEXT)
    assert reading.problems == ()
    assert reading.protocol == sound
    assert reading.places["clauses[0].duty.grace"] == (line_of("      grace: 60"), 14)


def test_json_is_read_as_well(sound: Protocol) -> None:
    assert read(msgspec.json.encode(sound)).protocol == sound


def test_a_byte_order_mark_is_passed_over(sound: Protocol) -> None:
    assert read(b"\xef\xbb\xbf" + TEXT.encode()).protocol == sound


@pytest.mark.parametrize(
    ("fragment", "replacement", "code", "path"),
    [
        ("kind: protocol", "kind: rules", "expected_one_of", "kind"),
        ("kind: protocol", "knid: protocol", "unknown_field_near", "knid"),
        ("kind: protocol", "colour: blue", "unknown_field", "colour"),
        ("effective: 2022-03-10", "effective: 2022-02-30", "expected_date", "effective"),
        ("release_hour", '  release_hour: "8 in the morning"', "expected_time", "counting.release_hour"),
        ('version: "1"', "version: 1", "unquoted", "version"),
        ('version: "1"', "version:", "expected_text", "version"),
        ("id: sound", "id: Sound Document", "pattern", "id"),
        ("      grace: 60", "      grace: an hour", "expected_whole", "clauses[0].duty.grace"),
        ("      grace: 60", "      grace: 60.5", "expected_whole", "clauses[0].duty.grace"),
        ("      shape: recurring", "      shape: circular", "expected_one_of", "clauses[0].duty.shape"),
        ("  day_zero", "  - day_zero", "syntax", ""),
        ("    levels: [closed]", "    levels: closed", "expected_list", "patterns[0].levels"),
        ("    levels: [closed]", "    levels: [closed, open]", "expected_one_of", "patterns[0].levels[1]"),
        ('version: "1"', 'version: "1"\nid: again', "duplicate_key", "id"),
        ('version: "1"', 'version: !!str "1"', "tag", ""),
        ('version: "1"', 'version: &v "1"', "anchor", ""),
    ],
)  # fmt: skip
def test_a_fault_is_named_on_its_line(fragment: str, replacement: str, code: str, path: str) -> None:
    reading = read(with_line(fragment, replacement))
    assert reading.protocol is None
    problem = next(problem for problem in reading.problems if problem.code == code)
    assert problem.path == path
    assert abs(problem.line - line_of(fragment)) <= 1
    assert problem.message
    assert problem.remedy


def test_every_fault_is_named_not_only_the_first() -> None:
    broken = with_line("kind: protocol", "kind: rules").replace("      grace: 60", "      grace: soon", 1)
    assert [problem.path for problem in read(broken).problems] == ["kind", "clauses[0].duty.grace"]


def test_a_missing_field_is_named_where_its_part_begins() -> None:
    (problem,) = read(TEXT.replace("    owner: doctor\n", "", 1)).problems
    assert (problem.code, problem.path) == ("missing_field", "clauses[0]")
    assert problem.line == line_of("- id: hygiene.temperature")
    assert problem.message == "`owner` is missing here"


def test_a_near_name_is_offered() -> None:
    problem = next(
        p for p in read(with_line("kind: protocol", "knid: protocol")).problems if p.path == "knid"
    )
    assert problem.remedy == "did you mean `kind`?"


def test_plain_words_that_other_readers_turn_into_something_else_stay_words() -> None:
    text = TEXT.replace('release_hour: "08:00"', "release_hour: 08:00").replace(
        "locator: here", "locator: no"
    )
    protocol = read(text).protocol
    assert protocol is not None
    assert protocol.counting.release_hour.hour == 8
    assert protocol.sources[0].locator == "no"


def test_laughs_are_not_multiplied() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(40))
    (problem,) = read(bomb).problems
    assert (problem.code, problem.line) == ("anchor", 1)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_depth_does_not_exhaust_the_stack(opening: str) -> None:
    started = time.perf_counter()
    (problem,) = read(opening * 100_000).problems
    assert problem.code in ("too_deep", "syntax")
    assert time.perf_counter() - started < 5


def test_size_is_limited() -> None:
    (problem,) = read(b" " * (MAX_BYTES + 1)).problems
    assert problem.code == "too_large"


@pytest.mark.parametrize(
    "data", [b"", b"# nothing", b"21", b"[]", b"null", b"{}", b"---\n---\n", b"\xff\xfe"]
)
def test_what_is_no_document_is_told_so(data: bytes) -> None:
    reading = read(data)
    assert reading.protocol is None
    assert reading.problems


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_bytes_never_raise(data: bytes) -> None:
    reading = read(data)
    assert (reading.protocol is None) == bool(reading.problems)


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_text_never_raises(text: str) -> None:
    assert read(text).problems


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates())
NESTED = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@settings(max_examples=100, deadline=None)
@given(place=st.data())
def test_a_document_with_anything_anywhere_never_raises(place: Any) -> None:
    """Any part of the sound document replaced by any YAML value: read, or told on its line."""
    tree = json.loads(ENCODED)
    held, key = place.draw(st.sampled_from(list(spots(tree))))
    held[key] = place.draw(NESTED)
    reading = read(json.dumps(tree, default=str))  # JSON with a NaN is still YAML
    assert (reading.protocol is None) == bool(reading.problems)
    for problem in reading.problems:
        assert problem.line > 0
        assert all(problem.said(language) and problem.advised(language) for language in LANGUAGES)


def spots(tree: Any) -> Any:
    """Every place of a tree at which a value stands, as (holder, key)."""
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in keys:
        yield tree, key
        yield from spots(tree[key])


@settings(deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, 60))
def test_a_document_with_a_hole_never_raises(start: int, length: int) -> None:
    reading = read(TEXT[:start] + TEXT[start + length :])
    assert (reading.protocol is None) == bool(reading.problems)


def test_the_catalogue_says_everything_in_three_languages() -> None:
    from lazaretto.protocol.checks.languages import languages_are_complete, texts, texts_are_translated

    protocol = read(TEXT).protocol
    assert protocol is not None
    for code, wording in WORDING.items():
        for text in wording:
            spoken = msgspec.structs.replace(protocol, title=text)
            astray = [*languages_are_complete(spoken, None), *texts_are_translated(spoken, None)]
            assert astray == [], f"{code}: {[problem.message for problem in astray]}"
    assert len(list(texts(protocol))) > 50


def test_json_quotes_of_every_problem_survive() -> None:
    reading = read(with_line("kind: protocol", 'kind: "a\\"b{name}c"'))
    assert '"' in reading.problems[0].message
    assert json.dumps(reading.problems[0].message)
