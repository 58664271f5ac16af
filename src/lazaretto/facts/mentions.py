"""Whom a fact is about: the subjects it mentions, read off the types of its fields; and its free words."""

from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from lazaretto.facts.fact import Body, Person, Words


def persons(body: Body) -> tuple[str, ...]:
    """Every subject the body mentions, once each, in order of mention."""
    found: dict[str, None] = {}
    _collect(body, found)
    if getattr(body, "category", None) == "person":
        found[str(getattr(body, "subject"))] = None  # noqa: B009 — only gate kinds have it
    return tuple(found)


def free_words(body: Body) -> tuple[str, ...]:
    """What the body says in a speaker's own words, in which anybody may be named."""
    found: dict[str, None] = {}
    _collect(body, found, Words)
    return tuple(found)


def _collect(value: Any, found: dict[str, None], sought: Any = Person) -> None:
    if isinstance(value, str):
        found[value] = None
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, found, sought)
    elif value is not None:
        kind: Any = type(value)
        for name in _fields(kind, sought):
            _collect(getattr(value, name), found, sought)


@cache
def _fields(kind: type[Any], sought: Any) -> tuple[str, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(f for f in kind.__struct_fields__ if _speaks_of(hints[f], sought))


def _speaks_of(hint: Any, sought: Any) -> bool:
    if hint == sought:
        return True
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return bool(_fields(hint, sought))
    return any(_speaks_of(part, sought) for part in get_args(hint))
