"""The form of a question to the twin: what was typed → a choice with its orders, or what cannot be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from lazaretto.actions.open_what_if import Choice
from lazaretto.protocol.document import Level, Protocol
from lazaretto.registers.command import LEVELS
from lazaretto.twin.asking import DAYS, Start
from lazaretto.twin.designing import Change, LegChange
from lazaretto.twin.lowering import quarantine_legs
from lazaretto.twin.vetting import MOST_ORDERS, Fault
from lazaretto.web.pressing import text
from lazaretto.web.what_if_words import fault_words, name_of

STARTS: tuple[Start, ...] = ("today", "designed")
_BETWEEN = re.compile(r"[,，、;；\s]+")  # what people put between days of tests
_LONGEST = 60  # characters of an order's name


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of an order: what was typed, and what is wrong with it."""

    name: str
    typed: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg of an order: its days and its days of tests, beside what the document says."""

    number: int
    days: Cell
    tests: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One other order as it stands on the form; given: whether anything was typed."""

    number: int
    name: Cell
    legs: tuple[Leg, ...]
    cohort: Cell
    pattern: Cell
    rounds: Cell
    watched: Cell
    given: bool
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: a choice, the row in which each of its orders stands, fields that cannot be read."""

    choice: Choice
    rows: tuple[int, ...] = ()
    unread: tuple[Fault, ...] = field(default=())


def choice_of(typed: QueryDict) -> Choice:
    """What the question is about, without its orders; whatever is left out stays as it begins."""
    document, _slash, version = typed.get("document", "").partition("/")
    level: Level | None = next((one for one in LEVELS if one == typed.get("level")), None)
    start = next((one for one in STARTS if one == typed.get("start")), None)
    days = typed.get("days", "").strip()
    return Choice(
        document=document, version=version, level=level, start=start,
        disease=typed.get("disease", "").strip() or Choice().disease,
        test=typed.get("test", "").strip() or Choice().test, days=int(days) if days.isdecimal() else DAYS,
    )  # fmt: skip


def read(typed: QueryDict, *, protocol: Protocol) -> Typed:
    """The choice with the orders that were typed and those that were ticked, or the one that was pressed."""
    only = text(typed, "only")
    unread = list(_days(typed))
    base = {name: getattr(choice_of(typed), name) for name in Choice.__struct_fields__}
    if only:
        return Typed(Choice(**base | {"ideas": (only,)}), (), tuple(unread))
    orders, rows = [], []
    for number in range(1, MOST_ORDERS + 1):
        order, faults = _order(typed, number, protocol)
        unread += faults
        if order is not None:
            orders.append(order)
            rows.append(number)
    ideas = tuple(dict.fromkeys(typed.getlist("idea")))
    return Typed(Choice(**base | {"orders": tuple(orders), "ideas": ideas}), tuple(rows), tuple(unread))


def rows_of(typed: QueryDict, faults: Sequence[Fault], *, legs: int) -> tuple[Row, ...]:
    """The orders as the form shows them. faults: their ``order`` is the number of the row."""
    return tuple(_row(typed, number, faults, legs) for number in range(1, MOST_ORDERS + 1))


def _row(typed: QueryDict, number: int, faults: Sequence[Fault], legs: int) -> Row:
    mine = [fault for fault in faults if fault.order == number]

    def cell(name: str) -> Cell:
        error = next((fault_words(fault) for fault in mine if fault.field == name), "")
        return Cell(f"{name}-{number}", typed.get(f"{name}-{number}", ""), error)

    shown = [Leg(leg, cell(f"days.{leg}"), cell(f"tests.{leg}")) for leg in range(1, legs + 1)]
    fields = [cell(name) for name in ("name", "cohort", "pattern", "rounds", "watched")]
    known = {cell_.name.rpartition("-")[0] for cell_ in fields} | {
        f"{what}.{leg}" for what in ("days", "tests") for leg in range(1, legs + 1)
    }
    given = any(one.typed.strip() for one in (*fields, *(c for leg in shown for c in (leg.days, leg.tests))))
    return Row(
        number=number, name=fields[0], legs=tuple(shown), cohort=fields[1], pattern=fields[2],
        rounds=fields[3], watched=fields[4], given=given,
        errors=tuple(fault_words(fault) for fault in mine if fault.field not in known),
    )  # fmt: skip


def _order(typed: QueryDict, number: int, protocol: Protocol) -> tuple[Change | None, list[Fault]]:
    faults: list[Fault] = []

    def whole(name: str) -> int | None:
        said = typed.get(f"{name}-{number}", "").strip()
        found = _number(said)
        if said and found is None:
            faults.append(_unread(number, name, said))
        return found

    def list_of(name: str) -> tuple[int, ...] | None:
        said = typed.get(f"{name}-{number}", "").strip()
        if not said:
            return None
        found = [_number(part.strip()) for part in _BETWEEN.split(said) if part.strip()]
        if any(one is None for one in found):
            faults.append(_unread(number, name, said))
        return tuple(sorted({one for one in found if one is not None}))

    legs = {
        n: LegChange(days=whole(f"days.{n}"), tests_on=list_of(f"tests.{n}"))
        for n, _leg in enumerate(quarantine_legs(protocol), start=1)
    }
    change = Change(
        name=" ".join(typed.get(f"name-{number}", "").split())[:_LONGEST],
        legs={n: leg for n, leg in legs.items() if leg != LegChange()}, cohort=whole("cohort"),
        pattern=typed.get(f"pattern-{number}", "").strip() or None, rounds_every=whole("rounds"),
        watched=False if typed.get(f"watched-{number}") == "no" else None,
    )  # fmt: skip
    if change == Change(name="") and not faults:
        return None, faults
    named = change.name or name_of(change, protocol) or str(number)
    return Change(**{f: getattr(change, f) for f in Change.__struct_fields__} | {"name": named}), faults


def _days(typed: QueryDict) -> Iterator[Fault]:
    said = typed.get("days", "").strip()
    if said and not said.isdecimal():
        yield Fault(code="not_a_number", field="days", values={"typed": said})


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 7 else None


def _unread(order: int, name: str, said: str) -> Fault:
    return Fault(code="not_a_number", order=order, field=name, values={"typed": said})
