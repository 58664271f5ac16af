"""The stored orders and isolations kept up with their facts: fold again whoever they are about (law 15)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from lazaretto.facts.encoding import decode
from lazaretto.facts.fact import Fact, tag_of
from lazaretto.ledger import rows
from lazaretto.ledger.rows import Appended, Row
from lazaretto.registers.orders import FOUND, TOLD, Isolation, Law, Order, fold_orders, leavings, ordering
from lazaretto.registers.stays import concerns, fold_person

Disputes = dict[UUID, str]
_Kept = TypeVar("_Kept", Order, Isolation)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of some people: their facts with the rules they break, and the rows that are stored."""

    facts: list[tuple[Fact, frozenset[str]]] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    isolations: list[Isolation] = field(default_factory=list)


def append_ordering(row: Row, *, people: Sequence[str], node: str) -> tuple[Appended, Told | None]:
    """Append one fact about orders; where it is fresh, read what the people's orders come from."""
    parameters = [*rows.one(row, people=people, node=node), list(people), _KINDS]
    *answer, told, orders, isolations = rows.run(_APPEND, parameters).fetchall()[0]
    appended = Appended(*answer)
    return appended, _told(told, orders, isolations) if appended.outcome == "fresh" else None


def refold_orders(people: Collection[str], *, told: Told | None = None) -> Disputes:
    """Fold these people's orders again, store what differs, and give the rule that each isolation breaks.

    told: what was read of exactly these people under their locks; else it is read now.
    """
    if not people:
        return {}
    found = told or _told(*rows.run(_READ, [sorted(people), _KINDS]).fetchall()[0])
    law = law_of([fact for fact, _ in found.facts], people=people)
    changed = {order.person for order in _unlike(found.orders, law.orders)}
    changed |= {isolation.person for isolation in _unlike(found.isolations, law.isolations)}
    settled = {
        fact.id: fact.facility for fact, rules in found.facts if _rules(law, fact) != rules & set(FOUND)
    }
    if changed or settled:
        _write(changed, law, settled)
    return dict(law.broken)


def law_of(facts: Iterable[Fact], *, people: Collection[str]) -> Law:
    """The orders and isolations of these people from their custody facts and those about orders."""
    every: dict[str, list[Fact]] = {person: [] for person in people}
    for fact in facts:
        person = ordering(fact.body) or concerns(fact.body)
        if person in every:  # an escort is mentioned too
            every[person].append(fact)
    law = Law()
    for own in every.values():
        custody = [fact for fact in own if concerns(fact.body) is not None]
        theirs = [fact for fact in own if ordering(fact.body) is not None]
        if not theirs:
            continue
        one = fold_orders(theirs, left=leavings(fold_person(custody), custody))
        law.orders += one.orders
        law.isolations += one.isolations
        law.broken |= one.broken
    return law


def store(law: Law, *, people: Collection[str]) -> None:
    """Put these people's orders and isolations in the place of those stored; disputes stay as they are."""
    _write(set(people), law, {})


def _write(people: Collection[str], law: Law, settled: Mapping[UUID, str]) -> None:
    orders = [_row(order, _ORDER) for order in law.orders if order.person in people]
    isolations = [_row(one, _ISOLATION) for one in law.isolations if one.person in people]
    disputes = [
        {"fact": fact, "rule": law.broken[fact], "facility": house}
        for fact, house in settled.items()
        if fact in law.broken
    ]
    encoded = [msgspec.json.encode(part).decode() for part in (orders, isolations, disputes)]
    rows.run(
        "SELECT ledger_project_orders(%s::text[], %s::json, %s::json, %s::uuid[], %s::text[], %s::json)",
        [sorted(people), *encoded[:2], list(settled), list(FOUND), encoded[2]],
    )


def _rules(law: Law, fact: Fact) -> set[str]:
    rule = law.broken.get(fact.id)
    return set() if rule is None else {rule}


def _unlike(stored: Sequence[_Kept], folded: Sequence[_Kept]) -> list[_Kept]:
    """Rows that stand on one side only, or otherwise."""
    held, found = {row.fact: row for row in stored}, {row.fact: row for row in folded}
    gone = [row for row in stored if found.get(row.fact) != row]
    return gone + [row for row in folded if held.get(row.fact) != row]


def _row(value: Order | Isolation, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


_ORDER = ("fact", "facility", "code", "person", "basis", "days", "review_on", "start", "end")
_ISOLATION = (
    "fact", "facility", "person", "cell", "under", "basis", "ends_on", "review_on", "visits", "start", "end",
)  # fmt: skip
_KINDS = sorted(tag_of(kind) for kind in TOLD)
_READ = "SELECT * FROM ledger_ordering(%s::text[], %s::text[])"
_APPEND = (
    "SELECT * FROM ledger_append_ordering(%s, %s::int[], %s, %s, %s, %s, %s, %s,"
    " %s, %s, %s, %s, %s, %s, %s::text[], %s, %s::text[], %s::text[])"
)
_facts = msgspec.json.Decoder(list[tuple[str, frozenset[str]]])
_orders = msgspec.json.Decoder(list[tuple[UUID, str, str, str, str, int, date, datetime, datetime | None]])
_isolations = msgspec.json.Decoder(
    list[tuple[UUID, str, str, str, UUID, str, date, date, str, datetime, datetime]]
)


def _told(told: str | None, orders: str | None, isolations: str | None) -> Told:
    return Told(
        [(decode(words), rules) for words, rules in _facts.decode(told or "[]")],
        [Order(*row) for row in _orders.decode(orders or "[]")],
        [Isolation(*row) for row in _isolations.decode(isolations or "[]")],
    )
