"""The bytes of a question → the question, or every row of it that is at fault. Never raises."""

from collections.abc import Iterator
from typing import Any

import msgspec

from lazaretto.placement.answer import Proposal
from lazaretto.placement.asking import Newcomer, Request, Room
from lazaretto.placement.vetting import Fault, faults

_ROWS: tuple[tuple[str, type[Newcomer] | type[Room]], ...] = (("newcomers", Newcomer), ("rooms", Room))


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What came of reading: a request and no faults, or faults and no request."""

    request: Request | None
    faults: tuple[Fault, ...] = ()


def read(data: bytes) -> Asked:
    """Read a request (JSON, UTF-8); its newcomers and rooms are judged one by one."""
    try:
        value = msgspec.json.decode(data)
    except msgspec.DecodeError as wrong:
        return Asked(request=None, faults=(_malformed("", wrong),))
    found = tuple(_malformed_rows(value)) if isinstance(value, dict) else ()
    if found:
        return Asked(request=None, faults=found)
    try:
        request = msgspec.convert(value, Request)
    except msgspec.ValidationError as wrong:
        return Asked(request=None, faults=(_malformed("", wrong),))
    contradictions = faults(request)
    return Asked(request=None if contradictions else request, faults=contradictions)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a request, with that of an answer under ``$defs``."""
    (asked, _), components = msgspec.json.schema_components(
        [Request, Proposal], ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lazaretto placement request",
        **asked,
        "$defs": components,
    }


def _malformed_rows(value: dict[Any, Any]) -> Iterator[Fault]:
    """The rows that are no newcomer or no room, and the rest of the request with them left out."""
    rest = dict(value)
    for name, kind in _ROWS:
        rows = value.get(name)
        if isinstance(rows, list):
            rest[name] = []
            for n, row in enumerate(rows):
                try:
                    msgspec.convert(row, kind)
                except msgspec.ValidationError as wrong:
                    yield _malformed(f"{name}[{n}]", wrong)
    try:
        msgspec.convert(rest, Request)
    except msgspec.ValidationError as wrong:
        yield _malformed("", wrong)


def _malformed(path: str, wrong: Exception) -> Fault:
    return Fault(code="malformed", path=path, values={"reason": str(wrong).replace("`$", "`")})
