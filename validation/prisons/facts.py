"""What was published of outbreaks in prisons, read from ``facts.yaml``: figures, never a series."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from lazaretto.twin.disease import Source

Doors = Literal["solid", "open", "dormitory", "either"]


class _Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mould of every part of the file."""


class Range(_Fact, frozen=True, kw_only=True):
    """An assumption as a range, with where it comes from."""

    low: float
    high: float
    cite: str
    note: str


class Prison(_Fact, frozen=True, kw_only=True):
    """One prison and its outbreak. lasted: days from a tenth to nine tenths of the final count.

    transferred: people who came in one transfer at the beginning; infected: how many of them for certain.
    """

    name: str
    people: int
    doors: Doors
    found: int
    growth: float = 0.0
    lasted: float = 0.0
    staff: int = 0
    transferred: int = 0
    infected: int = 0
    days: int = 218
    cite: str = "ucla"


class Facts(_Fact, frozen=True, kw_only=True):
    """The whole file."""

    sources: tuple[Source, ...]
    ranges: dict[str, Range]
    fitted: Prison
    held_out: tuple[Prison, ...]
    contrast: Prison
    all: tuple[Prison, ...]

    def cited(self, source: str) -> str:
        """Where a figure comes from, in words."""
        return next(one.locator for one in self.sources if one.id == source)


@cache
def facts() -> Facts:
    """The published figures. Errors: ValueError where a figure cites what is not in the list."""
    text = (Path(__file__).parent / "facts.yaml").read_text("utf-8")
    read = msgspec.convert(yaml.safe_load(text), Facts)
    known = {source.id for source in read.sources}
    prisons = (*read.held_out, *read.all, read.fitted, read.contrast)
    cites = {one.cite for one in read.ranges.values()} | {prison.cite for prison in prisons}
    strangers = sorted(cites - known)
    if strangers:
        raise ValueError(f"cited, but not in the list of sources: {', '.join(strangers)}")
    return read
