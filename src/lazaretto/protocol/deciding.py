"""A decision table + what is known → the verdict, the row that said so, and what it looked at.

>>> decide(table, {"temperature": Decimal("36.5"), "code": None}).verdict      # doctest: +SKIP
'hold'
"""

from collections.abc import Mapping

import msgspec

from lazaretto.protocol.document import Input, Rule, Table, Text, Verdict
from lazaretto.protocol.matching import Given, Known, known, matches, parse

# Said where no row speaks: an issued table has no gap, a draft may have one, and a gate must not open.
NO_ROW = Text(
    zh_hans="方案没有写到这种情形：暂停放行，报告值班领导",
    zh_hant="方案沒有寫到這種情形：暫停放行，報告值班領導",
    en="the protocol does not speak of this case: hold, and ask the leader on duty",
)


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What the table says. ``rule`` is None where no row speaks, which holds and never admits.

    mattered: the inputs that decided, in the table's order: those which the row tests, and in a
    ``first`` table those for which the rows above it did not match.
    """

    rule: str | None
    verdict: Verdict
    say: Text
    mattered: tuple[str, ...]


def decide(table: Table, inputs: Mapping[str, Given]) -> Decision:
    """The verdict of a table. An input that is absent, None, or does not fit its type is unknown.

    In a ``unique`` table of an issued document one row matches; should a draft let several, the
    first speaks. Raises ``Untestable`` for a table that :mod:`checking` would refuse to read.
    """
    columns = {column.id: column for column in table.inputs}
    values = {name: known(inputs.get(name), column) for name, column in columns.items()}
    looked: set[str] = set()
    for rule in table.rules:
        failed = _failed(rule, columns, values)
        if not failed:
            looked |= set(rule.when)
            return Decision(
                rule=rule.id, verdict=rule.verdict, say=rule.say, mattered=_ordered(table, looked)
            )
        if table.hit_policy == "first":
            looked.add(failed[0])
    return Decision(rule=None, verdict="hold", say=NO_ROW, mattered=tuple(columns))


def _failed(rule: Rule, columns: Mapping[str, Input], values: Mapping[str, Known]) -> list[str]:
    """The inputs whose tests keep the row from matching."""
    return [name for name, test in rule.when.items() if not matches(parse(test, columns[name]), values[name])]


def _ordered(table: Table, names: set[str]) -> tuple[str, ...]:
    return tuple(column.id for column in table.inputs if column.id in names)
