"""The bytes of a question → the question, or every row of it that is at fault. Never raises."""

from collections.abc import Iterator
from typing import Any

import msgspec

from lazaretto.facts.duty import Stand, Turn
from lazaretto.obligations.rostering.situation import Member, Post, Step
from lazaretto.roster.answer import Plan
from lazaretto.roster.asking import House, Request
from lazaretto.roster.vetting import Fault, faults

_ROWS: tuple[tuple[str, str, type[Any]], ...] = (
    ("situation", "members", Member), ("situation", "posts", Post), ("situation", "steps", Step),
    ("keep", "turns", Turn), ("keep", "stands", Stand),
)  # fmt: skip


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What came of reading: a request and no faults, or faults and no request."""

    request: Request | None
    faults: tuple[Fault, ...] = ()


def read(data: bytes) -> Asked:
    """Read a request (JSON, UTF-8); people, posts, steps, turns and stands are judged one by one."""
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
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
    (asked, _), components = msgspec.json.schema_components([Request, Plan], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lazaretto roster request",
        **asked,
        "$defs": components,
    }


def _malformed_rows(value: dict[Any, Any]) -> Iterator[Fault]:
    """The rows that are not of their kind, and the houses with them left out."""
    houses = value.get("houses")
    for number, house in enumerate(houses if isinstance(houses, list) else ()):
        rest = dict(house) if isinstance(house, dict) else house
        for part, name, kind in _ROWS:
            whole = house.get(part) if isinstance(house, dict) else None
            rows = whole.get(name) if isinstance(whole, dict) else None
            if not isinstance(rows, list):
                continue
            rest[part] = {**rest[part], name: []}
            for n, row in enumerate(rows):
                try:
                    msgspec.convert(row, kind)
                except msgspec.ValidationError as wrong:
                    yield _malformed(f"houses[{number}].{part}.{name}[{n}]", wrong)
        try:
            msgspec.convert(rest, House)
        except msgspec.ValidationError as wrong:
            yield _malformed(f"houses[{number}]", wrong)


def _malformed(path: str, wrong: Exception) -> Fault:
    return Fault(code="malformed", path=path, values={"reason": str(wrong).replace("`$", "`")})
