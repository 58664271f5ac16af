"""Bytes → a tree of nodes that know their line. Syntax only; what the tree means is `shaping`.

The tree is built from the parser's events with a stack of our own, so that no input can exhaust
memory or the call stack: aliases (from which "billion laughs" are made), tags and second documents
are refused, and size and depth are limited. Plain scalars follow the YAML 1.2 core schema: ``08:00``
and ``2022-03-15`` and ``no`` are text, ``21`` is a number, ``true`` a flag. JSON is a subset.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from lazaretto.protocol.problem import Problem

MAX_BYTES = 2_000_000  # the largest document we know of has about 150,000
MAX_DEPTH = 32
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the same events, in C where built
_CORE: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"(~|null|Null|NULL|)"), lambda _: None),
    (re.compile(r"(true|True|TRUE)"), lambda _: True),
    (re.compile(r"(false|False|FALSE)"), lambda _: False),
    (re.compile(r"[-+]?[0-9]{1,18}"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)


@dataclass(slots=True)
class Node:
    """A value of the document and where it begins (line and column from 1).

    content: a scalar's value; a list's nodes; a map's (key, value) pairs of nodes, in order.
    """

    kind: Literal["scalar", "list", "map"]
    content: Any
    line: int
    column: int


class Unreadable(Exception):
    """Inside this room only: the text stops making sense here."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def compose(data: bytes | str) -> Node:
    """The document's root. Raises :class:`Unreadable` with the first fault of syntax."""
    text = _text(data)
    try:
        return _tree(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise _unreadable("syntax", line, column, fault=fault.problem or "?") from fault
    except yaml.YAMLError as fault:  # a character that no document may hold
        line = text.count("\n", 0, getattr(fault, "position", 0) or 0) + 1
        raise _unreadable("syntax", line, 1, fault=str(fault).splitlines()[0]) from fault


def _text(data: bytes | str) -> str:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MAX_BYTES:
        raise _unreadable("too_large", 0, 0, size=str(len(raw)), most=str(MAX_BYTES))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _unreadable("not_utf8", raw.count(b"\n", 0, fault.start) + 1, 1) from fault


def _tree(events: Any) -> Node:
    """One node from a stream of events; ``open_`` holds the lists and maps not yet closed."""
    open_: list[Node] = []
    root: Node | None = None
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            node = _node(event)
            if open_:
                open_[-1].content.append(node)
            elif root is not None:
                raise _unreadable("many_documents", node.line, node.column)
            root = root or node
            if node.kind != "scalar":
                open_.append(node)
            if len(open_) > MAX_DEPTH:
                raise _unreadable("too_deep", node.line, node.column, most=str(MAX_DEPTH))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = open_.pop()
            if done.kind == "map":
                done.content = list(zip(done.content[::2], done.content[1::2], strict=True))
    return root or Node("scalar", None, 1, 1)


def _node(event: Any) -> Node:
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise _unreadable("anchor", line, column, name=str(event.anchor))
    if getattr(event, "tag", None) not in (None, "!"):
        raise _unreadable("tag", line, column, name=str(event.tag))
    if isinstance(event, yaml.SequenceStartEvent):
        return Node("list", [], line, column)
    if isinstance(event, yaml.MappingStartEvent):
        return Node("map", [], line, column)
    return Node("scalar", _core(event.value) if not event.style else event.value, line, column)


def _core(text: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2."""
    for pattern, made in _CORE:
        if pattern.fullmatch(text):
            return made(text)
    return text


def _unreadable(code: str, line: int, column: int, **values: str) -> Unreadable:
    return Unreadable(Problem(code=code, line=line, column=column, values=values))
