"""Several nodes in one process: a database and a name each; whoever is *at* one speaks to its tables."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings
from psycopg import sql as words

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.ledger import offering, scanning
from lazaretto.ledger.reading import disputes
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.received import Forgotten, Received
from lazaretto.ledger.receiving import receive
from lazaretto.ledger.uniting import Held, held
from lazaretto.registers.orders import Isolation, Order
from lazaretto.registers.stays import Capacity, Stay
from tests.database.sql import sql

EVERYWHERE = Scope(everywhere=True)


@dataclass(frozen=True, slots=True)
class Projected:
    """What a node's tables come to; equal where the facts are, whatever came to it in which order."""

    held: Held
    stays: dict[UUID, Stay]
    orders: dict[UUID, Order]
    isolations: dict[UUID, Isolation]
    capacities: dict[UUID, tuple[str, Capacity]]
    disputes: dict[UUID, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Node:
    """An installation. at: who is within speaks to its database, under its name."""

    name: str
    database: BaseDatabaseWrapper

    @contextmanager
    def at(self) -> Iterator[None]:
        before = connections["default"]
        connections["default"] = self.database
        try:
            with override_settings(NODE=self.name), scoped(EVERYWHERE):
                yield
        finally:
            connections["default"] = before

    def offers(self) -> list[Received]:
        """Everything that it holds, as it gives it to others, in the order in which it came."""
        with self.at():
            kept = [
                Received(node=node, canonical=bytes(said), salt=bytes(salt))
                for node, said, salt in sql(
                    "SELECT f.node, p.canonical, p.salt FROM ledger_fact f JOIN ledger_payload p"
                    " ON p.fact = f.id ORDER BY f.sequence"
                )
            ]
            return [*kept, *_forgotten(), *(said for _, said in offering.doubled())]

    def takes(self, facts: Sequence[Received], now: datetime) -> list[Receipt]:
        with self.at():
            return receive(facts, now=now)

    def projected(self) -> Projected:
        with self.at():
            return Projected(
                held(), {stay.fact: stay for stay in scanning.stays()},
                {order.fact: order for order in scanning.orders()},
                {one.fact: one for one in scanning.isolations()}, scanning.capacities(), disputes(),
            )  # fmt: skip

    def differs(self) -> tuple[object, ...]:
        """What in its tables is not what its facts come to."""
        with self.at():
            return rebuild().differences


def _forgotten() -> list[Received]:
    """What was erased, as another node is told of it."""
    query = """
        SELECT f.node, f.id, f.facility, f.kind, f.occurred, f.recorded, f.actor, f.device, f.place, f.skew,
               f.replaces, f.leaf, x.rule, x.erased, x.actor
        FROM ledger_erasure x JOIN ledger_fact f ON f.id = x.fact ORDER BY f.sequence
    """
    return [
        Received(node=node, forgotten=Forgotten(**dict(zip(Forgotten.__struct_fields__, left, strict=True))))
        for node, *left in sql(query)
    ]


@contextmanager
def nodes(*names: str) -> Iterator[list[Node]]:
    """Nodes with a database each, made after the one that Django talks to; gone with the block."""
    template = str(connection.settings_dict["NAME"])
    made: list[Node] = []
    try:
        for name in names:
            with _aside() as run:
                run(_statement("DROP DATABASE IF EXISTS {}", f"{template}_{name}"))
                run(_statement("CREATE DATABASE {} TEMPLATE {}", f"{template}_{name}", template))
            database = connections.create_connection("default")
            database.settings_dict = connections["default"].settings_dict | {"NAME": f"{template}_{name}"}
            made.append(Node(name, database))
        yield made
    finally:
        for node in made:
            node.database.close()
            with _aside() as run:
                run(_statement("DROP DATABASE {}", f"{template}_{node.name}"))


@contextmanager
def undone(every: Sequence[Node]) -> Iterator[None]:
    """Whatever is done at the nodes within is taken back."""
    with ExitStack() as stack:
        for node in every:
            before = connections["default"]
            connections["default"] = node.database
            try:
                block = transaction.atomic()
                block.__enter__()
            finally:
                connections["default"] = before
            stack.callback(_take_back, node, block)
        yield


def _take_back(node: Node, block: transaction.Atomic) -> None:
    before = connections["default"]
    connections["default"] = node.database
    try:
        transaction.set_rollback(True)
        block.__exit__(None, None, None)
    finally:
        connections["default"] = before


@contextmanager
def _aside() -> Iterator[Callable[[words.Composed], None]]:
    """Statements to the server beside any database that is in use. Django's own connection is closed."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = "postgres"
    try:
        connection.ensure_connection()

        def run(statement: words.Composed) -> None:
            connection.connection.execute(statement)

        yield run
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _statement(text: str, *names: str) -> words.Composed:
    return words.SQL(text).format(*map(words.Identifier, names))
