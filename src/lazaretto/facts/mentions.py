"""Whom a fact is about: the subjects it mentions, read off the types of its fields."""

from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from lazaretto.facts.fact import Body, Person


def persons(body: Body) -> tuple[str, ...]:
    """Every subject the body mentions, once each, in order of mention."""
    found: dict[str, None] = {}
    _collect(body, found)
    if getattr(body, "category", None) == "person":
        found[str(getattr(body, "subject"))] = None  # noqa: B009 — only gate kinds have it
    return tuple(found)


def _collect(value: Any, found: dict[str, None]) -> None:
    if isinstance(value, str):
        found[value] = None
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, found)
    elif value is not None:
        kind: Any = type(value)
        for name in _person_fields(kind):
            _collect(getattr(value, name), found)


@cache
def _person_fields(kind: type[Any]) -> tuple[str, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(f for f in kind.__struct_fields__ if _speaks_of_persons(hints[f]))


def _speaks_of_persons(hint: Any) -> bool:
    if hint == Person:
        return True
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return bool(_person_fields(hint))
    return any(_speaks_of_persons(part) for part in get_args(hint))
