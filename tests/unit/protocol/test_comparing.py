"""Comparing: no noise, every single change, in words of three languages."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lazaretto.protocol.document as document_module
from lazaretto.protocol.comparing import compare
from lazaretto.protocol.document import Protocol, Text, Unit
from lazaretto.protocol.reading import read
from lazaretto.protocol.wording import LANGUAGES, in_language
from lazaretto.protocol.wording.comparing import FIELDS, NOUNS, VALUES
from lazaretto.protocol.wording.units import UNITS
from tests.unit.protocol.altering import altered, part
from tests.unit.protocol.conftest import SOUND

DOCUMENT = read(SOUND.read_bytes()).protocol


def leaves(held: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every field of a document that holds a value or a list of words, with its path; identities left out."""
    if isinstance(held, msgspec.Struct):
        for name in held.__struct_fields__:
            if name not in ("id", "layer"):
                yield from leaves(getattr(held, name), f"{path}.{name}" if path else name)
    elif isinstance(held, tuple) and held and isinstance(held[0], msgspec.Struct):
        for number, item in enumerate(held):
            yield from leaves(item, f"{path}[{number}]")
    elif isinstance(held, dict):
        for name, value in held.items():
            yield f"{path}.{name}", value
    else:
        yield path, held


LEAVES = dict(leaves(DOCUMENT))


def other_than(value: Any) -> Any:
    """Some value that is not this one, of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value + "x"
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, time):
        return value.replace(minute=(value.minute + 1) % 60)
    if isinstance(value, tuple):
        return (*value, 99)
    return "something"  # where there was nothing


def test_a_document_compared_with_itself_has_no_change(sound: Protocol) -> None:
    again = read(SOUND.read_bytes()).protocol
    assert again is not None
    assert compare(sound, again) == ()


@given(path=st.sampled_from(sorted(LEAVES)))
def test_a_single_field_is_a_single_change_both_ways(sound: Protocol, path: str) -> None:
    changed = altered(sound, path, other_than(LEAVES[path]))
    (there,), (back,) = compare(sound, changed), compare(changed, sound)
    assert there.kind == back.kind == "changed"
    assert (there.before, there.after) == (back.after, back.before)
    field = path.rpartition(".")[2] if "." in path else path
    written = {"zh_hans": "zh-Hans", "zh_hant": "zh-Hant", "told_by": "from"}
    assert there.path.rpartition(".")[2] == written.get(field, field)


@given(paths=st.lists(st.sampled_from(sorted(LEAVES)), max_size=6, unique=True))
def test_as_many_changes_as_fields_changed(sound: Protocol, paths: list[str]) -> None:
    changed = sound
    for path in paths:
        changed = altered(changed, path, other_than(part(changed, path)))
    assert len(compare(sound, changed)) == len(paths)


@pytest.mark.parametrize(
    ("path", "value", "words", "direction"),
    [
        ("parameters[0].value", "14", "Parameter “leg.days” (leg.days): value 21 d → 14 d", "laxer"),
        ("parameters[0].value", "28", "Parameter “leg.days” (leg.days): value 21 d → 28 d", "stricter"),
        ("parameters[4].value", "1", "Parameter “isolate” (isolate): value 2 h → 1 h", "stricter"),
        ("parameters[1].value", "4", "Parameter “leg.tests” (leg.tests): value 3 times → 4 times", "neutral"),
        ("legs[0].days", 14, "Leg “Layer 1” (1): days 21 → 14", "neutral"),
        ("clauses[0].duty.grace", 30,
         "Clause “Clause hygiene.temperature” (hygiene.temperature): grace in minutes 60 → 30", "neutral"),
        ("clauses[0].duty.slots[0].opens", time(7),
         "Clause “Clause hygiene.temperature” (hygiene.temperature), slot “morning” (morning): "
         "opens 06:00 → 07:00", "neutral"),
        ("tables[0].rules[0].verdict", "hold",
         "Decision table “The gate” (gate), row fever: verdict refuse → hold", "neutral"),
        ("tables[0].rules[0].when", {"temperature": ">= 37.5"},
         "Decision table “The gate” (gate), row fever: test of · temperature >= 37.3 → >= 37.5", "neutral"),
        ("effective", date(2022, 4, 1), "effective date 2022-03-10 → 2022-04-01", "neutral"),
    ],
)  # fmt: skip
def test_a_change_is_said_in_words(
    sound: Protocol, path: str, value: Any, words: str, direction: str
) -> None:
    (change,) = compare(sound, altered(sound, path, value))
    assert (change.words.en, change.direction) == (words, direction)


def test_the_words_are_of_three_languages(sound: Protocol) -> None:
    (change,) = compare(sound, altered(sound, "legs[0].days", 14))
    assert change.words == Text(
        zh_hans="隔离段“第一层”（1）：天数 21 → 14",
        zh_hant="隔離段「第一層」（1）：天數 21 → 14",
        en="Leg “Layer 1” (1): days 21 → 14",
    )


def test_a_value_is_said_with_its_unit_as_people_write_it(sound: Protocol) -> None:
    (change,) = compare(sound, altered(sound, "parameters[0].value", "14"))
    assert change.words.zh_hans.endswith("21 天 → 14 天")
    assert set(get_args(Unit)) <= set(UNITS)


@pytest.mark.parametrize("path", ["sources", "parameters", "clauses", "legs", "patterns", "tables"])
def test_a_part_that_comes_or_goes_is_one_change(sound: Protocol, path: str) -> None:
    shorter = altered(sound, path, part(sound, path)[:-1])
    (gone,), (come,) = compare(sound, shorter), compare(shorter, sound)
    assert (gone.kind, come.kind) == ("removed", "added")
    assert gone.words.en.startswith("Removed: ")
    assert come.words.zh_hans.startswith("新增")
    assert gone.path == come.path


def test_a_duty_of_another_shape_is_one_change(sound: Protocol) -> None:
    changed = altered(sound, "clauses[4].duty", part(sound, "clauses[2].duty"))
    (change,) = compare(sound, changed)
    assert (change.before, change.after) == ("coverage", "deadline")


def test_order_is_a_change_only_where_the_first_row_decides(sound: Protocol) -> None:
    turned = altered(sound, "tables[0].rules", part(sound, "tables[0].rules")[::-1])
    (change,) = compare(sound, turned)
    assert change.path == "tables[gate].rules"
    assert compare(sound, altered(sound, "tables[1].rules", part(sound, "tables[1].rules")[::-1])) == ()
    assert compare(sound, altered(sound, "clauses", sound.clauses[::-1])) == ()


def test_every_field_of_the_format_has_a_name_in_three_languages() -> None:
    parts = [
        kind
        for kind in vars(document_module).values()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    ]
    fields = {field.encode_name for kind in parts for field in msgspec.structs.fields(kind)}
    assert fields - {"id", "layer"} <= set(FIELDS)
    for words in (*FIELDS.values(), *NOUNS.values(), *VALUES.values()):
        assert all(in_language(words, language).strip() for language in LANGUAGES)
