"""A decision table → plain JSON values that any program can evaluate, and the same verdict from them.

The gate's station decides in a browser, without this program. So that both decide alike, a table's tests
are compiled once: inputs by number, operands as exact fractions, numbers as whole parts of their unit
(tenths of a degree, seconds of an hour). ``web/static/web/station/deciding.js`` is the other reader.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

import msgspec

from lazaretto.protocol.deciding import NO_ROW
from lazaretto.protocol.document import Input, Rule, Table, Unit
from lazaretto.protocol.matching import Atom, Known, parse

Compiled: TypeAlias = dict[str, Any]
Value: TypeAlias = int | bool | str | None  # of an input: whole parts of its unit, a flag, a code; or unknown

MOST = 2**53 - 1  # the largest whole number that every reader of JSON keeps exactly
# Into how many parts a unit is cut, so that what is measured in it is a whole number: a thermometer shows
# tenths of a degree, and instants are whole seconds.
PARTS: Mapping[Unit | None, int] = {"Cel": 10, "min": 60, "h": 3600, "d": 86_400}


class Read(NamedTuple):
    """What a compiled table says; ``mattered`` as in :class:`~lazaretto.protocol.deciding.Decision`."""

    rule: str | None
    verdict: str
    say: dict[str, str]
    mattered: tuple[str, ...]


def compiled(table: Table, *, version: str) -> Compiled:
    """A table as plain values. version: of the document it stands in. Raises ``Untestable``."""
    columns = {column.id: column for column in table.inputs}
    numbers = {name: number for number, name in enumerate(columns)}
    return {
        "id": table.id,
        "version": version,
        "title": msgspec.to_builtins(table.title),
        "first": table.hit_policy == "first",
        "inputs": [_input(column) for column in table.inputs],
        "rules": [_rule(rule, columns, numbers) for rule in table.rules],
        "otherwise": msgspec.to_builtins(NO_ROW),
    }


def evaluate(table: Compiled, told: Mapping[str, Value]) -> Read:
    """The verdict of a compiled table: the first row that matches speaks, and where none does it holds.

    An input that is absent, or holds what does not fit it, is unknown.
    """
    inputs = table["inputs"]
    values = [fitting(column, told.get(column["id"])) for column in inputs]
    looked: set[int] = set()
    for rule in table["rules"]:
        failed = next((n for n, test in rule["when"] if not _passes(test, values[n])), None)
        if failed is None:
            looked.update(n for n, _ in rule["when"])
            mattered = tuple(inputs[n]["id"] for n in sorted(looked))
            return Read(rule["id"], rule["verdict"], rule["say"], mattered)
        if table["first"]:
            looked.add(failed)
    return Read(None, "hold", table["otherwise"], tuple(column["id"] for column in inputs))


def fitting(column: Mapping[str, Any], value: Value) -> Value:
    """The value, if it is one that a compiled input can hold; else None, which is unknown."""
    if column["type"] == "boolean":
        return value if isinstance(value, bool) else None
    if column["type"] == "code":
        return value if isinstance(value, str) and value in column["codes"] else None
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST
    return value if whole else None


def _input(column: Input) -> dict[str, Any]:
    return {
        "id": column.id,
        "type": column.type,
        "codes": list(column.codes),
        "label": msgspec.to_builtins(column.label),
        "unit": column.unit,
        "per": PARTS.get(column.unit, 1),
        "from": column.told_by,
    }


def _rule(rule: Rule, columns: Mapping[str, Input], numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": rule.id,
        "when": [[numbers[name], _test(text, columns[name])] for name, text in rule.when.items()],
        "verdict": rule.verdict,
        "say": msgspec.to_builtins(rule.say),
        "cite": list(rule.cite),
        "lifts": rule.lifts,
    }


def _test(text: str, column: Input) -> list[Any]:
    return [[_atom(atom, column) for atom in alternative] for alternative in parse(text, column)]


def _atom(atom: Atom, column: Input) -> list[Any]:
    return [atom.operator, _operand(atom.operand, column)]


def _operand(operand: Known, column: Input) -> Any:
    """Numbers as numerator and denominator in parts of the unit, written out: they may pass :data:`MOST`."""
    if not isinstance(operand, Decimal):
        return operand
    exact = Fraction(operand) * PARTS.get(column.unit, 1)
    return [str(exact.numerator), str(exact.denominator)]


def _passes(test: list[list[list[Any]]], value: Value) -> bool:
    return any(all(_holds(operator, operand, value) for operator, operand in atoms) for atoms in test)


def _holds(operator: str, operand: Any, value: Value) -> bool:
    if operator == "unknown":
        return value is None
    if value is None:
        return False
    if operator in ("known", "is", "not"):
        return operator == "known" or (value == operand) == (operator == "is")
    return _compares(operator, int(value) * int(operand[1]) - int(operand[0]))


def _compares(operator: str, over: int) -> bool:
    """Whether a value that lies so far above (below: negative) its operand passes the comparison."""
    if over == 0:
        return operator in ("", "<=", ">=")
    return operator in ((">", ">=") if over > 0 else ("<", "<="))
