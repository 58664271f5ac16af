"""A laboratory's file as rows of cells: a workbook, or separated text in the encodings that laboratories use.

A file is never trusted: it may be no larger than it says, hold no document type, and its formulas are
not run. What cannot be read is told by one short rule.
"""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

Cell: TypeAlias = str | int | float | bool | datetime | date | time | None
Line: TypeAlias = tuple[int, tuple[Cell, ...]]  # its number in the file, from 1; its cells

MOST_BYTES = 4 * 1024 * 1024  # of a file: 10,000 rows are about half a megabyte
MOST_INFLATED = 64 * 1024 * 1024  # of a workbook once it is unpacked
MOST_PARTS = 500  # of a workbook
MOST_LINES = 20_000
MOST_CELLS = 64  # of a line; what stands further right is left alone
_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0"  # a workbook of before 2007
_SEPARATORS = ",\t;"
_ENCODINGS = ("utf-8-sig", "gb18030")


class Unreadable(Exception):
    """The file as a whole cannot be read; ``rule`` says why."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a file that hold anything, in order."""

    lines: tuple[Line, ...]


def table_of(data: bytes) -> Table:
    """The rows of a file. Raises :class:`Unreadable`."""
    if len(data) > MOST_BYTES:
        raise Unreadable("file_too_large")
    if data[:4] == _OLD:
        raise Unreadable("file_too_old")
    rows = _of_workbook(data) if data[:4] == _ZIP else _of_text(data)
    lines: list[Line] = []
    for number, cells in enumerate(rows, 1):
        if _holds(cells):
            lines.append((number, tuple(cells)))
        if len(lines) > MOST_LINES + 1:
            raise Unreadable("file_too_long")
    if not lines:
        raise Unreadable("file_empty")
    return Table(tuple(lines))


def table_of_rows(rows: Sequence[dict[str, Cell | list[Cell]]]) -> Table:
    """The same of rows that a program sends: the names of their fields make the heading, in line 0."""
    if len(rows) > MOST_LINES:
        raise Unreadable("file_too_long")
    if not rows:
        raise Unreadable("file_empty")
    names = list(dict.fromkeys(name for row in rows for name in row))
    body = ((n, tuple(_joined(row.get(name)) for name in names)) for n, row in enumerate(rows, 1))
    return Table(((0, tuple(names)), *body))


def _joined(value: Cell | list[Cell]) -> Cell:
    return "/".join(str(one) for one in value) if isinstance(value, list) else value


def _of_workbook(data: bytes) -> Iterator[Sequence[Cell]]:
    """The first sheet that holds anything; results of formulas as they were last shown."""
    try:
        _judged(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        SyntaxError,
        EOFError,
    ) as fault:
        raise Unreadable("file_unreadable") from fault
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a sheet says of its own size is not believed
            rows = sheet.iter_rows(max_col=MOST_CELLS, max_row=MOST_LINES * 2, values_only=True)
            found = [_filled(row) for row in rows]
            if any(_holds(row) for row in found):
                yield from found
                return
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, EOFError) as fault:
        raise Unreadable("file_unreadable") from fault
    finally:
        book.close()


def _judged(data: bytes) -> None:
    """Refuse a workbook that would unpack to too much, or that declares entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        listed = parts.infolist()
        if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_INFLATED:
            raise Unreadable("file_inflates")
        for part in listed:
            if part.filename.endswith((".xml", ".rels")):
                with parts.open(part) as opened:
                    if b"<!DOCTYPE" in opened.read(2048):
                        raise Unreadable("file_unreadable")


def _filled(row: Sequence[object]) -> list[Cell]:
    """A row up to its last cell that holds anything: a reader fills it up to the widest that may be."""
    width = len(row)
    while width and row[width - 1] is None:
        width -= 1
    return [_plain(cell) for cell in row[:width]]


def _holds(row: Iterable[Cell]) -> bool:
    return any(cell is not None and cell != "" for cell in row)


def _plain(cell: object) -> Cell:
    known = cell is None or isinstance(cell, str | int | float | bool | datetime | date | time)
    return cell if known else str(cell)  # type: ignore[return-value]  # the test above is the type


def _of_text(data: bytes) -> Iterator[Sequence[Cell]]:
    """Separated text. UTF-8 is tried first: what is not UTF-8 is taken for GB18030."""
    text = _decoded(data)
    if "\0" in text:
        raise Unreadable("file_unreadable")
    lines = text.splitlines()
    head = next((line for line in lines if line.strip()), "")
    separator = max(_SEPARATORS, key=lambda sign: _counted(lines, sign))
    if head and not _counted(lines, separator):
        separator = ","
    try:
        yield from ([cell.strip() for cell in row[:MOST_CELLS]] for row in _read(text, separator))
    except csv.Error as fault:
        raise Unreadable("file_unreadable") from fault


def _read(text: str, separator: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _counted(lines: Sequence[str], sign: str) -> int:
    """How often a sign stands in the first lines."""
    return sum(line.count(sign) for line in lines[:20])


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("file_unreadable")
