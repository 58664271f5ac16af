"""Every word that a reader meets on a screen stands in the glossary, in three languages."""

from typing import get_args

import pytest

from lazaretto.facts import command, duty, testing
from lazaretto.obligations.owed import FindingKind, Status
from tests.house.tree import ROOT, text

GLOSSARY = ROOT / "docs" / "glossary.md"
SHOWN = sorted(
    {
        *get_args(command.Level), *get_args(command.Role), *get_args(command.FacilityKind),
        *get_args(command.Use), *get_args(duty.Phase), *get_args(testing.Result), *get_args(FindingKind),
        *(status.name.lower() for status in Status),
    }
)  # fmt: skip


def rows() -> list[list[str]]:
    """The cells of the table, its head left out."""
    lines = [line for line in text(GLOSSARY).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("word", SHOWN)
def test_a_word_on_a_screen_is_in_the_glossary(word: str) -> None:
    plain = word.replace("_", " ").lower().replace("lock up", "lock-up")
    said = [row for row in rows() if plain in row[0].lower() or plain in row[3].lower()]
    assert said, f"the glossary does not explain “{plain}”"


def test_every_row_is_whole() -> None:
    assert [row for row in rows() if len(row) != 4 or not all(row)] == []


def test_one_word_has_one_row() -> None:
    heads = [row[0] for row in rows()]
    assert len(heads) == len(set(heads))
