"""What is owed, as columns, and single obligations and findings as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from hashlib import sha256
from typing import Literal
from uuid import UUID

import numpy as np

from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Clause, Slot
from lazaretto.registers.events import Flags, Ints

FindingKind = Literal["missed", "late", "disputed", "breach", "problem"]


class Status(IntEnum):
    """How an obligation stands. LATE: answered after it was due, or overdue and still answerable."""

    OPEN = 0
    MET = 1
    LATE = 2
    MISSED = 3
    EXCUSED = 4
    DISPUTED = 5


@dataclass(frozen=True, slots=True)
class Block:
    """Obligations of one clause as equally long columns (constants are broadcast, not stored).

    key: who or what owes an answer. opens, due, missed_at: seconds; an answer in ``[opens, due)``
    meets, in ``[due, missed_at)`` is late. trigger: the fact that called for it, or -1.
    lifted: when another event took the duty away (FOREVER: never).
    """

    force: InForce
    clause: Clause
    slot: Slot | None
    key: Ints
    facility: Ints
    opens: Ints
    due: Ints
    missed_at: Ints
    trigger: Ints
    lifted: Ints
    scope: Ints  # coverage: the round's key; else -1

    def __len__(self) -> int:
        return len(self.key)

    def where(self, choice: Flags) -> "Block":
        """The chosen rows."""
        columns = {name: getattr(self, name)[choice] for name in COLUMNS}
        return Block(force=self.force, clause=self.clause, slot=self.slot, **columns)


COLUMNS = ("key", "facility", "opens", "due", "missed_at", "trigger", "lifted", "scope")


@dataclass(frozen=True, slots=True)
class Judged:
    """A block with how each row stands. status: :class:`Status`; answer: the answering fact, or -1."""

    block: Block
    status: np.ndarray[tuple[int], np.dtype[np.int8]]
    answer: Ints


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing owed by one subject, and how it stands. ``id`` is the same whenever it is asked for."""

    id: UUID
    clause: str
    document: str
    version: str
    facility: str
    subject: str
    slot: str | None
    opens: datetime
    due: datetime
    missed_at: datetime
    status: Status
    trigger: UUID | None
    answer: UUID | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that needs a person: a missed or late obligation, a breach, a contradiction.

    ``rule`` is the clause, or for ``problem`` the rule of ``registers.problems``.
    """

    id: UUID
    kind: FindingKind
    rule: str
    facility: str
    subject: str
    at: datetime
    facts: tuple[UUID, ...]
    slot: str | None = None
    document: str = ""  # of the clause; empty for a contradiction
    version: str = ""


def identity(*parts: str) -> UUID:
    """A lasting id from what makes an obligation itself: clause, subject, trigger, period."""
    value = int.from_bytes(sha256("\x1f".join(parts).encode()).digest()[:16], "big")
    value = value & ~(0xF << 76) | (0x8 << 76)  # version 8 and its variant: RFC 9562; Python 3.11 stops at 5
    return UUID(int=value & ~(0x3 << 62) | (0x2 << 62))


def constant(value: int, count: int) -> Ints:
    """A column of one value that takes no memory."""
    return np.broadcast_to(np.int64(value), (count,))
