"""Questions to the twin that are worked out apart once: whoever asks the same finds what is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from lazaretto.access.actor import Refused
from lazaretto.actions import working_apart
from lazaretto.actions.working_apart import Sort


@dataclass(frozen=True, slots=True)
class Piece:
    """One question at work, or what came of it. lines: what it said besides; file: where its result comes."""

    number: str
    about: bytes
    running: bool
    lines: tuple[dict[str, Any], ...]
    file: Path

    @property
    def result(self) -> bytes | None:
        """What it found, None until it is there."""
        try:
            return self.file.read_bytes()
        except FileNotFoundError:
            return None

    @property
    def lost(self) -> bool:
        """Whether it ended without a word: killed, or out of memory."""
        return not self.running and not self.lines


def sort_of(name: str, module: str) -> Sort:
    """The sort of work of this name, beside the questions of *What if*, whose places it shares."""
    home = Path(settings.WHAT_IFS_DIR)
    return Sort(
        home.with_name(f"{home.name}-{name}"), module, int(settings.WHAT_IFS_AT_ONCE), "twins_busy",
        "what_if_unknown", places=home,
    )  # fmt: skip


def pieces(sort: Sort, *, result: str) -> Iterator[Piece]:
    """Every question of the last day that is still there, the newest first. result: the file of a result."""
    for number in working_apart.numbers(sort):
        try:
            told = working_apart.glance(sort, number)
        except Refused:  # thrown away in between
            continue
        file = working_apart.folder_of(sort, number) / result
        yield Piece(number, told.about, told.running, told.lines, file)


def begin(sort: Sort, request: bytes, *, about: bytes) -> str:
    """Set the twin to work on a question; gives its number. Raises :class:`Refused` ``twins_busy``."""
    return working_apart.begin(sort, request, about=about, seconds=float(settings.WHAT_IF_SECONDS))
