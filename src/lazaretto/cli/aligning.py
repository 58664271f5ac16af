"""Text in columns that line up, Chinese characters counted as the two places they take."""

import unicodedata
from collections.abc import Sequence

_GAP = "  "


def width(text: str) -> int:
    """How many places of a terminal a text takes."""
    return sum(_places(character) for character in text)


def aligned(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines, each column as wide as its widest cell; columns in ``right`` end flush."""
    columns = max((len(row) for row in rows), default=0)
    widths = [max(width(row[n]) if n < len(row) else 0 for row in rows) for n in range(columns)]
    return [
        _GAP.join(_padded(cell, widths[n], right=n in right) for n, cell in enumerate(row)).rstrip()
        for row in rows
    ]


def _padded(text: str, wanted: int, *, right: bool) -> str:
    space = " " * (wanted - width(text))
    return space + text if right else text + space


def _places(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
