"""One thing of a document changed, everything else as it was: ``altered(protocol, "legs[0].days", 14)``."""

import re
from typing import Any

import msgspec

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
