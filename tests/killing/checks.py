"""What must hold after every kill, and what must hold at the end of a season. A breach is a sentence."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from lazaretto.actions.check_log import check_log
from lazaretto.ledger.publishing import reading
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.proofs.checkpoints import Checkpoint, open_checkpoint
from lazaretto.proofs.notes import Verifier
from lazaretto.proofs.tiles import Reader
from lazaretto.proofs.tree import NotProved, check_consistency, consistency

_GAPS = """
    SELECT h.facility FROM ledger_head h WHERE h.position <>
        (SELECT count(*) FROM ledger_fact f WHERE f.facility = h.facility)
        OR h.position <>
        (SELECT coalesce(max(f.position), 0) FROM ledger_fact f WHERE f.facility = h.facility)
"""


@dataclass
class Looking:
    """An eye on one database and one log folder, through no program of the house."""

    url: str
    folder: Path
    log: Verifier
    before: Checkpoint | None = None

    def after_a_kill(self, acknowledged: Set[UUID]) -> Iterator[str]:
        """Nothing acknowledged is lost, no house has a gap, the log goes on from the one seen before."""
        with psycopg.connect(self.url) as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            connection.execute("SELECT set_config('lazaretto.facilities', '*', true)")
            standing = {row[0] for row in connection.execute("SELECT id FROM ledger_fact")}
            gaps = [row[0] for row in connection.execute(_GAPS)]
        lost = acknowledged - standing
        if lost:
            yield f"{len(lost)} acknowledged facts are lost, {min(lost)} first"
        if gaps:
            yield f"the positions of {gaps} are not 1, 2, 3 …"
        yield from self._log()

    def _log(self) -> Iterator[str]:
        data = reading(self.folder)("checkpoint")
        if data is None:
            if self.before is not None:
                yield "the checkpoint is gone"
            return
        now = open_checkpoint(data.decode(), self.log).checkpoint
        if self.before is not None:
            if now.size < self.before.size:
                yield f"the log was rolled back from {self.before.size} to {now.size}"
            elif self.before.size:
                try:
                    subtrees = Reader(now.size, reading(self.folder))
                    path = consistency(self.before.size, now.size, subtrees)
                    check_consistency(self.before.size, self.before.root, now.size, now.root, path)
                except (NotProved, ValueError) as wrong:
                    yield f"the log does not continue the one of {self.before.size} entries: {wrong}"
        self.before = now

    def at_the_end(self, acknowledged: Set[UUID], *, founding: int) -> Iterator[str]:
        """With nobody writing: each statement is one fact, registers and log agree with the facts."""
        yield from self.after_a_kill(acknowledged)
        rebuilt = rebuild()
        if rebuilt.facts != len(acknowledged) + founding:
            yield f"{rebuilt.facts} facts stand, {len(acknowledged)} + {founding} were stated"
        if rebuilt.differences:
            yield f"registers differ: {rebuilt.differences[:3]}"
        found = check_log(self.folder, self.log)
        if found.entries != rebuilt.facts:
            yield f"{found.entries} entries for {rebuilt.facts} facts"
        yield from (f"log: {fault}" for fault in found.faults[:3])
        yield from (f"tables: {one}" for one in found.strange[:3])
