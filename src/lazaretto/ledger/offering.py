"""What a node tells another beside the entries of its log: what else it holds under the ids of its facts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from lazaretto.ledger import rows
from lazaretto.ledger.received import Forgotten, Received


def doubled(since: datetime | None = None) -> Sequence[Received]:
    """What else is held under ids that are known by another commitment, noted here from an instant on.

    It has no entry of its own: the log says of each id what came first. Under the caller's scope.
    """
    return [_received(row) for row in rows.run(_DOUBLES, [since, since])]


_DOUBLES = """
    SELECT d.node, d.canonical, d.salt, f.id, d.facility, f.kind, f.occurred, d.recorded, f.actor, f.device,
           f.place, f.skew, d.replaces, d.leaf, x.rule, x.erased, x.actor
    FROM ledger_double d JOIN ledger_fact f ON f.id = d.fact LEFT JOIN ledger_erasure x ON x.fact = d.fact
    WHERE %s::timestamptz IS NULL OR d.received >= %s ORDER BY d.received, d.fact, d.leaf
"""


def _received(row: Sequence[Any]) -> Received:
    node, canonical, salt, *envelope = row
    if canonical is not None:
        return Received(node=node, canonical=bytes(canonical), salt=bytes(salt))
    left = Forgotten(**dict(zip(Forgotten.__struct_fields__, envelope, strict=True)))
    return Received(node=node, forgotten=msgspec.structs.replace(left, leaf=bytes(left.leaf)))
