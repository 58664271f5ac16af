"""The literal lists are the tables of contents: each name has its test, each thing its place (law 16)."""

import re
from collections import Counter
from functools import cache
from typing import get_args, get_type_hints

import pytest

from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.fact import Body, Person, tag_of
from lazaretto.facts.record import Retracted
from lazaretto.facts.vocabulary import KINDS
from lazaretto.obligations import checking
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.groups import GROUPS
from lazaretto.obligations.requesting import REASONS
from lazaretto.protocol.reading import read
from lazaretto.registers.events import MEANING
from lazaretto.registers.lowering import LOWERING
from tests.house.tree import ROOT, SOURCE, files, name, python_files, text, tree

# Facts that no register reads, and why.
UNREAD: dict[type[Body], str] = {
    ProtocolIssued: "registers.record keeps which version was issued",
    Retracted: "registers.record takes the named fact away",
}


@cache
def words_of_tests() -> Counter[str]:
    """How often each word stands in a test, the house's own left out."""
    words: Counter[str] = Counter()
    for path in python_files("tests"):
        if "house" not in path.parts:
            words.update(set(re.findall(r"[A-Za-z_][A-Za-z_0-9]*", text(path))))
            words.update(set(re.findall(r"test_([a-z_0-9]+)", text(path))))
    return words


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_has_its_test(condition: str) -> None:
    assert words_of_tests()[condition], f"no test names the condition {condition}"


@pytest.mark.parametrize("check", [check.__name__ for check in checking.CHECKS])
def test_every_check_has_its_test(check: str) -> None:
    assert words_of_tests()[check], f"no test names the check {check}"


@pytest.mark.parametrize("reason", [judge.__name__ for judges in REASONS.values() for judge in judges])
def test_every_reason_against_a_request_has_its_test(reason: str) -> None:
    assert words_of_tests()[reason], f"no test names the reason {reason}"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.request], ids=tag_of)
def test_every_request_has_its_reasons(kind: type[Body]) -> None:
    assert REASONS[kind]


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_has_its_test(group: str) -> None:
    assert words_of_tests()[group], f"no test names the group {group}"


@pytest.mark.parametrize("kind", KINDS, ids=tag_of)
def test_every_kind_has_its_test(kind: type[Body]) -> None:
    assert words_of_tests()[kind.__name__], f"no test states a {tag_of(kind)}"


@pytest.mark.parametrize("event", MEANING)
def test_every_event_is_used(event: str) -> None:
    used = [name(path) for path in python_files("src") if f'"{event}"' in text(path)]
    assert len(used) > 1, f"nothing but its meaning speaks of the event {event}"


@pytest.mark.parametrize("kind", KINDS, ids=tag_of)
def test_every_kind_is_lowered_or_says_why_not(kind: type[Body]) -> None:
    assert (kind in LOWERING) != (kind in UNREAD)


@pytest.mark.parametrize("kind", KINDS, ids=tag_of)
def test_one_kind_is_two_places(kind: type[Body]) -> None:
    topic = kind.__module__.removeprefix("lazaretto.facts.")
    assert topic.isidentifier()  # the family's own word, or that of a part of it
    if kind in LOWERING:
        assert LOWERING[kind].__module__ == f"lazaretto.registers.{topic}"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.personal], ids=tag_of)
def test_a_kind_that_everyone_may_read_mentions_nobody(kind: type[Body]) -> None:
    hints = get_type_hints(kind, include_extras=True)
    assert not [field for field, hint in hints.items() if Person in (hint, *get_args(hint))]
    assert "category" not in hints, "a subject of the gate may be a person"


@cache
def clause_ids() -> frozenset[str]:
    """The ids of every clause of every document on the shelf."""
    read_documents = (read(path.read_bytes()).protocol for path in files("protocols/*/*.yaml"))
    return frozenset(clause.id for protocol in read_documents if protocol for clause in protocol.clauses)


@cache
def table_ids() -> frozenset[str]:
    """The ids of every decision table of every document on the shelf."""
    read_documents = (read(path.read_bytes()).protocol for path in files("protocols/*/*.yaml"))
    return frozenset(table.id for protocol in read_documents if protocol for table in protocol.tables)


def test_one_clause_is_one_place() -> None:
    """No code knows a clause by its name: what it asks for stands in the document alone."""
    kinds = {tag_of(kind).partition("/")[0] for kind in KINDS}
    ids = set(clause_ids()) - kinds
    assert ids
    known = [
        f"{name(path)}: {word}"
        for path in python_files("src")
        for word in re.findall(r'"([a-z][a-z0-9_.-]+)"', text(path))
        if word in ids
    ]
    assert not known


def test_rooms_are_those_of_the_drawing() -> None:
    drawn = text(ROOT / "ARCHITECTURE.md")
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert not {room for room in rooms if not re.search(rf"\b{room}\b", drawn)}
    assert all(tree(SOURCE / room / "__init__.py") for room in rooms)
