"""Law 2: facts are frozen, and their bytes are canonical."""

import json
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lazaretto.facts.encoding import Malformed, body_from, checked, decode, encode, encode_body, json_schema
from lazaretto.facts.fact import Body, Fact, tag_of
from lazaretto.facts.vocabulary import BY_TAG, KINDS
from tests.properties.strategies import FACILITIES, bodies, facts, offsets

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
assert settings.default is not None
A_FIFTH = max(20, settings.default.max_examples // 5)


def schema_of(kind: type[Body]) -> Draft202012Validator:
    """The part of the published schema that speaks of one kind."""
    place = SCHEMA["$defs"]["FactOnTheWire"]["properties"]["body"]["discriminator"]["mapping"][tag_of(kind)]
    return Draft202012Validator({"$ref": place, "$defs": SCHEMA["$defs"]})


@pytest.mark.parametrize("kind", KINDS, ids=tag_of)
@settings(max_examples=A_FIFTH)  # for each of the kinds
@given(data=st.data())
def test_every_kind_round_trips_and_is_canonical(kind: type[Body], data: st.DataObject) -> None:
    said = data.draw(facts(kinds=(kind,)))
    encoded = encode(said)
    back = decode(encoded)
    assert back == said
    assert type(back) is Fact
    assert encode(back) == encoded
    assert rfc8785.dumps(json.loads(encoded)) == encoded


@given(said=facts(), zone=offsets)
def test_equal_instants_are_equal_bytes(said: Fact, zone: Any) -> None:
    elsewhere = msgspec.structs.replace(
        said, occurred=said.occurred.astimezone(zone), recorded=said.recorded.astimezone(zone)
    )
    assert elsewhere == said
    assert encode(elsewhere) == encode(said)
    assert encode(checked(elsewhere)) == encode(said)


@given(said=facts())
def test_the_published_schema_accepts_what_is_encoded(said: Fact) -> None:
    assert not list(VALIDATOR.iter_errors(json.loads(encode(said))))


@given(data=st.data(), said=facts())
def test_schema_and_reader_refuse_the_same_mutations(data: st.DataObject, said: Fact) -> None:
    value = json.loads(encode(said))
    kind = BY_TAG[value["body"]["kind"]]
    changed = data.draw(st.sampled_from([_without_a_field, _with_a_stranger, _with_a_wrong_type]))(
        data, value["body"], kind
    )
    assert list(schema_of(kind).iter_errors(changed))
    with pytest.raises(Malformed):
        body_from(changed)


@given(said=facts(), name=st.sampled_from(["id", "occurred", "facility", "actor", "body"]))
def test_an_envelope_without_a_part_is_refused(said: Fact, name: str) -> None:
    value = json.loads(encode(said))
    del value[name]
    assert list(VALIDATOR.iter_errors(value))
    with pytest.raises(Malformed, match=name):
        decode(json.dumps(value))


@given(facility=st.sampled_from(FACILITIES), data=st.data())
def test_a_default_is_left_out_so_that_a_later_field_changes_no_bytes(
    facility: str, data: st.DataObject
) -> None:
    body = data.draw(bodies(facility=facility))
    written = json.loads(encode_body(body))
    for field in msgspec.structs.fields(body):
        if field.default is not msgspec.NODEFAULT and getattr(body, field.name) == field.default:
            assert field.name not in written


@given(junk=st.binary(max_size=200))
def test_junk_is_malformed_and_nothing_else(junk: bytes) -> None:
    with pytest.raises(Malformed):
        decode(junk)


def _without_a_field(data: st.DataObject, body: dict[str, Any], kind: type[Body]) -> dict[str, Any]:
    required = [f.name for f in msgspec.structs.fields(kind) if f.required]
    gone = data.draw(st.sampled_from([*required, "kind"]))
    return {name: value for name, value in body.items() if name != gone}


def _with_a_stranger(data: st.DataObject, body: dict[str, Any], _: type[Body]) -> dict[str, Any]:
    return {**body, data.draw(st.sampled_from(["mood", "Kind", "person_name"])): "x"}


def _with_a_wrong_type(data: st.DataObject, body: dict[str, Any], kind: type[Body]) -> dict[str, Any]:
    name = data.draw(st.sampled_from(kind.__struct_fields__))
    return {**body, name: data.draw(st.sampled_from([{}, 1.5, [[[]]]]))}
