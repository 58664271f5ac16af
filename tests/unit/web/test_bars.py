"""Bars on a label, read again by a reader of the standard's table, not by the library that drew them."""

import random
import re

import pytest

from lazaretto.web.bars import QUIET, bars

# ISO/IEC 15417, annex: the widths of bar, space, bar, space, bar, space of values 0 to 105, and the stop.
WIDTHS = re.findall(
    r"\d{6}",
    """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231
113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211
212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131
113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211
241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141
214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214
211232
""",
)
STOP = "2331112"
STARTS = {103: "A", 104: "B", 105: "C"}


def read(picture: str) -> str:
    """What the rectangles say."""
    drawn = [(int(x), int(w)) for x, w in re.findall(r'<rect x="(\d+)" y="0" width="(\d+)"', picture)]
    assert drawn[0][0] == QUIET
    runs = []
    for number, (at, width) in enumerate(drawn):
        if number:
            before, was = drawn[number - 1]
            runs.append(at - before - was)
        runs.append(width)
    text = "".join(map(str, runs))
    assert text.endswith(STOP)
    text = text[: -len(STOP)]
    values = [WIDTHS.index(text[at : at + 6]) for at in range(0, len(text), 6)]
    *said, check = values
    assert (said[0] + sum(n * value for n, value in enumerate(said[1:], 1))) % 103 == check
    return _letters(said)


def _letters(values: list[int]) -> str:
    charset, found = STARTS[values[0]], ""
    for value in values[1:]:
        if charset == "C" and value < 100:
            found += f"{value:02}"
        elif value in (99, 100, 101):
            charset = {99: "C", 100: "B", 101: "A"}[value]
        else:
            found += chr(value + 32) if charset == "B" or value < 64 else chr(value - 64)
    return found


def test_the_table_is_whole() -> None:
    assert len(WIDTHS) == len(set(WIDTHS)) == 106
    assert all(sum(map(int, widths)) == 11 for widths in WIDTHS)


@pytest.mark.parametrize(
    "number", ["QZ-D-D0317-1-0013", "T-QZ-D-0315-001", "0123456789", "A", "MJ-L-S0402-12-1004Z"]
)
def test_a_label_is_read_as_it_was_drawn(number: str) -> None:
    assert read(bars(number)) == number


def test_any_number_is() -> None:
    draw = random.Random("labels")  # noqa: S311 — to check, not to keep secret
    for _ in range(300):
        number = "".join(draw.choices("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-", k=draw.randint(1, 30)))
        assert read(bars(number)) == number


def test_whoever_cannot_see_them_is_told() -> None:
    assert 'role="img" aria-label="T-1"' in bars("T-1")
