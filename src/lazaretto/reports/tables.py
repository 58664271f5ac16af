"""A table of whole numbers with named rows and columns: what a report is made of, on every form of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

_Figure = TypeVar("_Figure")


@dataclass(frozen=True, slots=True)
class Table:
    """Figures by row and column. id: what it is called in words; cells: a tuple a row."""

    id: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    def at(self, row: str, column: str) -> int:
        """One figure; nought of a row or a column that this table does not have."""
        if row not in self.rows or column not in self.columns:
            return 0
        return self.cells[self.rows.index(row)][self.columns.index(column)]

    def column(self, column: str) -> tuple[int, ...]:
        """One column, row by row."""
        return tuple(self.at(row, column) for row in self.rows)

    def total(self, column: str) -> int:
        """The sum of a column."""
        return sum(self.column(column))


def tabled(name: str, rows: Sequence[str], columns: Mapping[str, Iterable[int]]) -> Table:
    """A table from its columns; each has a figure a row, or ValueError."""
    by_column = [[int(figure) for figure in figures] for figures in columns.values()]
    cells = tuple(zip(*by_column, strict=True))
    if len(cells) != len(rows):
        raise ValueError(f"table {name} has {len(rows)} rows and {len(cells)} figures in a column")
    return Table(name, tuple(rows), tuple(columns), cells)


def named(names: Sequence[str], figures: Iterable[_Figure]) -> dict[str, _Figure]:
    """Figures by name, as many as there are names."""
    return dict(zip(names, figures, strict=True))


def listed(name: str, figures: Mapping[str, int], *, column: str = "count") -> Table:
    """A table of one column."""
    return tabled(name, tuple(figures), {column: figures.values()})
