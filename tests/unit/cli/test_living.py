"""The process that answers a question to the twin: lines, a reply in place, a fault said, a stop obeyed."""

import json
from pathlib import Path
from typing import Any

import msgspec

from lazaretto.cli.living import REPLY, live
from lazaretto.cli.working_apart import LINES, REQUEST, SEEN, STOP
from lazaretto.twin.asking import Question, Reply, written
from lazaretto.twin.designing import Change
from tests.unit.twin.test_what_if_questions import question


def folder_for(tmp_path: Path, asked: Question) -> Path:
    (tmp_path / REQUEST).write_bytes(written(asked))
    (tmp_path / SEEN).touch()
    return tmp_path


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / LINES).read_bytes().splitlines()]


def test_it_says_how_far_it_came_and_puts_the_reply_in_place(tmp_path: Path) -> None:
    asked = question(Change(name="alone", cohort=1), days=10, points=4, replicates=3)
    assert live(folder_for(tmp_path, asked), seconds=60)
    told = lines(tmp_path)
    assert [(one["done"], one["of"]) for one in told if one["kind"] == "progress"] == [
        (0, 4), (1, 4), (2, 4), (3, 4), (4, 4),
    ]  # fmt: skip
    assert told[-1]["kind"] == "answer"
    reply = msgspec.json.decode((tmp_path / REPLY).read_bytes(), type=Reply)
    assert not reply.partial
    assert sorted(path.name for path in tmp_path.iterdir()) == [LINES, REPLY, REQUEST, SEEN]


def test_it_stops_when_asked_and_when_its_seconds_are_over_with_what_it_has(tmp_path: Path) -> None:
    asked = question(days=10, points=8, replicates=3)
    folder = folder_for(tmp_path, asked)
    (folder / STOP).touch()
    assert live(folder, seconds=60)
    first = (folder / REPLY).read_bytes()
    assert msgspec.json.decode(first, type=Reply).comparison.points == 1
    assert msgspec.json.decode(first, type=Reply).partial
    (folder / STOP).unlink()
    assert live(folder, seconds=0)
    assert (folder / REPLY).read_bytes() == first


def test_what_only_the_engine_finds_is_said_as_a_fault(tmp_path: Path) -> None:
    asked = question(days=10, points=2, replicates=2)
    houses = (msgspec.structs.replace(asked.network.houses[0], legs_at=("NOWHERE",)), asked.network.houses[1])
    broken = msgspec.structs.replace(asked, network=msgspec.structs.replace(asked.network, houses=houses))
    assert not live(folder_for(tmp_path, broken), seconds=60)
    (told,) = [one for one in lines(tmp_path) if one["kind"] == "fault"]
    assert told["fault"]["code"] == "cannot_be_built"
    assert not (tmp_path / REPLY).exists()
