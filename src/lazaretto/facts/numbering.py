"""Numbers: identity cards, organisations, custody, plates, tubes. Read, never required.

A check character is the only hard test; everything else about a number is a remark. Whoever will not or
cannot show one is booked all the same, and a plate of no known form passes the gate as it was typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lazaretto.facts.gate import PlateKind

Remark = Literal["length", "characters", "check", "birth", "area"]

# GB 11643-1999: the weights are 2 to the power of (17 - i), modulo 11; MOD 11-2 of ISO 7064.
_CARD_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))
_CARD_CHECKS = "10X98765432"
# GB/T 2260: the first two digits of every area that ever gave out a number; 81 to 83 since 2018 (GB/T 2260
# and the residence permits of Hong Kong, Macao and Taiwan residents).
_PROVINCES = frozenset(
    str(number)
    for region in ((11, 16), (21, 24), (31, 38), (41, 47), (50, 55), (61, 66), (71, 72), (81, 84))
    for number in range(*region)
)
# GB 32100-2015: no I, O, S, V, Z; the weights are 3 to the power of i, modulo 31.
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {letter: value for value, letter in enumerate(_ALPHABET)}
_CREDIT_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
# GB 11714-1997: here every letter counts, A is 10.
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as it was read. plain: without spaces and signs, in capitals. remarks: what is odd about it.

    ``check`` and what comes before it is wrong; ``birth`` and ``area`` are to be looked at only.
    """

    plain: str
    remarks: tuple[Remark, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the hard test is passed."""
        return not {"length", "characters", "check"} & set(self.remarks)


def identity_card(typed: str) -> Reading:
    """An identity number of 18 characters, or of 15 digits as until 1999 (GB 11643), read as 18.

    An old number has no check character of its own: it is given the one that belongs to it.
    """
    plain = _plain(typed)
    if len(plain) == 15 and _digits(plain):
        plain = f"{plain[:6]}19{plain[6:]}"
        plain += card_check(plain)
    if len(plain) != 18:
        return Reading(plain, ("length",))
    if not _digits(plain[:17]) or plain[17] not in _CARD_CHECKS:
        return Reading(plain, ("characters",))
    if plain[17] != card_check(plain[:17]):
        return Reading(plain, ("check",))
    odd: list[Remark] = [] if born(plain) else ["birth"]
    if plain[:2] not in _PROVINCES:
        odd.append("area")
    return Reading(plain, tuple(odd))


def card_check(seventeen: str) -> str:
    """The check character of an identity number's first 17 digits."""
    return _CARD_CHECKS[
        sum(int(d) * w for d, w in zip(seventeen, _CARD_WEIGHTS, strict=True)) % len(_CARD_CHECKS)
    ]


def born(card: str) -> date | None:
    """The day of birth in an identity number of 18 characters; None where it is no day."""
    try:
        return date(int(card[6:10]), int(card[10:12]), int(card[12:14]))
    except ValueError:
        return None


def credit_code(typed: str) -> Reading:
    """A unified social credit code (GB 32100): 18 characters, the last of them the check."""
    plain = _plain(typed)
    if len(plain) != 18:
        return Reading(plain, ("length",))
    if not _VALUE.keys() >= set(plain) or not _digits(plain[2:8]):
        return Reading(plain, ("characters",))
    if plain[17] != credit_check(plain[:17]):
        return Reading(plain, ("check",))
    return Reading(plain)


def credit_check(seventeen: str) -> str:
    """The check character of a credit code's first 17 characters."""
    return _ALPHABET[-sum(_VALUE[c] * w for c, w in zip(seventeen, _CREDIT_WEIGHTS, strict=True)) % 31]


def organisation_code(typed: str) -> Reading:
    """An organisation code (GB 11714): eight characters and a check; it is 9 to 17 of the credit code."""
    plain = _plain(typed)
    if len(plain) != 9:
        return Reading(plain, ("length",))
    if any(c not in _LETTERS for c in plain[:8]) or plain[8] not in "0123456789X":
        return Reading(plain, ("characters",))
    if plain[8] != organisation_check(plain[:8]):
        return Reading(plain, ("check",))
    return Reading(plain)


def organisation_check(eight: str) -> str:
    """The check character of an organisation code's first eight."""
    rest = sum(_LETTERS.index(c) * w for c, w in zip(eight, _ORGANISATION_WEIGHTS, strict=True)) % 11
    return {0: "0", 1: "X"}.get(rest, str(11 - rest))


def custody_number(typed: str) -> Reading:
    """A detainee's code (GA 300.3-2001): facility 9, day of admission 8, serial 4; it has no check."""
    plain = _plain(typed)
    if len(plain) != 21:
        return Reading(plain, ("length",))
    if not _digits(plain):
        return Reading(plain, ("characters",))
    try:
        date(int(plain[9:13]), int(plain[13:15]), int(plain[15:17]))
    except ValueError:
        return Reading(plain, ("birth",))
    return Reading(plain) if plain[:2] in _PROVINCES else Reading(plain, ("area",))


def tube_number(typed: str) -> Reading:
    """A tube's number as a scanner or a hand gives it: letters and digits, the last of them the check."""
    plain = _plain(typed)
    if len(plain) < 2:
        return Reading(plain, ("length",))
    if any(c not in _LETTERS for c in plain):
        return Reading(plain, ("characters",))
    return Reading(plain) if plain[-1] == tube_check(plain[:-1]) else Reading(plain, ("check",))


def tube_label(round_: str, number: int) -> str:
    """A label of a round: the round's own number, three digits or more that go on, a check character."""
    stem = f"{round_}-{number:03}"
    return f"{stem}{tube_check(stem)}"


def tube_check(number: str) -> str:
    """The check character of a tube's number, signs left out (ISO/IEC 7064, MOD 37,36).

    It finds every wrong character, and nearly all pairs that changed places.
    """
    rest = 36
    for letter in _plain(number):
        rest = 2 * ((rest + _LETTERS.index(letter)) % 36 or 36) % 37
    return _LETTERS[(1 - rest) % 36]


_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_LETTER, _SIGN = "[A-HJ-NP-Z]", "[A-HJ-NP-Z0-9]"  # I and O are too like 1 and 0
# The kinds of GA 36-2018 and of the armed forces. Published readings contradict each other: a guess.
_PLATES: Mapping[PlateKind, re.Pattern[str]] = {
    "new_energy": re.compile(f"{_PROVINCE}{_LETTER}(?:[A-HJK]{_SIGN}[0-9]{{4}}|[0-9]{{5}}[A-HJK])"),
    "police": re.compile(f"{_PROVINCE}{_LETTER}{_SIGN}{{4}}警"),
    "embassy": re.compile(f"[0-9]{{6}}使|使[0-9]{{6}}|{_PROVINCE}{_LETTER}{_SIGN}{{4}}领"),
    "armed_police": re.compile(f"WJ{_PROVINCE}?[0-9]{{4}}[0-9TDSHBXJ]"),
    "military": re.compile(f"{_LETTER}{{2}}[0-9]{{5}}"),
    "ordinary": re.compile(f"{_PROVINCE}{_LETTER}{_SIGN}{{4}}[A-HJ-NP-Z0-9挂学港澳]"),
}


@dataclass(frozen=True, slots=True)
class PlateReading:
    """A plate as it was read: without dots and spaces, in capitals, and of which kind it looks like."""

    plain: str
    kind: PlateKind


def plate(typed: str) -> PlateReading:
    """The kind that a plate looks like; ``other`` where it is like none. It never keeps anybody out."""
    plain = _plain(typed)
    found = (kind for kind, pattern in _PLATES.items() if pattern.fullmatch(plain))
    return PlateReading(plain, next(found, "other"))


_SEPARATORS = re.compile(r"[\s·•・‧∙.\-_‐–—]+")
_WIDE = {0xFF01 + n: 0x21 + n for n in range(94)}  # full-width signs as a Chinese keyboard types them


def _plain(typed: str) -> str:
    return _SEPARATORS.sub("", typed.translate(_WIDE)).upper()


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
