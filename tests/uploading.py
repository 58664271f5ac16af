"""Rows of a station's queue for tests that go past every edge: one that was recorded, one that was not."""

from hashlib import sha256
from uuid import UUID

from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.uploading import Sent, held_back, keep, settle
from tests.stating import moment


def sent(sequence: int, words: bytes = b"{}") -> Sent:
    """A row of a queue."""
    return Sent(sequence, f"nonce-{sequence:06}", sha256(words).digest(), words)


def uploaded(house: str, *, fact: UUID) -> None:
    """A station of a house has sent a row that is a fact, and one that was held back and put aside."""
    rows = [(sent(1), Receipt(fact, "accepted")), (sent(3), Receipt(None, "malformed", ("malformed",)))]
    keep(rows, facility=house, device=f"{house}/gate-1", queue="queue-one", now=moment("03-15 08:00"))
    (held,) = held_back(house)
    settle(held, how="dismissed", reason="a test", fact=None, actor="QZ0007", now=moment("03-15 09:00"))
