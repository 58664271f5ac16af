"""The published JSON Schema accepts what reading accepts and refuses what it refuses; digests are SHA-256."""

import hashlib
from typing import Any

import jsonschema
import msgspec
import pytest

from lazaretto.protocol.document import Protocol
from lazaretto.protocol.publishing import digest, json_schema
from lazaretto.protocol.reading import read
from tests.unit.protocol.altering import altered
from tests.unit.protocol.conftest import SOUND

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def plain(protocol: Protocol) -> Any:
    """The document as JSON values."""
    return msgspec.json.decode(msgspec.json.encode(protocol))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_the_sound_document_is_valid(sound: Protocol) -> None:
    assert list(VALIDATOR.iter_errors(plain(sound))) == []


def test_a_time_of_day_needs_no_offset(sound: Protocol) -> None:
    tree = plain(sound)
    tree["counting"]["release_hour"] = "08:00"
    assert VALIDATOR.is_valid(tree)
    tree["counting"]["release_hour"] = "25:00"
    assert not VALIDATOR.is_valid(tree)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("kind", "rules"),
        ("id", "No Name"),
        ("version", 1),
        ("colour", "blue"),
        ("clauses", {}),
        ("legs", [3]),
    ],
)
def test_schema_and_reading_refuse_alike(sound: Protocol, path: str, value: Any) -> None:
    tree = plain(sound)
    tree[path] = value
    assert not VALIDATOR.is_valid(tree)
    assert read(msgspec.json.encode(tree)).protocol is None


def test_a_digest_is_the_sha256_of_the_bytes() -> None:
    data = SOUND.read_bytes()
    assert digest(data) == hashlib.sha256(data).hexdigest()
    assert digest(data + b"\n") != digest(data)


def test_a_document_survives_its_own_encoding(sound: Protocol) -> None:
    changed = altered(sound, "version", "2")
    assert read(msgspec.json.encode(changed)).protocol == changed
