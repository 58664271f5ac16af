"""Numbers of identity cards, organisations, custody and plates, read beside an independent library."""

import random
from datetime import date, timedelta
from typing import cast

import pytest
from stdnum.cn import ric, uscc
from stdnum.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    ValidationError,
)

from lazaretto.facts.gate import PlateKind
from lazaretto.facts.numbering import (
    born,
    card_check,
    credit_check,
    credit_code,
    custody_number,
    identity_card,
    organisation_check,
    organisation_code,
    plate,
)

# As many as show every case are read in each run; ten times as many look for what is rare.
DRAWN = pytest.mark.parametrize("many", [10_000, pytest.param(100_000, marks=pytest.mark.slow)])
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


# ---- identity cards: GB 11643 ----


def test_the_cards_that_the_standards_print_as_examples_hold() -> None:
    assert identity_card("11010519491231002X").remarks == ()
    assert identity_card("11010519491231002x").plain == "11010519491231002X"
    assert born("11010519491231002X") == date(1949, 12, 31)


def test_an_old_card_of_15_digits_is_read_as_the_new_one() -> None:
    assert identity_card("110105491231002").plain == "11010519491231002X"
    assert identity_card("110105 491231 002").holds


def test_a_card_with_a_strange_day_or_area_is_remarked_upon_and_holds() -> None:
    for digits, remark in (("11010519490231002", "birth"), ("99010519491231002", "area")):
        reading = identity_card(digits + card_check(digits))
        assert reading.remarks == (remark,)
        assert reading.holds


@pytest.mark.parametrize(
    ("typed", "remark"),
    [("", "length"), ("1101051949123100", "length"), ("1101051949123100AX", "characters"),
     ("110105194912310021", "check"), ("１１０１０５１９４９１２３１００２X", None)],
)  # fmt: skip
def test_what_is_wrong_with_a_card_has_a_name(typed: str, remark: str | None) -> None:
    assert identity_card(typed).remarks == ((remark,) if remark else ())


def _draws(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  # the same numbers at every run


def _cards(draw: random.Random, count: int) -> list[str]:
    """Random cards; every second one has one digit changed, or two neighbours exchanged."""
    days = (date(2022, 3, 15) - date(1900, 1, 1)).days
    listed = [area for area in range(620000, 623100) if _is_listed(area)]
    cards = []
    for number in range(count):
        day = date(1900, 1, 1) + timedelta(draw.randrange(days))
        area = draw.choice(listed) if draw.random() < 0.5 else draw.randrange(110000, 660000)
        seventeen = f"{area:06d}{day:%Y%m%d}{draw.randrange(1000):03d}"
        card = seventeen + card_check(seventeen)
        cards.append(_spoilt(card, draw, "0123456789") if number % 2 else card)
    return cards


def _is_listed(area: int) -> bool:
    """Whether the library has a county for an area today."""
    try:
        return bool(ric.get_birth_place(f"{area}20200101"))
    except (InvalidComponent, KeyError):  # it knows some provinces without counties, and trips over them
        return False


def _spoilt(number: str, draw: random.Random, alphabet: str) -> str:
    at = draw.randrange(len(number) - 1)
    if draw.random() < 0.5:
        other = draw.choice(alphabet.replace(number[at], ""))
        return number[:at] + other + number[at + 1 :]
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def _of_the_library(card: str) -> str:
    try:
        ric.validate(card)
    except InvalidLength:
        return "length"
    except InvalidFormat:
        return "characters"
    except InvalidChecksum:
        return "check"
    except (InvalidComponent, KeyError):
        return "component"
    return ""


@DRAWN
def test_random_cards_are_read_as_the_library_reads_them(many: int) -> None:
    """Its hard test is the same; days and areas it refuses are remarks here, or areas it does not list."""
    seen = dict.fromkeys(("", "characters", "check", "component"), 0)
    for card in _cards(_draws(11643), many):
        theirs, mine = _of_the_library(card), identity_card(card)
        seen[theirs] += 1
        if theirs in ("", "component"):
            assert mine.holds, card
            assert theirs or not mine.remarks, card
            if theirs and born(card) is None:
                assert "birth" in mine.remarks, card
        else:
            assert mine.remarks == (theirs,), card
    assert seen["check"] > many // 3
    assert seen[""] > many // 20
    assert seen["component"] > many // 20


def test_every_single_wrong_digit_and_every_exchange_of_neighbours_in_a_card_is_found() -> None:
    card = "11010519491231002X"
    for at in range(17):
        for other in "0123456789".replace(card[at], ""):
            assert not identity_card(card[:at] + other + card[at + 1 :]).holds
        if card[at] != card[at + 1]:
            assert not identity_card(card[:at] + card[at + 1] + card[at] + card[at + 2 :]).holds


# ---- organisations: GB 32100 and GB 11714 ----


def test_the_organisations_that_the_standards_print_as_examples_hold() -> None:
    assert credit_code("91110000600037341L").holds
    assert credit_code("9111 0000 6000 3734 1L").plain == "91110000600037341L"
    assert organisation_code("D2143569-X").holds
    assert organisation_code("60003734-1").holds
    assert organisation_code("91110000600037341L"[8:17]).holds


@pytest.mark.parametrize(
    ("typed", "remark"),
    [("9111000060003734", "length"), ("9111000060003734IL", "characters"),
     ("911A0000600037341L", "characters"),     ("91110000600037342L", "check")],
)  # fmt: skip
def test_what_is_wrong_with_a_credit_code_has_a_name(typed: str, remark: str) -> None:
    assert credit_code(typed).remarks == (remark,)


@pytest.mark.parametrize(
    ("typed", "remark"), [("D214356", "length"), ("D21435_9X", "length"), ("D21435?9X", "characters"),
                          ("D21435699", "check"), ("D2143569A", "characters")],
)  # fmt: skip
def test_what_is_wrong_with_an_organisation_code_has_a_name(typed: str, remark: str) -> None:
    assert organisation_code(typed).remarks == (remark,)


@DRAWN
def test_random_credit_codes_are_read_as_the_library_reads_them(many: int) -> None:
    """It takes digits only in front; the standard has letters there too, for the army and some bodies."""
    draw = _draws(32100)
    for number in range(many):
        head = f"{draw.randrange(10**8):08d}"
        eight = "".join(draw.choices(_CREDIT, k=8))
        code = head + eight + organisation_check(eight)
        if code[16] not in _CREDIT:
            continue
        code += credit_check(code)
        code = _spoilt(code, draw, _CREDIT) if number % 2 else code
        if code[:2].isdigit():
            assert credit_code(code).holds == uscc.is_valid(code), code
        else:
            with pytest.raises(ValidationError):
                uscc.validate(code)


# ---- custody numbers: GA 300.3 ----


@pytest.mark.parametrize(
    ("typed", "remarks"),
    [("330181111200001040201", ()), ("330181111 20000104 0201", ()), ("3301811112000010402", ("length",)),
     ("33018111120000104020A", ("characters",)), ("330181111200013040201", ("birth",)),
     ("990181111200001040201", ("area",))],
)  # fmt: skip
def test_a_custody_number_has_a_form(typed: str, remarks: tuple[str, ...]) -> None:
    assert custody_number(typed).remarks == remarks


# ---- plates: GA 36 and the armed forces ----


@pytest.mark.parametrize(
    ("typed", "plain", "kind"),
    [
        ("甘E·12345", "甘E12345", "ordinary"), ("甘e 12345", "甘E12345", "ordinary"),
        ("甘Ｅ１２３４５", "甘E12345", "ordinary"), ("甘E1234挂", "甘E1234挂", "ordinary"),
        ("甘E1234学", "甘E1234学", "ordinary"), ("粤Z1234港", "粤Z1234港", "ordinary"),
        ("甘E·D12345", "甘ED12345", "new_energy"), ("甘EF1234A", "甘EF1234A", "other"),
        ("甘EAA1234", "甘EAA1234", "new_energy"), ("甘E12345D", "甘E12345D", "new_energy"),
        ("甘E1234警", "甘E1234警", "police"), ("甘EA123警", "甘EA123警", "police"),
        ("WJ甘1234X", "WJ甘1234X", "armed_police"), ("wj12345", "WJ12345", "armed_police"),
        ("VA12345", "VA12345", "military"), ("123456使", "123456使", "embassy"),
        ("使123456", "使123456", "embassy"), ("沪A1234领", "沪A1234领", "embassy"),
        ("临时 车 7", "临时车7", "other"), ("甘E1234I", "甘E1234I", "other"), ("", "", "other"),
    ],
)  # fmt: skip
def test_a_plate_is_read_and_its_kind_guessed(typed: str, plain: str, kind: str) -> None:
    assert (plate(typed).plain, plate(typed).kind) == (plain, kind)


@DRAWN
def test_random_plates_are_read_as_by_a_second_hand(many: int) -> None:
    draw, seen = _draws(36), set()
    for _ in range(many):
        typed = _random_plate(draw)
        assert plate(typed).kind == _kind(typed), typed
        seen.add(plate(typed).kind)
    assert seen == {"ordinary", "new_energy", "police", "armed_police", "military", "embassy", "other"}


# The second hand: place by place from the standard's table, by membership and without a pattern.
_PROVINCES = set("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新")
_LETTERS = set("ABCDEFGHJKLMNPQRSTUVWXYZ")
_FIGURES = set("0123456789")
_ELECTRIC = set("ABCDEFGHJK")
_P, _L, _E = ("".join(sorted(signs)) for signs in (_PROVINCES, _LETTERS, _ELECTRIC))
_S = _L + "0123456789"


def _kind(text: str) -> PlateKind:
    if text[:2] == "WJ":
        rest = text[3:] if text[2:3] in _PROVINCES else text[2:]
        fits = len(rest) == 5 and set(rest[:4]) <= _FIGURES and rest[4] in _FIGURES | set("TDSHBXJ")
        return "armed_police" if fits else _armed(text)
    if text[:1] in _PROVINCES and text[1:2] in _LETTERS:
        return _civil(text[2:])
    if len(text) == 7 and "使" in (text[0], text[6]):
        return "embassy" if set(text[1:] if text[0] == "使" else text[:6]) <= _FIGURES else "other"
    return _armed(text)


def _armed(text: str) -> PlateKind:
    fits = len(text) == 7 and set(text[:2]) <= _LETTERS and set(text[2:]) <= _FIGURES
    return "military" if fits else "other"


def _civil(serial: str) -> PlateKind:
    if len(serial) == 6:
        small = serial[0] in _ELECTRIC and serial[1] in _LETTERS | _FIGURES and set(serial[2:]) <= _FIGURES
        large = serial[5] in _ELECTRIC and set(serial[:5]) <= _FIGURES
        return "new_energy" if small or large else "other"
    if len(serial) != 5 or not set(serial[:4]) <= _LETTERS | _FIGURES:
        return "other"
    last = {"警": "police", "领": "embassy"} | dict.fromkeys("挂学港澳", "ordinary")
    plain = dict.fromkeys(_LETTERS | _FIGURES, "ordinary")
    return cast(PlateKind, (last | plain).get(serial[4], "other"))


def _random_plate(draw: random.Random) -> str:
    """A plate of some kind; one in three has one sign changed, lost or doubled."""
    province, letter = draw.choice(_P), draw.choice(_L)

    def sign(count: int) -> str:
        return "".join(draw.choices(_S, k=count))

    def figures(count: int) -> str:
        return "".join(draw.choices("0123456789", k=count))

    made = draw.choice(
        [
            province + letter + sign(5), province + letter + sign(4) + draw.choice("挂学警港澳领"),
            province + letter + draw.choice(_E) + sign(1) + figures(4),
            province + letter + figures(5) + draw.choice(_E),
            "WJ" + draw.choice(["", province]) + figures(4) + draw.choice("0123456789TDSHBXJ"),
            draw.choice(_L) + letter + figures(5), figures(6) + "使", "使" + figures(6),
        ]
    )  # fmt: skip
    if draw.random() < 0.67:
        return made
    at, other = draw.randrange(len(made)), draw.choice("IO警甘X7Q使")
    return draw.choice(
        [made[:at] + other + made[at + 1 :], made[:at] + made[at + 1 :], made[:at] + made[at:]]
    )
