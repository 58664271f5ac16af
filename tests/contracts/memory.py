"""A ledger in memory: everything folded from scratch after each fact, nothing stored but the facts.

It is the plain reading of the rules; the PostgreSQL ledger must come to the same by its short cuts.
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import PlaceRequested
from lazaretto.facts.encoding import places_of, same_statement
from lazaretto.facts.fact import Fact
from lazaretto.facts.places import facility_of
from lazaretto.facts.quarantine import IsolationOrdered
from lazaretto.facts.record import Retracted
from lazaretto.ledger.receipts import Receipt
from lazaretto.registers.orders import Isolation, Law, Order, fold_orders, leavings, ordering, stated
from lazaretto.registers.stays import Capacity, Stay, clock_rule, concerns, fold_person, project


class MemoryLedger:
    """Facts in the order of appending."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []

    def append(self, facts: Sequence[Fact]) -> list[Receipt]:
        """Append one by one."""
        return [self._append(fact) for fact in facts]

    def stays(self) -> dict[UUID, Stay]:
        """All stays by their fact."""
        return {stay.fact: stay for stay in self._projected()[0]}

    def disputes(self) -> dict[UUID, tuple[str, ...]]:
        """All disputed facts with their rules."""
        return {fact: tuple(sorted(rules)) for fact, rules in self._projected()[1].items()}

    def orders(self) -> dict[UUID, Order]:
        """All orders by their fact."""
        return {order.fact: order for order in self._law().orders}

    def isolations(self) -> dict[UUID, Isolation]:
        """All isolations by their fact."""
        return {isolation.fact: isolation for isolation in self._law().isolations}

    def _append(self, fact: Fact) -> Receipt:
        for held in self.facts:
            if held.id == fact.id:
                same = same_statement(msgspec.structs.replace(fact, skew=held.skew), held)
                return Receipt(fact.id, "duplicate" if same else "refused", () if same else ("id_taken",))
        refusal = self._refusal(fact)
        if refusal is not None:
            return Receipt(fact.id, "refused", (refusal,))
        before = self.disputes() if isinstance(fact.body, PlaceRequested) else {}
        self.facts.append(fact)
        after = self.disputes()
        rules = after.get(fact.id, ())
        if isinstance(fact.body, PlaceRequested) and not rules:
            rules = self._displacing(fact, fact.body.person, before, after)
        if rules and isinstance(fact.body, PlaceRequested | IsolationOrdered):
            self.facts.pop()
            return Receipt(fact.id, "refused", rules)
        position = sum(held.facility == fact.facility for held in self.facts)
        return Receipt(fact.id, "disputed" if rules else "accepted", rules, position)

    def _displacing(
        self, fact: Fact, person: str, before: dict[UUID, tuple[str, ...]], after: dict[UUID, tuple[str, ...]]
    ) -> tuple[str, ...]:
        """The rule by which a request is refused that would take back what was granted before it."""
        worse = {
            one for one, rules in after.items() if set(rules) - set(before.get(one, ())) and one != fact.id
        }
        whose = {concerns(held.body) for held in self.facts if held.id in worse}
        return () if not whose else ("already_reserved",) if person in whose else ("cell_full",)

    def _refusal(self, fact: Fact) -> str | None:
        if any(place is not None and facility_of(place) != fact.facility for place in places_of(fact.body)):
            return "place_elsewhere"
        if fact.body.request and clock_rule(fact):
            return "in_the_future"
        lacking = stated(fact)
        if lacking is not None:
            return lacking
        replaced = _replaces(fact)
        if replaced is None:
            return None
        old = next((held for held in self.facts if held.id == replaced), None)
        if old is None:
            return "corrects_unknown"
        return None if old.facility == fact.facility else "corrects_elsewhere"

    def _projected(self) -> tuple[list[Stay], dict[UUID, set[str]]]:
        gone: set[UUID] = set()
        broken: dict[UUID, set[str]] = {}
        houses = {fact.id: fact.facility for fact in self.facts}
        for fact in sorted(self.facts, key=lambda fact: (fact.recorded, fact.id)):
            replaced = _replaces(fact)
            if replaced is not None and houses.get(replaced, fact.facility) != fact.facility:
                continue  # of another house: it has no force
            if replaced in gone:
                broken.setdefault(fact.id, set()).add("already_corrected")
            if replaced is not None:
                gone.add(replaced)
        people: dict[str, list[Fact]] = {}
        capacities: dict[str, list[Capacity]] = {}
        for fact in self.facts:
            if fact.id in gone:
                continue
            person = concerns(fact.body)
            rule = clock_rule(fact)
            if person is not None:
                people.setdefault(person, []).append(fact)
            elif rule is not None:
                broken.setdefault(fact.id, set()).add(rule)
            if isinstance(fact.body, PlaceEstablished):
                told = Capacity(fact.occurred, fact.recorded, fact.id, fact.body.capacity)
                capacities.setdefault(fact.body.established, []).append(told)
        stays, rules = project(people, capacities)
        for fact_id, custody_rule in rules.items():
            broken.setdefault(fact_id, set()).add(custody_rule)
        for fact_id, order_rule in self._law().broken.items():
            broken.setdefault(fact_id, set()).add(order_rule)
        return stays, {fact: rules for fact, rules in broken.items() if fact not in gone}

    def _law(self) -> Law:
        """Orders and isolations of everybody, person by person."""
        houses = {fact.id: fact.facility for fact in self.facts}
        gone = {
            _replaces(fact)
            for fact in self.facts
            if houses.get(_replaces(fact) or fact.id, fact.facility) == fact.facility
        }
        standing = [fact for fact in self.facts if fact.id not in gone]
        law = Law()
        for person in sorted({who for fact in standing if (who := ordering(fact.body)) is not None}):
            held = [fact for fact in standing if concerns(fact.body) == person]
            told = [fact for fact in standing if ordering(fact.body) == person]
            one = fold_orders(told, left=leavings(fold_person(held), held))
            law.orders += one.orders
            law.isolations += one.isolations
            law.broken |= one.broken
        return law


def _replaces(fact: Fact) -> UUID | None:
    return fact.body.fact if isinstance(fact.body, Retracted) else fact.corrects
