"""Replay a city: append facts that carry their own times, in recorded order, and nothing else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lazaretto.access.actor import Scope
from lazaretto.facts.fact import Fact
from lazaretto.ledger.appending import append
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.transacting import written

BATCH = 1_000
_EVERYWHERE = Scope(everywhere=True)


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many facts were appended now, how many stood already; receipts of the disputed and refused."""

    appended: int
    duplicates: int
    contradicting: tuple[Receipt, ...]


def replay_city(facts: Iterable[Fact], *, progress: Callable[[int], None]) -> Replayed:
    """Append facts batch by batch, one transaction each; ``progress`` gets the number done so far.

    Broken off and begun again it goes on where it was: what stands already is a duplicate.
    """
    done = appended = duplicates = 0
    contradicting: list[Receipt] = []
    for batch in _batches(iter(facts)):
        receipts = _appended(batch)
        done += len(batch)
        duplicates += sum(receipt.outcome == "duplicate" for receipt in receipts)
        contradicting += [r for r in receipts if r.outcome not in ("accepted", "duplicate")]
        appended += sum(receipt.outcome in ("accepted", "disputed") for receipt in receipts)
        progress(done)
    return Replayed(appended, duplicates, tuple(contradicting))


def _appended(batch: list[Fact]) -> list[Receipt]:
    return written(lambda: append(batch), scope=_EVERYWHERE)


def _batches(facts: Iterator[Fact]) -> Iterator[list[Fact]]:
    while batch := list(islice(facts, BATCH)):
        yield batch
