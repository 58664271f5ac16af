"""The verdict at a gate, from the row of a pack and what the officer answered: pure, so that it can be twice.

The station decides with ``web/static/web/station/deciding.js``, which says the same line for line; a
differential test keeps the two alike. Rows and tables are the plain values of :mod:`packing`.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from lazaretto.facts.gate import Answer
from lazaretto.obligations.days import HOUR
from lazaretto.protocol.compiling import MOST, Compiled, Value, evaluate, fitting

Row: TypeAlias = Mapping[str, Any]
Told: TypeAlias = dict[str, Value]
TABLES: Mapping[str, str] = {"person": "gate.verdict", "vehicle": "gate.vehicle", "consignment": "gate.goods"}
_NUMBER = re.compile(r"(-?[0-9]{1,16}(?:\.[0-9]{1,12})?)(?:/([1-9][0-9]{0,11}))?")
_OF_RECORD = (
    "authorised",
    "override",
    "quarantine_open",
    "gap_unexplained",
    "test_age",
    "goods",
    "disinfected",
)
_SAMPLES: Mapping[str, str] = {"negative": "negative", "positive": "positive"}  # any other result is unclear


class Passing(NamedTuple):
    """The verdict, the rule that said so, the step to take, and the inputs that decided.

    open: those of them that nobody has answered yet.
    """

    verdict: str
    rule: str | None
    say: dict[str, str]
    mattered: tuple[str, ...]
    open: tuple[str, ...]


def verdict(
    table: Compiled, row: Row | None, answers: Mapping[str, Value], *, at: int, zone: str, emergency: bool,
    alive: bool = True,
) -> Passing:  # fmt: skip
    """What the gate says of somebody or something.

    row: None for whoever is not in the pack. answers: whole parts of each input's unit, flags or codes. at:
    seconds since 1970. zone: where they want to go. alive: False once the pack may not be decided on, then
    the record says nothing. An answer to what the record alone tells is not heard.
    """
    heard = {c["id"]: answers.get(c["id"]) for c in table["inputs"] if c["from"] != "record"}
    values = known(row, heard, at=at, zone=zone, alive=alive) | {"emergency": emergency}
    read = evaluate(table, values)
    columns = {column["id"]: column for column in table["inputs"]}
    unanswered = tuple(name for name in read.mattered if fitting(columns[name], values.get(name)) is None)
    return Passing(read.verdict, read.rule, read.say, read.mattered, unanswered)


def known(row: Row | None, answers: Mapping[str, Value], *, at: int, zone: str, alive: bool = True) -> Told:
    """What is known of each input: the record first, and the officer where it is silent.

    Of two negative tests the fresher counts, the record's or the one shown on paper.
    """
    record = _of_record(row, at, zone) if alive else {}
    told: Told = dict(answers)
    for name in _OF_RECORD:
        said = record.get(name)
        if name == "test_age":
            told[name] = _fresher(said, answers.get(name))
        else:
            told[name] = said if said is not None else answers.get(name)
    return told | _stood(row if alive else None, told["goods"], at)


def spoken(column: Mapping[str, Any], value: Value) -> str:
    """A value as a fact holds it: ``36.5``, ``true``, ``green``; where tenths do not do, ``172801/3600``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, int) or column["per"] == 1:
        return str(value)
    tenths, left = divmod(value * 10, column["per"])
    return f"{value}/{column['per']}" if left else f"{Decimal(tenths) / 10:f}".removesuffix(".0")


def heard(table: Compiled, answers: Sequence[Answer]) -> Told:
    """Answers as a fact holds them (``36.5``, ``47/2``, ``true``, ``green``), as the table compares them."""
    columns = {column["id"]: column for column in table["inputs"]}
    return {a.input: _value(columns[a.input], a.value) for a in answers if a.input in columns}


def _value(column: Mapping[str, Any], word: str) -> Value:
    if column["type"] == "boolean":
        return {"true": True, "false": False}.get(word)
    if column["type"] == "code":
        return word
    found = _NUMBER.fullmatch(word)
    if found is None:
        return None
    parts = Fraction(found[1]) / int(found[2] or 1) * column["per"]
    return int(parts) if parts.denominator == 1 else None


def _of_record(row: Row | None, at: int, zone: str) -> Told:
    """What the pack knows. Whoever is not in it was let in by nobody, and nothing else is known of them."""
    if row is None:
        return {"authorised": False, "override": False}
    leaves = [leave for leave in row["leaves"] if _holds(leave, at, zone)]
    kinds = {leave["kind"] for leave in leaves}
    return {
        "authorised": bool(leaves),
        "override": "override" in kinds,
        "quarantine_open": any(
            first <= at and (last is None or at < last) for first, last in row["isolating"]
        ),
        "gap_unexplained": kinds <= {"roster"} and _gap(row["gap"], at),
        "test_age": min((at - sampled for sampled in row["tested"] if sampled <= at), default=None),
        "goods": row.get("goods"),
        "disinfected": row.get("disinfected"),
    }


def _stood(row: Row | None, goods: Value, at: int) -> Told:
    """Whether a consignment has rested and what its sample found; of goods only food must, and is asked."""
    if not isinstance(goods, str):
        return {"rest": None, "sample": None}
    result, until = (row.get("result"), row.get("rests_until")) if row is not None else (None, None)
    food = goods == "food"
    over = until is not None and until <= at
    waiting = "awaited" if food else "none_needed"
    return {
        "rest": ("over" if over else "running") if food else "none_needed",
        "sample": waiting if result is None else _SAMPLES.get(result, "unclear"),
    }


def _holds(leave: Row, at: int, zone: str) -> bool:
    """Whether a leave opens that zone now. Who may go into the guarded area comes by the administration."""
    fits = leave["zone"] in (None, "guarded", zone)
    return bool(fits and leave["opens"] <= at < leave["closes"])


def _gap(gap: Row | None, at: int) -> bool:
    """Whether a member of staff was away longer than nobody need explain. A leader's own leave answers it."""
    return gap is not None and (gap["broken"] or at - gap["since"] > gap["hours"] * HOUR)


def _fresher(one: Value, other: Value) -> Value:
    whole = (age for age in (one, other) if isinstance(age, int) and not isinstance(age, bool))
    ages = [age for age in whole if 0 <= age <= MOST]
    return min(ages, default=None)
