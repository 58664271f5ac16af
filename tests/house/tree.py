"""The repository as the house tests read it: files, texts and syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "lazaretto"
WRITTEN = ("src", "tests", "benchmarks", "tools", "validation")
BELOW_THE_WATERLINE = (
    "facts", "registers", "protocol", "credentials",
    "obligations", "board", "audit", "placement", "roster", "rehearsal",
)  # fmt: skip


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file under folders of the root; all that we write when none is named."""
    for folder in folders or WRITTEN:
        yield from sorted((ROOT / folder).rglob("*.py"))


def files(*patterns: str) -> Iterator[Path]:
    """Files of the root that match one of the patterns."""
    for pattern in patterns:
        yield from sorted(path for path in ROOT.glob(pattern) if path.is_file())


def name(path: Path) -> str:
    """The path from the root, for messages."""
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    """A file's text."""
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(text(path))
