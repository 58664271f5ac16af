"""A decision table as boxes over cells, so that gaps and overlaps are found without trying every case.

Each input is cut into *cells* within which every test of the table answers alike: a number at the
thresholds that the rows name, a code or flag at its words; and always the cell *unknown*. A set of
cells is a bit mask, a row is a *box* (one mask an input), and what rows leave uncovered is found by
subtracting boxes from boxes: twelve inputs with five cells each are 244 million cases and rarely
more than some hundred boxes.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from lazaretto.protocol.document import Input, Table, Text
from lazaretto.protocol.matching import Known, Test, matches, parse, thresholds

MOST_BOXES = 20_000  # beyond it a person could not follow the table either
Box: TypeAlias = tuple[int, ...]
_UNKNOWN = Text(zh_hans="未知", zh_hant="未知", en="unknown")
_FLAGS = {
    True: Text(zh_hans="是", zh_hant="是", en="yes"),
    False: Text(zh_hans="否", zh_hant="否", en="no"),
}


class Cell(NamedTuple):
    """Values of one input that the table cannot tell apart: one of them, and words for all."""

    value: Known
    words: Text


class Grid(NamedTuple):
    """A table cut into cells; ``boxes[n]`` is what row n matches, ``whole`` every case there is."""

    table: Table
    cells: tuple[tuple[Cell, ...], ...]
    boxes: tuple[Box, ...]
    whole: Box


class TooLarge(ValueError):
    """The rows cut the table into more pieces than anybody could follow."""


def cut(table: Table) -> Grid:
    """The grid of a table. Raises ``Untestable`` or KeyError for tests that cannot be read."""
    columns = {column.id: column for column in table.inputs}
    tests = [{name: parse(text, columns[name]) for name, text in rule.when.items()} for rule in table.rules]
    cells = tuple(_cells(c, [row[c.id] for row in tests if c.id in row]) for c in table.inputs)
    whole = tuple((1 << len(some)) - 1 for some in cells)
    boxes = tuple(
        tuple(
            _mask(row[column.id], some) if column.id in row else full
            for column, some, full in zip(table.inputs, cells, whole, strict=True)
        )
        for row in tests
    )
    return Grid(table, cells, boxes, whole)


def without(box: Box, others: Iterable[Box]) -> list[Box]:
    """What is left of a box when others are taken out, as disjoint boxes. Raises :class:`TooLarge`."""
    left = [box]
    for other in others:
        left = [piece for held in left for piece in _minus(held, other)]
        if len(left) > MOST_BOXES:
            raise TooLarge
    return left


def common(one: Box, other: Box) -> Box | None:
    """The cases that lie in both boxes, or None."""
    both = tuple(a & b for a, b in zip(one, other, strict=True))
    return both if all(both) else None


def in_words(grid: Grid, box: Box) -> Text:
    """The first case of a box, as a person would say it; inputs that may hold anything are left out."""
    named = [
        (column, some[(mask & -mask).bit_length() - 1])
        for column, some, mask, full in zip(grid.table.inputs, grid.cells, box, grid.whole, strict=True)
        if mask != full
    ]
    if not named:
        return Text(zh_hans="任何情形", zh_hant="任何情形", en="any case at all")
    return Text(
        zh_hans="，".join(f"{column.label.zh_hans} {cell.words.zh_hans}" for column, cell in named),
        zh_hant="，".join(f"{column.label.zh_hant} {cell.words.zh_hant}" for column, cell in named),
        en=", ".join(f"{column.label.en} {cell.words.en}" for column, cell in named),
    )


def unknown_bit(cells: tuple[Cell, ...]) -> int:
    """The mask of the cell *unknown*, which is the last of every input."""
    return 1 << (len(cells) - 1)


def _minus(box: Box, other: Box) -> Iterator[Box]:
    """Disjoint boxes that make up ``box`` without ``other``: one slab for each input they differ in."""
    if common(box, other) is None:
        yield box
        return
    inside: Box = ()
    for number, (mine, theirs) in enumerate(zip(box, other, strict=True)):
        if mine & ~theirs:
            yield (*inside, mine & ~theirs, *box[number + 1 :])
        inside = (*inside, mine & theirs)


def _mask(test: Test, cells: tuple[Cell, ...]) -> int:
    return sum(1 << number for number, cell in enumerate(cells) if matches(test, cell.value))


def _cells(column: Input, tests: list[Test]) -> tuple[Cell, ...]:
    if column.type == "boolean":
        known = [Cell(flag, words) for flag, words in _FLAGS.items()]
    elif column.type == "code":
        known = [Cell(code, _same(code)) for code in column.codes]
    else:
        known = list(_stretches(sorted({number for test in tests for number in thresholds(test)})))
    return (*known, Cell(None, _UNKNOWN))


def _stretches(points: list[Decimal]) -> Iterator[Cell]:
    """Below, at, between and above the points; one stretch for all numbers where there are none."""
    if not points:
        yield Cell(Decimal(0), Text(zh_hans="任何数值", zh_hant="任何數值", en="any number"))
        return
    yield Cell(points[0] - 1, _same(f"< {points[0]}"))
    for point, following in zip(points, [*points[1:], None], strict=True):
        yield Cell(point, _same(f"= {point}"))
        if following is not None:
            yield Cell((point + following) / 2, _same(f"> {point}, < {following}"))
    yield Cell(points[-1] + 1, _same(f"> {points[-1]}"))


def _same(words: str) -> Text:
    return Text(zh_hans=words, zh_hant=words, en=words)
