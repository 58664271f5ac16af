"""One hash for all that a node holds, in whatever order it came: nodes that hold the same agree.

A log's root says in which order a node came to hold what it holds, and differs from node to node. This is the
root of RFC 6962 over the commitments in ascending order, each once.
"""

from collections.abc import Iterable

from lazaretto.proofs.tree import EMPTY, leaf_hash, root_of


def set_root(commitments: Iterable[bytes]) -> bytes:
    """The root over a set of commitments, of 32 bytes each. Without any: ``EMPTY``."""
    leaves = [leaf_hash(commitment) for commitment in sorted(set(commitments))]
    return root_of(leaves) if leaves else EMPTY
