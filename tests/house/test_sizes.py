"""Small files, small functions, and no file that is named after nothing."""

import ast
from pathlib import Path

from tests.house.tree import name, python_files, text, tree

LONGEST_FILE, LONGEST_FUNCTION, USUAL_FUNCTION = 400, 60, 30
NAMED_AFTER_NOTHING = {"utils", "helpers", "service", "services", "manager", "base", "core", "common", "misc"}


def functions(path: Path) -> list[tuple[str, int]]:
    """(name, lines) of every function of a file, its decorators left out."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(tree(path))
        if isinstance(node, kinds)
    ]


def test_no_file_is_really_two() -> None:
    long = {name(p): lines for p in python_files() if (lines := len(text(p).splitlines())) > LONGEST_FILE}
    assert not long, f"longer than {LONGEST_FILE} lines: {long}"


def test_no_function_is_really_two() -> None:
    long = [
        f"{name(path)}:{function} ({lines})"
        for path in python_files()
        for function, lines in functions(path)
        if lines > LONGEST_FUNCTION
    ]
    assert not long, f"longer than {LONGEST_FUNCTION} lines: {long}"


def test_nine_functions_in_ten_are_short() -> None:
    sizes = sorted(lines for path in python_files("src") for _, lines in functions(path))
    assert sizes[len(sizes) * 9 // 10] < USUAL_FUNCTION


def test_every_file_is_named_after_something() -> None:
    nameless = [name(path) for path in python_files() if path.stem in NAMED_AFTER_NOTHING]
    nameless += [name(p) for p in python_files() if NAMED_AFTER_NOTHING & set(p.parent.parts[-3:])]
    assert not nameless


def test_every_module_says_what_it_is() -> None:
    spoken = [
        p
        for p in python_files("src", "benchmarks", "validation")
        if text(p).strip() and "migrations" not in p.parts
    ]
    assert not [name(path) for path in spoken if not ast.get_docstring(tree(path))]
