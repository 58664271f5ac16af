"""A tube's number and its check character, beside the standard's own library and a published number."""

import random

import pytest
from stdnum.iso7064 import mod_37_36

from lazaretto.facts.numbering import tube_check, tube_number


def test_the_check_is_the_standards() -> None:
    assert tube_check("A12425GABC1234002") == "M"  # of the Global Release Identifier's handbook
    draw = random.Random("tubes")  # noqa: S311 — to check, not to keep secret
    for _ in range(20_000):
        number = "".join(draw.choices("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=draw.randint(1, 20)))
        assert tube_check(number) == mod_37_36.calc_check_digit(number)


def test_every_wrong_character_is_found_and_nearly_every_two_that_changed_places() -> None:
    number = "QZDD03171012"
    whole = number + tube_check(number)
    for at in range(len(whole)):
        for other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            wrong = whole[:at] + other + whole[at + 1 :]
            assert tube_number(wrong).holds is (wrong == whole)
    for at in range(len(whole) - 1):
        turned = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
        assert tube_number(turned).holds is (turned == whole)


@pytest.mark.parametrize(
    "typed",
    ["QZ-D-D0317-1-0013", "qz-d-d0317-1-0013", "ＱＺ－Ｄ－Ｄ０３１７－１－００１３", " QZDD031710013 "],
)
def test_a_scan_is_read_however_its_keyboard_typed_it(typed: str) -> None:
    assert tube_number(typed).plain == "QZDD031710013"
    assert tube_number(typed).holds


@pytest.mark.parametrize(("typed", "remark"), [("", "length"), ("7", "length"), ("管007", "characters")])
def test_what_is_no_number_of_a_tube(typed: str, remark: str) -> None:
    assert tube_number(typed).remarks == (remark,)
