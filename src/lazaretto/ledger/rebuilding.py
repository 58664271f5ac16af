"""The projection computed anew from the facts alone, and every row in which the stored one differs.

Also looks whether each leaf still commits to its words, whether a position is missing, and whether
words or mentions stand without their fact. Nothing can be appended meanwhile: the heads are locked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from lazaretto.access.scope import everywhere
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.commitment import leaf
from lazaretto.facts.encoding import decode
from lazaretto.facts.fact import Fact, tag_of
from lazaretto.facts.mentions import persons
from lazaretto.ledger import rows, scanning
from lazaretto.ledger.ordering import law_of
from lazaretto.registers.orders import Law, ordering
from lazaretto.registers.stays import Capacity, Stay, clock_rule, concerns, project


class Difference(NamedTuple):
    """A row that is not what the facts come to. ``stored`` or ``expected`` is empty where there is none."""

    table: str
    key: str
    stored: str
    expected: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was counted, and what differs (nothing, unless somebody touched the tables)."""

    facts: int
    erased: int
    stays: int
    disputes: int
    differences: tuple[Difference, ...]


@dataclass(slots=True)
class _Gathered:
    """What one pass over the facts leaves behind."""

    facts: int = 0
    erased: int = 0
    people: dict[str, list[Fact]] = field(default_factory=dict)
    orders: dict[str, list[Fact]] = field(default_factory=dict)
    capacities: dict[str, list[Capacity]] = field(default_factory=dict)
    disputes: set[tuple[UUID, str]] = field(default_factory=set)
    mentions: set[tuple[str, str, UUID]] = field(default_factory=set)
    facilities: dict[UUID, str] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)


def rebuild(*, restore: bool = False) -> Rebuilt:
    """Compute everything anew and compare; with ``restore`` put the projection right."""
    with everywhere("rebuild"):
        scanning.hold_still()
        found = _Gathered()
        replaced, again = scanning.replaced()
        doubled = scanning.doubled()
        for facility, position in rows.heads().items():
            _walk(found, facility, position, replaced=replaced, again=again, doubled=doubled)
        stays, broken = project(found.people, found.capacities)
        law = _law(found)
        found.disputes |= {(fact, rule) for fact, rule in (*broken.items(), *law.broken.items())}
        found.differences += _compare(found, stays, law)
        if restore:
            scanning.restore(stays=stays, capacities=found.capacities, disputes=_placed(found), law=law)
    return Rebuilt(
        found.facts, found.erased, len(stays), len(found.disputes), tuple(sorted(found.differences))
    )


def _walk(
    found: _Gathered, facility: str, head: int, *, replaced: set[UUID], again: set[UUID],
    doubled: Mapping[UUID, scanning.Doubled],
) -> None:  # fmt: skip
    """One facility's facts in order: check the chain of positions and the leaves, gather the rest."""
    expected = 1
    for line in scanning.lines(facility):
        if line.position != expected:
            found.differences.append(Difference("head", facility, f"position {line.position}", str(expected)))
        expected = line.position + 1
        found.facts += 1
        found.facilities[line.id] = facility
        if line.canonical is None or line.salt is None:
            found.erased += 1
            if not line.erased:
                found.differences.append(Difference("payload", str(line.id), "", "words or an erasure"))
            continue
        if leaf(line.canonical, salt=line.salt) != line.leaf:
            found.differences.append(Difference("fact", str(line.id), line.leaf.hex(), "another leaf"))
        other = doubled.get(line.id)
        fact = decode(line.canonical)
        found.mentions.update((person, tag_of(fact.body), fact.id) for person in persons(fact.body))
        if line.id in replaced:
            continue
        if other is not None and other.otherwise:
            found.disputes.add((line.id, "said_otherwise"))
        if line.id in again:
            found.disputes.add((line.id, "already_corrected"))
        if other is None or not other.otherwise:
            _gather(found, fact if other is None else other.first(fact, line.leaf))
    if expected != head + 1:
        found.differences.append(Difference("head", facility, str(head), str(expected - 1)))


def _gather(found: _Gathered, fact: Fact) -> None:
    """Take in a fact that counts."""
    person = concerns(fact.body)
    if person is not None:
        found.people.setdefault(person, []).append(fact)
    if (subject := ordering(fact.body)) is not None:
        found.orders.setdefault(subject, []).append(fact)
    if person is None and (rule := clock_rule(fact)) is not None:
        found.disputes.add((fact.id, rule))
    if isinstance(fact.body, PlaceEstablished):
        told = Capacity(fact.occurred, fact.recorded, fact.id, fact.body.capacity)
        found.capacities.setdefault(fact.body.established, []).append(told)


def _law(found: _Gathered) -> Law:
    """Orders and isolations of everybody of whom an order was ever stated."""
    told = [fact for person, own in found.orders.items() for fact in (*own, *found.people.get(person, ()))]
    return law_of({fact.id: fact for fact in told}.values(), people=found.orders)


def _compare(found: _Gathered, stays: list[Stay], law: Law) -> Iterator[Difference]:
    capacities = {told.fact: (cell, told) for cell, every in found.capacities.items() for told in every}
    yield from _differing("stay", {s.fact: s for s in scanning.stays()}, {s.fact: s for s in stays})
    yield from _differing("order", {o.fact: o for o in scanning.orders()}, {o.fact: o for o in law.orders})
    yield from _differing(
        "isolation", {i.fact: i for i in scanning.isolations()}, {i.fact: i for i in law.isolations}
    )
    yield from _differing("capacity", scanning.capacities(), capacities)
    yield from _differing(
        "dispute", dict.fromkeys(scanning.disputes(), ""), dict.fromkeys(found.disputes, "")
    )
    yield from _differing(
        "mention", dict.fromkeys(scanning.mentions(), ""), dict.fromkeys(found.mentions, "")
    )
    for fact in scanning.strays():
        yield Difference("payload", str(fact), "words without a fact", "")


def _differing(
    table: str, stored: Mapping[Any, object], expected: Mapping[Any, object]
) -> Iterator[Difference]:
    for key in stored.keys() | expected.keys():
        if stored.get(key) != expected.get(key):
            yield Difference(
                table, str(key), str(stored.get(key, "")) if key in stored else "none",
                str(expected.get(key, "")) if key in expected else "none",
            )  # fmt: skip


def _placed(found: _Gathered) -> list[tuple[UUID, str, str]]:
    return [(fact, rule, found.facilities[fact]) for fact, rule in sorted(found.disputes)]
