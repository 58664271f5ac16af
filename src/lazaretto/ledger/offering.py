"""What a node tells another beside the entries of its log: what else it holds under the ids of its facts."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from lazaretto.ledger import rows
from lazaretto.ledger.received import Forgotten, Received


class After(NamedTuple):
    """Behind which words beside the log to go on: when they came here, of which fact, which commitment.

    In words (``str``) for another node, which gives them back as they are.
    """

    received: datetime
    fact: UUID
    leaf: bytes

    def __str__(self) -> str:
        at = self.received.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return f"{at}_{self.fact}_{self.leaf.hex()}"

    @classmethod
    def read(cls, written: str) -> "After":
        """The place that these words say. Errors: ValueError."""
        at, fact, leaf = written.split("_")
        received = datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
        return cls(received, UUID(fact), bytes.fromhex(leaf))


def doubled(
    since: datetime | None = None, *, after: After | None = None, most: int | None = None
) -> Sequence[tuple[After, Received]]:
    """What else is held under ids that are known by another commitment, noted here from an instant on.

    Each with its place in this order; behind one of them, and at most so many. It has no entry of its own:
    the log says of each id what came first. Under the caller's scope.
    """
    given = [since, since, after is None, *(after or (None, None, None)), most]
    return [_received(row) for row in rows.run(_DOUBLES, given)]


_DOUBLES = """
    SELECT d.received, d.node, d.canonical, d.salt, f.id, d.facility, f.kind, f.occurred, d.recorded, f.actor,
           f.device, f.place, f.skew, d.replaces, d.leaf, x.rule, x.erased, x.actor
    FROM ledger_double d JOIN ledger_fact f ON f.id = d.fact LEFT JOIN ledger_erasure x ON x.fact = d.fact
    WHERE (%s::timestamptz IS NULL OR d.received >= %s)
      AND (%s OR (d.received, d.fact, d.leaf) > (%s::timestamptz, %s::uuid, %s::bytea))
    ORDER BY d.received, d.fact, d.leaf LIMIT %s
"""


def _received(row: Sequence[Any]) -> tuple[After, Received]:
    received, node, canonical, salt, *envelope = row
    left = Forgotten(**dict(zip(Forgotten.__struct_fields__, envelope, strict=True)))
    left = msgspec.structs.replace(left, leaf=bytes(left.leaf))
    place = After(received, left.id, left.leaf)
    if canonical is not None:
        return place, Received(node=node, canonical=bytes(canonical), salt=bytes(salt))
    return place, Received(node=node, forgotten=left)
