"""What is stored of a validation, so that the page can be written again without living anything again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from validation.part import Part, Row

STORED = Path(__file__).with_name("results.json")


@dataclass(frozen=True, slots=True)
class Result:
    """One part as stored: ``Part`` without what draws its plots and without what it cost."""

    name: str
    title: str
    asked: str
    rows: tuple[Row, ...]
    note: str
    plots: tuple[str, ...]

    @property
    def missed(self) -> tuple[Row, ...]:
        """The numbers that do not hold."""
        return tuple(row for row in self.rows if not row.holds)


def result(name: str, part: Part) -> Result:
    """A part as it is stored."""
    return Result(name, part.title, part.asked, part.rows, part.note, tuple(part.plots))


def merged(before: Iterable[Result], fresh: Iterable[Result], *, order: Sequence[str]) -> tuple[Result, ...]:
    """What was found now, and what was found before of the parts that were not asked now, in this order."""
    named = {one.name: one for one in (*before, *fresh)}
    return tuple(named[name] for name in order if name in named)


def read(path: Path = STORED) -> tuple[Result, ...]:
    """The stored parts; none where nothing is stored. Errors: msgspec.ValidationError."""
    return msgspec.json.decode(path.read_bytes(), type=tuple[Result, ...]) if path.exists() else ()


def write(results: Sequence[Result], path: Path = STORED) -> None:
    """Store the parts: the same bytes for the same figures (numbers of numpy become plain ones)."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(results, enc_hook=float), indent=1) + b"\n")
