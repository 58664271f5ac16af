"""Below the waterline there is no clock, no chance and no input or output (laws 1, 6 and 14)."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.tree import BELOW_THE_WATERLINE, SOURCE, name, tree

MODULES = {
    "logging", "multiprocessing", "os", "pathlib", "random", "requests", "secrets", "shutil", "socket",
    "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "django", "psycopg",
}  # fmt: skip
CLOCKS = {"now", "utcnow", "today", "localtime"}
TELLERS = {"date", "datetime", "time"}
CHANCE = {"uuid1", "uuid4", "urandom", "getrandbits"}
SPEECH = {"open", "print", "input", "exec", "eval"}
FILES = {"read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"}
GLOBAL_DRAWS = {"seed", "rand", "randn", "randint", "random", "choice", "shuffle", "permutation", "normal"}


def breaches(module: ast.Module) -> Iterator[str]:
    """What a syntax tree does that belongs above the waterline."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (f"imports {a.name}" for a in node.names if a.name.partition(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in MODULES:
            yield f"imports from {node.module}"
        elif isinstance(node, ast.Call):
            yield from _called(node.func)


def _called(function: ast.expr) -> Iterator[str]:
    if isinstance(function, ast.Name) and function.id in SPEECH | CHANCE:
        yield f"calls {function.id}"
    if isinstance(function, ast.Attribute):
        of = ast.unparse(function.value).rpartition(".")[2]
        if function.attr in CHANCE | FILES or (function.attr in CLOCKS and of in TELLERS):
            yield f"calls {of}.{function.attr}"
        if function.attr in GLOBAL_DRAWS and of == "random":
            yield f"draws from the global {ast.unparse(function)}"
        if function.attr == "default_rng":
            yield "makes a generator of its own"


@pytest.mark.parametrize("room", BELOW_THE_WATERLINE)
def test_no_room_below_looks_up(room: str) -> None:
    found = [
        f"{name(path)}: {what}"
        for path in sorted((SOURCE / room).rglob("*.py"))
        if path.name != "streams.py"  # the one home of random draws; each has a name and a seed
        for what in breaches(tree(path))
    ]
    assert not found


@pytest.mark.parametrize(
    "wrong",
    [
        "import random", "import time", "from os import environ", "import urllib.request",
        "datetime.now(UTC)", "date.today()", "uuid4()", "uuid.uuid4()", "open('x')", "print('x')",
        "Path('x').read_text()", "np.random.randint(3)", "numpy.random.default_rng()",
    ],
)  # fmt: skip
def test_what_is_caught(wrong: str) -> None:
    assert list(breaches(ast.parse(wrong)))


@pytest.mark.parametrize(
    "right",
    [
        "from datetime import time",
        "stream.choice(names)",
        "record.standing(at=at)",
        "time(8)",
        "city.today(3)",
    ],
)
def test_what_is_left_alone(right: str) -> None:
    assert not list(breaches(ast.parse(right)))
