"""Facts as bytes and back. Bytes are canonical in the sense of RFC 8785 (JCS).

The vocabulary holds no floating-point number and only ASCII keys, so JCS comes down to sorted
keys and shortest escapes, which the encoder gives; a test holds it against an independent
implementation of the RFC.
"""

from functools import reduce
from operator import or_
from typing import Any, TypeAlias
from uuid import UUID

import msgspec

from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import utc
from lazaretto.facts.places import facility_of
from lazaretto.facts.vocabulary import KINDS

MAX_BYTES = 262_144  # one fact; a muster of five thousand people fits

BodyUnion: TypeAlias = Any  # built from the vocabulary at import; the type checker sees Body
_BODY: BodyUnion = reduce(or_, KINDS)
_WIRE = msgspec.defstruct(
    "FactOnTheWire",
    [(f.name, _BODY if f.name == "body" else f.type, f.default) if f.default is not msgspec.NODEFAULT
     else (f.name, _BODY if f.name == "body" else f.type)
     for f in msgspec.structs.fields(Fact)],
    bases=(Fact,),
    frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True,
)  # fmt: skip
_encoder = msgspec.json.Encoder(order="sorted")
_fact_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(_WIRE)
_body_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(_BODY)


class Malformed(ValueError):
    """Bytes that are not a fact. The message says which field and what it should hold."""


def encode(fact: Fact) -> bytes:
    """The canonical bytes of a fact: the same fact gives the same bytes, everywhere."""
    return _encoder.encode(fact)


def decode(data: bytes | str) -> Fact:
    """A fact from its bytes. Raises :class:`Malformed` with the field at fault."""
    if len(data) > MAX_BYTES:
        raise Malformed(f"a fact may hold {MAX_BYTES} bytes at most, this one has {len(data)}")
    try:
        wire = _fact_decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise Malformed(str(fault)) from fault
    return _plain(wire)


def encode_body(body: Body) -> bytes:
    """Canonical bytes of a body alone."""
    return _encoder.encode(body)


def decode_body(data: bytes | str) -> Body:
    """A body from its bytes. Raises :class:`Malformed`."""
    try:
        body: Body = _body_decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise Malformed(str(fault)) from fault
    return body


def body_from(values: dict[str, Any]) -> Body:
    """A body from builtin values (a form, a JSON object). Raises :class:`Malformed`."""
    try:
        body: Body = msgspec.convert(values, _BODY)
    except msgspec.MsgspecError as fault:
        raise Malformed(str(fault)) from fault
    return body


def _plain(wire: Any) -> Fact:
    """Check what the types cannot say, and put instants into UTC."""
    for name in ("occurred", "recorded"):
        if getattr(wire, name).tzinfo is None:
            raise Malformed(f"`{name}` needs its offset from UTC, e.g. 2022-03-15T08:00:00+08:00")
    if wire.place is not None and facility_of(wire.place) != wire.facility:
        raise Malformed(f"place {wire.place} does not lie in facility {wire.facility}")
    return Fact(
        id=wire.id, occurred=utc(wire.occurred), recorded=utc(wire.recorded), facility=wire.facility,
        actor=wire.actor, device=wire.device, body=wire.body, place=wire.place, skew=wire.skew,
        corrects=wire.corrects,
    )  # fmt: skip


def same_statement(one: Fact, other: Fact) -> bool:
    """True when two facts of one id say the same; only the instant of recording may differ."""
    return msgspec.structs.replace(one, recorded=other.recorded) == other


def as_builtins(fact: Fact) -> dict[str, Any]:
    """The fact as plain JSON values, for templates and reports."""
    value: dict[str, Any] = msgspec.json.decode(encode(fact))
    return value


def identifier(text: str) -> UUID:
    """A UUID from its text. Raises :class:`Malformed`."""
    try:
        return UUID(text)
    except ValueError as fault:
        raise Malformed(f"`{text}` is not a fact id (UUID)") from fault


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) of one fact, all kinds included."""
    (schema,), components = msgspec.json.schema_components([_WIRE], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lazaretto fact",
        **schema,
        "$defs": components,
    }
