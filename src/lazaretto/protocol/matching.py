"""The language of a decision table's tests, and whether a value passes one.

::

    test        = alternative { "|" alternative }
    alternative = atom { "&" atom }
    atom        = "unknown" | "known" | word | "not" word | number | comparison
    comparison  = ("<" | "<=" | ">" | ">=") number
    word        = "true" | "false" | one of the input's codes

``unknown`` alone speaks of an unknown; every other atom is false of it, ``not green`` too. So a test
lets an unknown pass only where its writer wrote the word.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any, NamedTuple, TypeAlias

from lazaretto.protocol.document import Input

Given: TypeAlias = int | Decimal | bool | str | None  # as handed in; None is unknown
Known: TypeAlias = Decimal | bool | str | None  # as compared; a value that does not fit is unknown

_COMPARISON = re.compile(r"(<=|>=|<|>|)\s*([-+]?\d{1,12}(?:\.\d{1,12})?)")
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lt, "<=": le, ">": gt, ">=": ge, "": eq, "is": eq, "not": ne,
}  # fmt: skip
_FLAGS = {"true": True, "false": False}


class Atom(NamedTuple):
    """One comparison; ``operand`` is None for the words ``unknown`` and ``known``."""

    operator: str
    operand: Known = None


Test: TypeAlias = tuple[tuple[Atom, ...], ...]  # any of these, each all of those


class Untestable(ValueError):
    """A test that is not of the language, or speaks of a word that its input cannot hold."""


def parse(text: str, column: Input) -> Test:
    """A test from its text, for one input. Raises :class:`Untestable` with the part at fault."""
    return tuple(
        tuple(_atom(atom.strip(), column) for atom in alternative.split("&"))
        for alternative in text.split("|")
    )


def matches(test: Test, value: Known) -> bool:
    """True when some alternative holds of the value."""
    return any(all(_holds(atom, value) for atom in alternative) for alternative in test)


def known(value: Given, column: Input) -> Known:
    """A value as its input's type wants it; one that does not fit, or is not a listed code, is unknown."""
    if column.type == "boolean":
        return value if isinstance(value, bool) else None
    if column.type == "code":
        return value if isinstance(value, str) and value in column.codes else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() else None


def thresholds(test: Test) -> set[Decimal]:
    """The numbers at which the test's answer may change."""
    return {atom.operand for some in test for atom in some if isinstance(atom.operand, Decimal)}


def _atom(text: str, column: Input) -> Atom:
    if text in ("unknown", "known"):
        return Atom(text)
    if column.type == "number":
        found = _COMPARISON.fullmatch(text)
        if found is None:
            raise Untestable(text)
        return Atom(found[1], Decimal(found[2]))
    negated = text.startswith("not ")
    word = text.removeprefix("not ").strip()
    operand = _FLAGS.get(word) if column.type == "boolean" else word if word in column.codes else None
    if operand is None:
        raise Untestable(text)
    return Atom("not" if negated else "is", operand)


def _holds(atom: Atom, value: Known) -> bool:
    if atom.operator == "unknown":
        return value is None
    if value is None:
        return False
    return atom.operator == "known" or _OPERATORS[atom.operator](value, atom.operand)
