"""Work apart: a folder and a place each; what is old goes, what lives stays, a wrong number is none."""

import fcntl
import os
import time
from pathlib import Path

import pytest

from lazaretto.access.actor import Refused
from lazaretto.actions.working_apart import (
    KEPT,
    LINES,
    LOCK,
    SEEN,
    STOP,
    Sort,
    ask_to_stop,
    begin,
    folder_of,
    glance,
    look,
    numbers,
)


def sort(tmp_path: Path) -> Sort:
    """Work that ends as soon as it has begun: a module that prints a poem."""
    return Sort(tmp_path / "work", "this", 1, "planners_busy", "plan_unknown")


def begun(kind: Sort) -> str:
    number = begin(kind, b"{}", about=b"{}", seconds=1)
    for _ in range(500):
        if not glance(kind, number).running:
            return number
        time.sleep(0.02)
    raise AssertionError("it did not end")


def test_whole_lines_are_told_and_a_half_one_waits(tmp_path: Path) -> None:
    kind = sort(tmp_path)
    number = begun(kind)
    (folder_of(kind, number) / LINES).write_bytes(b'{"kind":"progress"}\n{"kind":"ans')
    assert glance(kind, number).lines == ({"kind": "progress"},)


def test_only_who_looks_keeps_it_at_work(tmp_path: Path) -> None:
    kind = sort(tmp_path)
    seen = folder_of(kind, begun(kind)) / SEEN
    number = seen.parent.name
    os.utime(seen, (0, 0))
    glance(kind, number)
    assert seen.stat().st_mtime == 0
    look(kind, number)
    assert seen.stat().st_mtime > 0
    assert not glance(kind, number).asked_to_stop
    ask_to_stop(kind, number)
    assert (seen.parent / STOP).exists()
    assert glance(kind, number).asked_to_stop


def test_what_is_a_day_old_goes_when_the_next_begins_unless_it_lives(tmp_path: Path) -> None:
    kind = sort(tmp_path)
    old, living = begun(kind), begun(kind)
    assert numbers(kind) == (living, old)  # the newest first
    long_ago = time.time() - KEPT - 60
    for number in (old, living):
        os.utime(folder_of(kind, number), (long_ago, long_ago))
    with (folder_of(kind, living) / LOCK).open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        new = begun(kind)
    assert set(numbers(kind)) == {living, new}


def test_one_more_than_there_are_places_is_refused_and_leaves_nothing_behind(tmp_path: Path) -> None:
    kind = sort(tmp_path)
    begun(kind)
    with (kind.home / "place-0").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Refused, match="planners_busy"):
            begin(kind, b"{}", about=b"{}", seconds=1)
    assert len(numbers(kind)) == 1


@pytest.mark.parametrize("number", ["../../etc", "x", "00000000-0000-4000-8000-000000000000"])
def test_what_is_no_number_of_a_work_is_refused(tmp_path: Path, number: str) -> None:
    with pytest.raises(Refused, match="plan_unknown"):
        look(sort(tmp_path), number)
