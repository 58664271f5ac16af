"""What this node holds as a set, for comparing it with another node: how much, and one hash of all of it."""

from collections.abc import Collection
from typing import NamedTuple

from lazaretto.ledger import rows
from lazaretto.proofs.uniting import set_root


class Held(NamedTuple):
    """commitments: how many. root: over all of them (``proofs.uniting``)."""

    commitments: int
    root: bytes


def held(facilities: Collection[str] | None = None) -> Held:
    """All that this node holds of facilities (None: of all in the caller's scope).

    What was erased counts by its commitment, and two commitments under one id are two.
    """
    houses = None if facilities is None else list(facilities)
    leaves = [bytes(leaf) for (leaf,) in rows.run(_LEAVES, [houses] * 4)]
    return Held(len(leaves), set_root(leaves))


_LEAVES = """
    SELECT leaf FROM ledger_fact WHERE %s::text[] IS NULL OR facility = ANY (%s)
    UNION SELECT leaf FROM ledger_double WHERE %s::text[] IS NULL OR facility = ANY (%s)
"""
