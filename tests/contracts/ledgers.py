"""The two ledgers behind one face, for suites that both must pass."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.facts.fact import Fact
from lazaretto.ledger import appending, reading, scanning
from lazaretto.ledger.receipts import Receipt
from lazaretto.registers.orders import Isolation, Order
from lazaretto.registers.stays import Stay


class Ledger(Protocol):
    """What a ledger can be asked."""

    def append(self, facts: Sequence[Fact]) -> list[Receipt]: ...

    def stays(self) -> dict[UUID, Stay]: ...

    def disputes(self) -> dict[UUID, tuple[str, ...]]: ...

    def orders(self) -> dict[UUID, Order]: ...

    def isolations(self) -> dict[UUID, Isolation]: ...


class StoredLedger:
    """The PostgreSQL ledger, under the everywhere scope."""

    def append(self, facts: Sequence[Fact]) -> list[Receipt]:
        with scoped(Scope(everywhere=True)):
            return appending.append(facts)

    def stays(self) -> dict[UUID, Stay]:
        with scoped(Scope(everywhere=True)):
            return {stay.fact: stay for stay in scanning.stays()}

    def disputes(self) -> dict[UUID, tuple[str, ...]]:
        with scoped(Scope(everywhere=True)):
            return reading.disputes()

    def orders(self) -> dict[UUID, Order]:
        with scoped(Scope(everywhere=True)):
            return {order.fact: order for order in scanning.orders()}

    def isolations(self) -> dict[UUID, Isolation]:
        with scoped(Scope(everywhere=True)):
            return {isolation.fact: isolation for isolation in scanning.isolations()}


def say(ledger: Ledger, *facts: Fact) -> list[tuple[str, tuple[str, ...]]]:
    """What became of each fact, said one after the other."""
    return [(r.outcome, r.rules) for told in facts for r in ledger.append([told])]
