"""The whole record in memory, kept up with the tables: what boards and assessments read.

Every facility's positions have no gap and become visible in order, so *all after the last one I
have* never misses a fact that another transaction had not yet committed.
"""

import threading
from collections.abc import Iterable, Mapping
from uuid import UUID

from lazaretto.access.scope import everywhere
from lazaretto.facts.encoding import decode
from lazaretto.facts.fact import Fact
from lazaretto.ledger import rows
from lazaretto.obligations.tallying import Tallied, Tallies
from lazaretto.registers.events import Columns
from lazaretto.registers.record import NOTHING, Came, Record


class SharedRecord(Record):
    """A record that many threads read while one appends. Standings are snapshots."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()
        self._tallies = Tallies()

    def append(self, facts: Iterable[Fact], *, came: Mapping[UUID, Came] = NOTHING) -> None:
        """Take in facts, and sort them in before anybody reads."""
        with self._lock:
            super().append(facts, came=came)
            super().columns()
            self._tallies.follow(self)

    def tallied(self, round_: str, facility: str, *, facts: int) -> Tallied | None:
        """The coverage kept of a round when this record held so many facts; None of any other time."""
        with self._lock:
            return self._tallies.of(self, round_, facility) if self._tallies.taken == facts else None

    def columns(self) -> dict[str, Columns]:
        """All events by name; never seen half appended."""
        with self._lock:
            return super().columns()


class Tail:
    """A record and how far into each facility's order it has come."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begin()

    def live(self) -> Record:
        """The record, caught up with what is committed. One short query when nothing is new.

        An erasure, a second statement under a known id, or another history under the same positions (a
        restored backup) begins it anew.
        """
        with self._lock:
            state = rows.state()
            if state != self._state:
                self._catch_up(state)
            return self._record

    @property
    def so_far(self) -> tuple[Record, int]:
        """The record as it was when somebody last caught up, and how many facts it held. No query."""
        record = self._record
        return record, len(record.facts)

    @property
    def taken(self) -> int:
        """How many facts have been taken in."""
        return self._state[0]

    def _begin(self) -> None:
        self._record = SharedRecord()
        self._state: tuple[int, int, int] = (0, 0, 0)
        self._heads: dict[str, tuple[int, bytes]] = {}

    def _catch_up(self, state: tuple[int, int, int]) -> None:
        with everywhere("the record in memory"):
            if state[2] != self._state[2] or not rows.continues(self._heads):
                self._begin()
                if state[2]:
                    self._record.note_erased(rows.erased())
                    self._record.note_gone(rows.gone())
            facts: list[Fact] = []
            came: dict[UUID, Came] = {}
            for facility, position in rows.heads().items():
                self._follow(facility, position, facts, came)
        self._record.append(facts, came=came)
        self._state = state

    def _follow(self, facility: str, position: int, facts: list[Fact], came: dict[UUID, Came]) -> None:
        """Add the facts of one facility after the last one held, up to a position."""
        held = self._heads.get(facility, (0, b""))[0]
        if position <= held:
            return
        found = rows.following(facility, after=held, until=position)
        if found:
            self._heads[facility] = found[-1][:2]
        for one in found:
            if one.words is None:
                continue
            fact = decode(one.words)
            facts.append(fact)
            if one.received is not None:
                came[fact.id] = Came(one.node, one.received)


_tail = Tail()


def live() -> Record:
    """This process's record, caught up with the ledger."""
    return _tail.live()


def so_far() -> tuple[Record, int]:
    """This process's record as it was last caught up, and how many facts it held; asks the tables nothing."""
    return _tail.so_far


def behind() -> int:
    """How many facts the tables hold that this process has not yet read."""
    return max(0, rows.state()[0] - _tail.taken)
