"""Facts as bytes and back. Bytes are canonical in the sense of RFC 8785 (JCS).

The vocabulary holds no floating-point number and only ASCII keys, so JCS comes down to sorted
keys and shortest escapes, which the encoder gives; a test holds it against an independent
implementation of the RFC.
"""

from datetime import UTC, datetime
from functools import cache, reduce
from operator import or_
from typing import Any, TypeAlias, TypeVar, get_args, get_type_hints
from uuid import UUID

import msgspec

from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import is_zone, utc
from lazaretto.facts.places import Place, facility_of
from lazaretto.facts.vocabulary import KINDS

MAX_BYTES = 2_097_152  # one fact; the roster of 250 staff over twelve weeks has about 1.4 million

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
_Said = TypeVar("_Said", Fact, Body)
_encoder = msgspec.json.Encoder(order="sorted")
_fact_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(_WIRE)
_body_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(_BODY)


class Malformed(ValueError):
    """Bytes that are not a fact. The message says which field and what it should hold."""


def encode(fact: Fact) -> bytes:
    """The canonical bytes of a fact: the same fact gives the same bytes, everywhere."""
    return _encoder.encode(_in_utc(fact))


def decode(data: bytes | str) -> Fact:
    """A fact from its bytes. Raises :class:`Malformed` with the field at fault."""
    wire = _decoded(_fact_decoder, data)
    for name in ("occurred", "recorded"):
        if getattr(wire, name).tzinfo is None:
            raise Malformed(f"`{name}` needs its offset from UTC, e.g. 2022-03-15T08:00:00+08:00")
    return checked(Fact(**{name: getattr(wire, name) for name in Fact.__struct_fields__}))


def encode_body(body: Body) -> bytes:
    """Canonical bytes of a body alone."""
    return _encoder.encode(_in_utc(body))


def decode_body(data: bytes | str) -> Body:
    """A body from its bytes. Raises :class:`Malformed`."""
    body: Body = _in_utc(_decoded(_body_decoder, data))
    return body


def body_from(values: dict[str, Any]) -> Body:
    """A body from builtin values (a form, a JSON object). Raises :class:`Malformed`."""
    try:
        body: Body = _in_utc(msgspec.convert(values, _BODY))
    except msgspec.MsgspecError as fault:
        raise Malformed(str(fault)) from fault
    return body


def checked(fact: Fact) -> Fact:
    """The fact with its instants in UTC. Raises :class:`Malformed` for what the types cannot say.

    Every place a fact names lies in the fact's own facility, a facility lives by a clock that
    exists, and no fact replaces itself.
    """
    for place in (fact.place, *places_of(fact.body)):
        if place is not None and facility_of(place) != fact.facility:
            raise Malformed(f"place {place} does not lie in facility {fact.facility}")
    if isinstance(fact.body, FacilityEstablished) and not is_zone(fact.body.zone):
        raise Malformed(f"`{fact.body.zone}` is not a time zone; say one of IANA's, e.g. Asia/Shanghai")
    if fact.id in (fact.corrects, getattr(fact.body, "fact", None)):
        raise Malformed(f"fact {fact.id} cannot correct or retract itself; name the fact that was wrong")
    return _in_utc(fact)


def same_statement(one: Fact, other: Fact) -> bool:
    """True when two facts of one id say the same; what the node notes (recorded, skew) may differ."""
    return msgspec.structs.replace(one, recorded=other.recorded, skew=other.skew) == other


def _decoded(decoder: msgspec.json.Decoder[Any], data: bytes | str) -> Any:
    size = len(data.encode(errors="surrogatepass")) if isinstance(data, str) else len(data)
    if size > MAX_BYTES:
        raise Malformed(f"a fact may hold {MAX_BYTES} bytes at most, this one has {size}")
    try:
        return decoder.decode(data)
    except RecursionError:
        raise Malformed("it is nested too deeply to be a fact") from None
    except (msgspec.MsgspecError, UnicodeError) as fault:
        raise Malformed(str(fault)) from fault


def _in_utc(value: _Said) -> _Said:
    """The same fact or body with every instant in UTC, so that equal instants are equal bytes."""
    changes: dict[str, Any] = {
        name: _utc(name, said)
        for name in _instant_fields(type(value))
        if isinstance(said := getattr(value, name), datetime) and said.tzinfo is not UTC
    }
    if isinstance(value, Fact) and _instant_fields(type(value.body)):
        changes["body"] = _in_utc(value.body)
    return msgspec.structs.replace(value, **changes) if changes else value


def _utc(name: str, said: datetime) -> datetime:
    try:
        return utc(said)
    except OverflowError:
        raise Malformed(f"`{name}` lies outside the calendar once its offset is taken off") from None


@cache
def _instant_fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(f for f, hint in get_type_hints(kind).items() if datetime in (hint, *get_args(hint)))


def places_of(body: Body) -> tuple[str | None, ...]:
    """The places that a body names, one by one or in a list; None for one that it does not name."""
    said = [getattr(body, name) for name in _place_fields(type(body))]
    return tuple(place for one in said for place in (one if isinstance(one, tuple) else (one,)))


@cache
def _place_fields(kind: type[Body]) -> tuple[str, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(f for f, hint in hints.items() if Place in (hint, *get_args(hint)))


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
