"""A log that grows: the subtrees of the longer tree, from those of the shorter one and the new leaves.

Only what is new is hashed. The old tree is held against the root that was signed before, so that a log never
signs on top of tiles that somebody changed.
"""

from collections.abc import Sequence

from lazaretto.proofs.tree import NotProved, Subtrees, node_hash, root


def grown_tree(old: int, old_root: bytes, subtrees: Subtrees, new: Sequence[bytes]) -> Subtrees:
    """The subtrees of a tree of ``old + len(new)`` leaves. subtrees: of the old one, as stored.

    Errors: NotProved where what is stored is not what was signed.
    """
    if root(old, subtrees) != old_root:
        raise NotProved(f"the stored tree of {old} leaves is not the one that was signed")
    size = old + len(new)
    made: dict[tuple[int, int], bytes] = {(0, old + at): leaf for at, leaf in enumerate(new)}

    def subtree(height: int, number: int) -> bytes:
        found = made.get((height, number))
        return subtrees(height, number) if found is None else found

    height, first = 0, old
    while size >> (height + 1):
        # The leftmost pair that holds anything new; its left half may be old.
        first >>= 1
        for number in range(first, size >> (height + 1)):
            made[height + 1, number] = node_hash(subtree(height, 2 * number), subtree(height, 2 * number + 1))
        height += 1
    return subtree
