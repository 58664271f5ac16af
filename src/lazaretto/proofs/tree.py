"""The hash tree of RFC 6962: leaves, roots, and the two proofs that an outsider asks for.

    leaf   = SHA-256(0x00 || entry)
    node   = SHA-256(0x01 || left || right)

A tree of n leaves splits at the largest power of two below n. Every hash that a proof needs belongs to a
*whole* subtree (a power of two of leaves, standing at a multiple of its width) or is made of a few of them;
so whoever can say the hash of a whole subtree can make every proof: :data:`Subtrees`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY = sha256(b"").digest()  # the root of a tree without leaves

# (height, number) → the hash of leaves number·2^height … (number + 1)·2^height − 1.
Subtrees = Callable[[int, int], bytes]


class NotProved(ValueError):
    """A proof that does not prove what it is shown for. The message says where it breaks."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry as a leaf. The prefix keeps a leaf from passing for a node."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


def whole_subtrees(start: int, end: int) -> list[tuple[int, int]]:
    """The whole subtrees, as (height, number), that cover leaves start … end − 1, from left to right."""
    found = []
    while start < end:
        height = _trailing_zeros(start) if start else end.bit_length()
        while (1 << height) > end - start:
            height -= 1
        found.append((height, start >> height))
        start += 1 << height
    return found


def range_hash(start: int, end: int, subtrees: Subtrees) -> bytes:
    """The hash of leaves start … end − 1, where they are a node of some tree. Empty: ``EMPTY``."""
    if start == end:
        return EMPTY
    *others, (height, number) = whole_subtrees(start, end)
    found = subtrees(height, number)
    for height, number in reversed(others):
        found = node_hash(subtrees(height, number), found)
    return found


def root(size: int, subtrees: Subtrees) -> bytes:
    """The root of the first ``size`` leaves."""
    return range_hash(0, size, subtrees)


def inclusion(index: int, size: int, subtrees: Subtrees) -> list[bytes]:
    """That leaf ``index`` is in the tree of ``size`` leaves: siblings from the leaf's up (RFC 6962, 2.1.1).

    Errors: ValueError for a leaf that the tree does not have.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(range_hash(middle, end, subtrees))
            end = middle
        else:
            path.append(range_hash(start, middle, subtrees))
            start = middle
    return path[::-1]


def consistency(old: int, size: int, subtrees: Subtrees) -> list[bytes]:
    """That the tree of ``size`` leaves begins with the tree of ``old`` leaves (RFC 6962, 2.1.2).

    From an empty tree to any, and from a tree to itself, the proof is empty.
    Errors: ValueError for a tree that would have to shrink.
    """
    if not 0 <= old <= size:
        raise ValueError(f"a tree of {size} leaves cannot begin with one of {old}")
    if old in (0, size):
        return []
    start, end, path, whole = 0, size, [], True
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(range_hash(middle, end, subtrees))
            end = middle
        else:
            path.append(range_hash(start, middle, subtrees))
            start, whole = middle, False
    # Where the old tree is itself a node of the new one, its root is known and need not be said.
    return ([] if whole else [range_hash(start, end, subtrees)]) + path[::-1]


def check_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root_hash: bytes) -> None:
    """Hold a leaf's hash against a root. Errors: NotProved (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        raise NotProved(f"a tree of {size} leaves has no leaf {index}")
    found = leaf
    for sibling, on_the_left in _climb(index, size - 1, path):
        found = node_hash(sibling, found) if on_the_left else node_hash(found, sibling)
    if found != root_hash:
        raise NotProved(f"leaf {index} does not lead to the root")


def check_consistency(old: int, old_root: bytes, size: int, root_hash: bytes, path: Sequence[bytes]) -> None:
    """Hold a newer root against an older one. Errors: NotProved (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= size:
        raise NotProved(f"a tree of {size} leaves cannot begin with one of {old}")
    if size == 0 and root_hash != EMPTY:
        raise NotProved("this is not the root of a tree without leaves")
    if old in (0, size):
        before = EMPTY if old == 0 else root_hash
        if path or old_root != before:
            raise NotProved(f"the tree of {old} leaves is not the one that was seen")
        return
    rest = list(path)
    number, last = old - 1, size - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    # An old tree that is a whole subtree is its own first hash.
    first = old_root if old & (old - 1) == 0 else _first(rest)
    seen, found = first, first
    for sibling, on_the_left in _climb(number, last, rest):
        if on_the_left:
            seen, found = node_hash(sibling, seen), node_hash(sibling, found)
        else:
            found = node_hash(found, sibling)
    if seen != old_root:
        raise NotProved(f"the first {old} leaves are no longer those that were seen")
    if found != root_hash:
        raise NotProved(f"the proof does not lead to the root of {size} leaves")


def _climb(number: int, last: int, path: Sequence[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each sibling on the way up from a node, and whether it stands on the left. last: the row's last node.

    Errors: NotProved where the path ends below the root or goes on above it.
    """
    for sibling in path:
        if last == 0:
            raise NotProved("the proof is longer than the tree is high")
        on_the_left = bool(number & 1) or number == last
        yield sibling, on_the_left
        while on_the_left and not number & 1 and number:
            number, last = number >> 1, last >> 1
        number, last = number >> 1, last >> 1
    if last:
        raise NotProved("the proof is shorter than the tree is high")


def _first(rest: list[bytes]) -> bytes:
    if not rest:
        raise NotProved("the proof is shorter than the tree is high")
    return rest.pop(0)


def folded(hashes: Sequence[bytes]) -> list[bytes]:
    """A row of whole subtrees, one height up. A last one without a neighbour is left out."""
    return [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes) - 1, 2)]


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over these leaf hashes, all of them at hand."""
    rows = [list(leaves)]
    size = len(rows[0])
    while len(rows[-1]) > 1:
        rows.append(folded(rows[-1]))
    return root(size, lambda height, number: rows[height][number])


def _split(width: int) -> int:
    """The largest power of two below a width of two or more."""
    return 1 << ((width - 1).bit_length() - 1)


def _trailing_zeros(number: int) -> int:
    return (number & -number).bit_length() - 1
