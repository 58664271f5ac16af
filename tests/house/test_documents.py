"""What the pages name exists: paths, commands, kinds, clauses, settings, names of the code."""

import re
from functools import cache
from pathlib import Path

import pytest

from lazaretto.facts.vocabulary import BY_KIND, BY_TAG, FAMILIES
from lazaretto.project.command import main
from tests.house.test_lists import clause_ids, table_ids
from tests.house.tree import ROOT, SOURCE, files, name, python_files, text

PAGES = sorted(files("*.md", "docs/**/*.md", "benchmarks/*.md", "protocols/**/*.md", "assumptions/**/*.md"))
FORMS = {"family.kind/version"}  # how a thing is written, not a thing
SECTIONS = ("## Context", "## Decision", "## Consequences", "## Alternatives", "## Enforced by")


def named(page: str) -> list[str]:
    """What a page puts between single backticks, code blocks left out."""
    prose = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    return sorted(set(re.findall(r"`([^`\n]+)`", prose)))


@cache
def words() -> frozenset[str]:
    """Every word of the code, the documents, the settings and the tools' file."""
    paths = [*python_files("src", "benchmarks", "tools", "validation")]
    paths += [*files("protocols/**/*.yaml", "pyproject.toml", "Makefile", "assumptions/**/*")]
    paths += [*files("src/**/*.html", "src/**/*.css", "src/**/*.js")]
    return frozenset(word for path in paths for word in re.findall(r"[\w-]+", text(path)))


@cache
def targets() -> frozenset[str]:
    """The commands of the Makefile."""
    return frozenset(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), flags=re.MULTILINE))


def exists(path: str) -> bool:
    """True for a path from the root, the package or its screens; ``<x>`` and ``NNNN`` stand for anything."""
    pattern = re.sub(r"<[^>]+>|NNNN", "*", path).strip("/")
    return any(
        any(place.glob(pattern))
        for place in (ROOT, SOURCE, SOURCE / "web", ROOT / "protocols" / "four-layer-2022")
    )


def fault(token: str) -> str | None:
    """What is wrong with a named thing; None when it exists, or is not the name of a thing."""
    if token in FORMS or token in BY_KIND or token in BY_TAG or token in clause_ids() | table_ids():
        return None
    command = re.match(r"(make|lazaretto) ([a-z][a-z-]*)", token)
    if command:
        known = targets() if command[1] == "make" else set(main.commands)
        return None if command[2] in known else f"no such command: {token}"
    if re.fullmatch(r"[\w.<>*-]+(/[\w.<>*-]*)+", token):
        return None if exists(token) or _served(token) else f"no such path: {token}"
    dotted = re.fullmatch(r"([a-z]+)\.[a-z_0-9]+", token)
    if dotted and dotted[1] in FAMILIES:
        return f"neither a kind of fact, a clause nor a table: {token}"
    if re.fullmatch(r"[\w.-]+", token) and not exists(token):
        lacking = [word for word in re.findall(r"[\w-]+", token) if word not in words()]
        return f"the code does not know {', '.join(lacking)} ({token})" if lacking else None
    return None


def _served(token: str) -> bool:
    """True for something that is made when it runs: its folder is named in the settings."""
    return token.startswith(("var/", "http")) or token.rstrip("/") == "var"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_names_only_what_exists(page: Path) -> None:
    faults = [wrong for token in named(text(page)) if (wrong := fault(token))]
    assert not faults


@pytest.mark.parametrize(
    "wrong",
    ["facts/flown.py", "make coffee", "custody.flown", "flown_away", "LAZARETTO_FLOWN", "tests/flown",
     "lazaretto fly"],
)  # fmt: skip
def test_what_is_caught(wrong: str) -> None:
    assert fault(wrong)


@pytest.mark.parametrize(
    "right",
    ["facts/<family>.py", "make test", "custody.moved", "DATABASE_URL", "counted_day", "tests/house/",
     "lazaretto protocol check FILE"],
)  # fmt: skip
def test_what_is_left_alone(right: str) -> None:
    assert fault(right) is None


@pytest.mark.parametrize("page", sorted(files("docs/decisions/*.md")), ids=name)
def test_a_decision_has_its_sections(page: Path) -> None:
    written = text(page)
    assert [section for section in SECTIONS if section not in written] == []
    assert re.search(r"^Status: ", written, flags=re.MULTILINE)
