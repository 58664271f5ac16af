"""The process that lives a past day: its counts in place, or a fault said."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from lazaretto.cli.foreseeing import FORESEEN, foresee
from lazaretto.cli.working_apart import LINES, REQUEST
from lazaretto.twin.asking import Question, written
from lazaretto.twin.foreseeing import foreseen
from lazaretto.twin.reviewing import FOUND
from tests.unit.twin.test_what_if_questions import question

ASKED = question(days=12, points=2, replicates=3)


def _lines(folder: Path, asked: Question) -> list[dict[str, Any]]:
    (folder / REQUEST).write_bytes(written(asked))
    assert foresee(folder) == (asked is ASKED)
    return [json.loads(line) for line in (folder / LINES).read_bytes().splitlines()]


def test_it_puts_every_count_of_every_life_in_place(tmp_path: Path) -> None:
    assert _lines(tmp_path, ASKED) == [{"kind": "answer"}]
    said = msgspec.json.decode((tmp_path / FORESEEN).read_bytes(), type=dict[str, list[list[int]]])
    assert {name: lives.tolist() for name, lives in foreseen(ASKED, threads=2).items()} == said
    assert sorted(said) == sorted(FOUND)


def test_what_cannot_be_lived_is_said(tmp_path: Path) -> None:
    (told,) = _lines(tmp_path, msgspec.structs.replace(ASKED, test="x-ray"))
    assert (told["kind"], told["fault"]["code"]) == ("fault", "cannot_be_built")
    assert not (tmp_path / FORESEEN).exists()


def test_more_infected_than_there_is_room_for_is_said_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overfull(_asked: Question, *, threads: int) -> dict[str, object]:
        raise OverflowError(f"no room in any of {threads} threads")

    monkeypatch.setattr("lazaretto.cli.foreseeing.foreseen", overfull)
    (told,) = _lines(tmp_path, msgspec.structs.replace(ASKED, seed=2))
    assert (told["kind"], told["fault"]["code"]) == ("fault", "cannot_be_built")
    assert "no room" in told["fault"]["values"]["why"]
