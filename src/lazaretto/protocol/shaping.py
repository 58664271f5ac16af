"""A tree of nodes → the builtin values of a document, judged against its types, every fault noted.

The types of :mod:`document` are the only description of the format; they are read by
``msgspec.inspect``, so a new field there is at once known here, in the JSON Schema and in comparing.
"""

import difflib
import re
from collections.abc import Callable
from datetime import date, time
from functools import cache
from typing import Any

from msgspec import inspect

from lazaretto.protocol.composing import Node
from lazaretto.protocol.document import CLOCK_PATTERN, Protocol
from lazaretto.protocol.problem import Problem

_CLOCK = re.compile(CLOCK_PATTERN)


class Shaping:
    """One pass over one tree. ``problems`` in order of reading; ``places``: path → (line, column)."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.places: dict[str, tuple[int, int]] = {}

    def shape(self, node: Node, kind: inspect.Type, path: str) -> Any:
        """The node as builtin values of that type; None where it is at fault."""
        self.places[path] = (node.line, node.column)
        while isinstance(kind, inspect.Metadata):
            kind = kind.type
        return _SHAPES[type(kind)](self, node, kind, path)

    def fault(self, code: str, node: Node, path: str, **values: str) -> None:
        """Note a problem at a node."""
        self.problems.append(Problem(code=code, path=path, line=node.line, column=node.column, values=values))

    def entries(self, node: Node, path: str) -> dict[str, tuple[Node, Node]]:
        """A map's entries by key; a key that is twice there, or is not text, is a fault."""
        found: dict[str, tuple[Node, Node]] = {}
        for key, value in node.content:
            if key.kind != "scalar" or not isinstance(key.content, str):
                self.fault("key_not_text", key, path)
            elif key.content in found:
                before = found[key.content][0].line
                self.fault(
                    "duplicate_key", key, _under(path, key.content), name=key.content, line=str(before)
                )
            else:
                found[key.content] = (key, value)
        return found


@cache
def root_type() -> inspect.Type:
    """The type of a whole document."""
    return inspect.type_info(Protocol)


def _struct(self: Shaping, node: Node, kind: Any, path: str) -> Any:
    if node.kind != "map":
        return self.fault("expected_map", node, path, found=_found(node))
    fields = {field.encode_name: field for field in kind.fields}
    entries = self.entries(node, path)
    for name, (key, _) in entries.items():
        if name not in fields and name != kind.tag_field:
            near = difflib.get_close_matches(name, fields, n=1)
            code = "unknown_field_near" if near else "unknown_field"
            known = near[0] if near else ", ".join(fields)
            self.fault(code, key, _under(path, name), name=name, known=known)
    values = {kind.tag_field: kind.tag} if kind.tag_field else {}
    for name, field in fields.items():
        if name in entries:
            values[name] = self.shape(entries[name][1], field.type, _under(path, name))
        elif field.required:
            self.fault("missing_field", node, path, name=name)
    return values


def _union(self: Shaping, node: Node, kind: Any, path: str) -> Any:
    """``X | None``, or one of several structs told apart by a tag."""
    if node.kind == "scalar" and node.content is None and _allows_none(kind):
        return None
    choices = [choice for choice in kind.types if not isinstance(choice, inspect.NoneType)]
    if len(choices) == 1:
        return self.shape(node, choices[0], path)
    if node.kind != "map":
        return self.fault("expected_map", node, path, found=_found(node))
    by_tag = {choice.tag: choice for choice in choices}
    field = choices[0].tag_field
    tag = next((value for key, value in node.content if key.content == field), None)
    if tag is None:
        return self.fault("missing_field", node, path, name=field)
    if tag.kind != "scalar" or tag.content not in by_tag:
        return self.fault(
            "expected_one_of", tag, _under(path, field), found=_found(tag), known=", ".join(by_tag)
        )
    return self.shape(node, by_tag[tag.content], path)


def _list(self: Shaping, node: Node, kind: Any, path: str) -> Any:
    if node.kind != "list":
        return self.fault("expected_list", node, path, found=_found(node))
    return [self.shape(item, kind.item_type, f"{path}[{n}]") for n, item in enumerate(node.content)]


def _dict(self: Shaping, node: Node, kind: Any, path: str) -> Any:
    if node.kind != "map":
        return self.fault("expected_map", node, path, found=_found(node))
    return {
        name: self.shape(value, kind.value_type, _under(path, name))
        for name, (_, value) in self.entries(node, path).items()
    }


def _text(self: Shaping, node: Node, kind: Any, path: str) -> Any:
    if node.kind != "scalar" or not isinstance(node.content, str):
        quoted = node.kind == "scalar" and node.content is not None
        return self.fault("unquoted" if quoted else "expected_text", node, path, found=_found(node))
    if kind.pattern and not re.search(kind.pattern, node.content):
        self.fault("pattern", node, path, found=_found(node), pattern=kind.pattern)
    return node.content


def _whole(self: Shaping, node: Node, _kind: Any, path: str) -> Any:
    if node.kind != "scalar" or type(node.content) is not int:
        return self.fault("expected_whole", node, path, found=_found(node))
    return node.content


def _flag(self: Shaping, node: Node, _kind: Any, path: str) -> Any:
    if node.kind != "scalar" or type(node.content) is not bool:
        return self.fault("expected_flag", node, path, found=_found(node))
    return node.content


def _date(self: Shaping, node: Node, _kind: Any, path: str) -> Any:
    try:
        if node.kind == "scalar" and isinstance(node.content, str) and len(node.content) == 10:
            return date.fromisoformat(node.content)
    except ValueError:
        pass
    return self.fault("expected_date", node, path, found=_found(node))


def _time(self: Shaping, node: Node, _kind: Any, path: str) -> Any:
    if node.kind == "scalar" and isinstance(node.content, str) and _CLOCK.fullmatch(node.content):
        return time.fromisoformat(node.content)
    return self.fault("expected_time", node, path, found=_found(node))


def _choice(self: Shaping, node: Node, kind: Any, path: str) -> Any:
    if node.kind == "scalar" and isinstance(node.content, str) and node.content in kind.values:
        return node.content
    known = ", ".join(str(value) for value in kind.values)
    return self.fault("expected_one_of", node, path, found=_found(node), known=known)


_SHAPES: dict[type, Callable[[Shaping, Node, Any, str], Any]] = {
    inspect.StructType: _struct,
    inspect.UnionType: _union,
    inspect.VarTupleType: _list,
    inspect.DictType: _dict,
    inspect.StrType: _text,
    inspect.IntType: _whole,
    inspect.BoolType: _flag,
    inspect.DateType: _date,
    inspect.TimeType: _time,
    inspect.LiteralType: _choice,
}


def _allows_none(kind: Any) -> bool:
    return any(isinstance(choice, inspect.NoneType) for choice in kind.types)


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _found(node: Node) -> str:
    """What stands there, short enough for a message."""
    if node.kind != "scalar":
        return {"list": "[…]", "map": "{…}"}[node.kind]
    text = "null" if node.content is None else str(node.content)
    return text if len(text) <= 40 else text[:39] + "…"
