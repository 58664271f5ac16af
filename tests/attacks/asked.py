"""What may be asked for in a query: every name that code, templates or the API's document reads.

Read off the sources, so that a filter that is added tomorrow is attacked tomorrow. A name that is no word of
the source where it is read (``for name in FIELDS``) is found by walking (:func:`noting_names`).
"""

import ast
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict

from lazaretto.api.urls import api

SOURCES = Path(__file__).parents[2] / "src" / "lazaretto"
READS = {"get", "getlist", "__getitem__", "__contains__"}
LINK = re.compile(r"[?&](?:amp;)?([a-z_]+)=")
GET_FORM = re.compile(r"<form(?![^>]*method=\"?post)[^>]*>(.*?)</form>", re.DOTALL | re.IGNORECASE)
FIELD = re.compile(r"<(?:input|select|textarea|button)[^>]*?\bname=\"([a-z_]+)\"", re.IGNORECASE)


def names_read() -> dict[str, str]:
    """Each name that may stand in a query, and one place where it is read or written."""
    found: dict[str, str] = {}
    for file, name in _of_code():
        found.setdefault(name, file)
    for page in sorted((SOURCES / "web").glob("**/*.html")):
        text = page.read_text()
        said = [*LINK.findall(text), *(n for form in GET_FORM.findall(text) for n in FIELD.findall(form))]
        found |= {name: str(page.relative_to(SOURCES)) for name in said if name not in found}
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method in methods.values():
            for one in method.get("parameters", ()):
                if one["in"] == "query":
                    found.setdefault(one["name"], path)
    return found


def _of_code() -> list[tuple[str, str]]:
    """File and name. What is handed a query is followed by its name, until nothing more is handed on."""
    functions = [
        (str(file.relative_to(SOURCES)), one)
        for floor in ("access", "api", "project", "web")
        for file in sorted((SOURCES / floor).glob("**/*.py"))
        for one in ast.walk(ast.parse(file.read_text()))
        if isinstance(one, ast.FunctionDef)
    ]
    handed: set[str] = set()
    while True:
        reading = [(file, _Reading(one, handed=one.name in handed)) for file, one in functions]
        more = {name for _file, one in reading for name in one.hands_to}
        if more <= handed:
            return [(file, name) for file, one in reading for name in one.names]
        handed |= more


class _Reading:
    """What one function reads of a query, and to whom it hands it. handed: it is given one itself."""

    def __init__(self, function: ast.FunctionDef, *, handed: bool) -> None:
        self.names: list[str] = []
        self.hands_to: set[str] = set()
        self._asked = _queries(function, handed=handed)
        for node in ast.walk(function):
            self._take(node)

    def _take(self, node: ast.AST) -> None:
        if isinstance(node, ast.Call):
            called, given = node.func, [*node.args, *(one.value for one in node.keywords)]
            if isinstance(called, ast.Attribute) and called.attr in READS and self._is(called.value):
                self._constants(node.args[:1])
            elif any(map(self._is, given)):
                self._constants(node.args)
                self.hands_to.add(ast.unparse(called).rpartition(".")[2])
        elif isinstance(node, ast.Compare) and any(map(self._is, node.comparators)):
            self._constants([node.left])
        elif isinstance(node, ast.Subscript) and self._is(node.value):
            self._constants([node.slice])
        elif isinstance(node, ast.DictComp | ast.GeneratorExp | ast.ListComp) and any(
            map(self._reads, ast.walk(node))
        ):  # name by name, of a list that is written there
            self._constants(word for one in node.generators for word in ast.walk(one.iter))

    def _reads(self, node: ast.AST) -> bool:
        if not isinstance(node, ast.Call):
            return False
        of_it = isinstance(node.func, ast.Attribute) and self._is(node.func.value)
        return of_it or any(map(self._is, node.args))

    def _is(self, one: ast.expr) -> bool:
        return _is_query(one) or (isinstance(one, ast.Name) and one.id in self._asked)

    def _constants(self, nodes: Iterable[ast.AST]) -> None:
        said = [one.value for one in nodes if isinstance(one, ast.Constant)]
        self.names += [one for one in said if isinstance(one, str) and one.isidentifier()]


def _queries(function: ast.FunctionDef, *, handed: bool) -> set[str]:
    """The names by which a function calls a query."""
    arguments = [*function.args.args, *function.args.kwonlyargs] if handed else []
    found = {one.arg for one in arguments if one.annotation and "QueryDict" in ast.unparse(one.annotation)}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            found |= {
                target.id
                for one in node.targets
                for target, value in _pairs(one, node.value)
                if isinstance(target, ast.Name) and any(map(_is_query, _either(value)))
            }
    return found


def _is_query(one: ast.expr) -> bool:
    return isinstance(one, ast.Attribute) and one.attr == "GET"


def _either(value: ast.expr) -> Iterator[ast.expr]:
    """What a value is, whichever way it turns out."""
    if isinstance(value, ast.IfExp):
        yield from (value.body, value.orelse)
    elif isinstance(value, ast.BoolOp):
        yield from value.values
    else:
        yield value


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


@contextmanager
def noting_names() -> Iterator[set[str]]:
    """Every name that is looked for in a query or a form in which something stands, while it lasts."""
    found: set[str] = set()

    def noting(read: Any) -> Any:
        def by_name(of: QueryDict, name: Any, *rest: Any, **also: Any) -> Any:
            if len(of):  # of a look the form is empty
                found.add(str(name))
            return read(of, name, *rest, **also)

        return by_name

    with pytest.MonkeyPatch.context() as patched:
        for method in sorted(READS):
            patched.setattr(QueryDict, method, noting(getattr(QueryDict, method)))
        yield found
