"""One thing of a document changed, everything else as it was, and what a check says of it."""

import re
from typing import Any

import msgspec

from lazaretto.protocol.checking import Check
from lazaretto.protocol.document import Protocol

_STEP = re.compile(r"([A-Za-z_][\w-]*)|\[(\d+)\]")


def altered(protocol: Protocol, path: str, value: Any) -> Protocol:
    """The document with the part at a path put in place of what stood there."""
    steps = [name or int(number) for name, number in _STEP.findall(path)]
    changed = _with(protocol, steps, value)
    assert isinstance(changed, Protocol)
    return changed


def part(protocol: Protocol, path: str) -> Any:
    """What stands at a path."""
    held: Any = protocol
    for name, number in _STEP.findall(path):
        held = held[int(number)] if number else held[name] if isinstance(held, dict) else getattr(held, name)
    return held


def _with(held: Any, steps: list[str | int], value: Any) -> Any:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(held, tuple):
        assert isinstance(step, int)
        return (*held[:step], _with(held[step], rest, value), *held[step + 1 :])
    if isinstance(held, dict):
        return {**held, step: _with(held.get(step), rest, value)}
    return msgspec.structs.replace(held, **{str(step): _with(getattr(held, str(step)), rest, value)})


def without(protocol: Protocol, path: str, name: str) -> Protocol:
    """The document without one item of a list, by id."""
    return altered(protocol, path, tuple(item for item in part(protocol, path) if item.id != name))


def replaced(protocol: Protocol, path: str, **fields: Any) -> Any:
    """The part at a path with some fields changed."""
    return msgspec.structs.replace(part(protocol, path), **fields)


def said(each: Check, protocol: Protocol, baseline: Protocol | None = None) -> list[tuple[str, str]]:
    """(code, path) of what one check says."""
    return [(problem.code, problem.path) for problem in each(protocol, baseline)]


def clause_number(sound: Protocol, name: str) -> int:
    """Where the clause of that id stands."""
    return [clause.id for clause in sound.clauses].index(name)
