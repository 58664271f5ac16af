"""The process that works out a roster: it answers in its folder, and stops when it is asked or left alone."""

import json
import os
import time
from pathlib import Path

import msgspec

from lazaretto.cli.planning import PATIENCE, plan
from lazaretto.cli.working_apart import LINES, REQUEST, SEEN, STOP, stopped
from lazaretto.roster.asking import House, Request
from tests import rostering


def folder_for(tmp_path: Path, request: bytes) -> Path:
    (tmp_path / REQUEST).write_bytes(request)
    (tmp_path / SEEN).touch()
    return tmp_path


def test_it_says_how_far_it_came_and_at_last_the_answer(tmp_path: Path) -> None:
    asked = rostering.situation(days=7)
    request = msgspec.json.encode(Request(houses=(House(situation=asked),)))
    assert plan(folder_for(tmp_path, request), seconds=1)
    lines = [json.loads(line) for line in (tmp_path / LINES).read_bytes().splitlines()]
    assert lines[-1]["kind"] == "answer"
    assert {line["kind"] for line in lines[:-1]} == {"progress"}
    assert len(lines[-1]["houses"][0]["turns"]) >= len(asked.members)


def test_a_question_at_fault_is_answered_by_what_is_wrong(tmp_path: Path) -> None:
    assert not plan(folder_for(tmp_path, b'{"houses":[]}'), seconds=1)
    (line,) = [json.loads(line) for line in (tmp_path / LINES).read_bytes().splitlines()]
    assert line["kind"] == "fault"


def test_it_stops_when_asked_and_when_nobody_looks(tmp_path: Path) -> None:
    folder = folder_for(tmp_path, b"{}")
    assert not stopped(folder, patience=PATIENCE)
    long_ago = time.time() - 2 * PATIENCE
    os.utime(folder / SEEN, (long_ago, long_ago))
    assert stopped(folder, patience=PATIENCE)
    (folder / SEEN).touch()
    (folder / STOP).touch()
    assert stopped(folder, patience=PATIENCE)
    assert stopped(folder / "thrown away", patience=PATIENCE)
