"""The hash tree against the vectors of Certificate Transparency, and its proofs against any tree."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.proofs.tree import (
    EMPTY,
    NotProved,
    check_consistency,
    check_inclusion,
    consistency,
    folded,
    inclusion,
    leaf_hash,
    node_hash,
    range_hash,
    root,
    root_of,
    whole_subtrees,
)

# The eight entries and roots with which implementations of RFC 6962 are compared (certificate-transparency,
# merkletree/merkle_tree_test.cc).
ENTRIES = tuple(
    map(
        bytes.fromhex,
        (
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ),
    )
)  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)

SIZES = st.integers(1, 300)


def _leaves(size: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4)) for number in range(size)]


def _subtrees(leaves: list[bytes]) -> Callable[[int, int], bytes]:
    rows = [leaves]
    while len(rows[-1]) > 1:
        rows.append(folded(rows[-1]))
    return lambda height, number: rows[height][number]


def _recursive(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, 2.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(_recursive(leaves[:split]), _recursive(leaves[split:]))


def test_the_roots_of_the_published_trees() -> None:
    for size, expected in enumerate(ROOTS, start=1):
        assert root_of(map(leaf_hash, ENTRIES[:size])).hex() == expected
    assert root(0, _subtrees([])) == EMPTY


def test_the_published_proofs() -> None:
    subtrees = _subtrees([leaf_hash(entry) for entry in ENTRIES])
    assert [one.hex()[:8] for one in inclusion(0, 8, subtrees)] == ["96a296d2", "5f083f0a", "6b47aaf2"]
    assert [one.hex()[:8] for one in inclusion(5, 8, subtrees)] == ["bc1a0643", "ca854ea1", "d37ee418"]
    assert inclusion(0, 1, subtrees) == []
    assert [one.hex()[:8] for one in consistency(6, 8, subtrees)] == ["0ebc5d34", "ca854ea1", "d37ee418"]
    assert consistency(1, 1, subtrees) == []


@given(st.integers(0, 300))
def test_a_root_is_that_of_the_definition(size: int) -> None:
    leaves = _leaves(size)
    assert root_of(leaves) == root(size, _subtrees(leaves)) == _recursive(leaves)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_whole_subtrees_cover_a_range_once_and_stand_on_their_width(one: int, other: int) -> None:
    start, end = sorted((one, other))
    found = whole_subtrees(start, end)
    covered = [at for height, number in found for at in range(number << height, (number + 1) << height)]
    assert covered == list(range(start, end))


@given(SIZES, st.data())
def test_every_leaf_proves_its_place_and_no_other(size: int, data: st.DataObject) -> None:
    leaves = _leaves(size)
    subtrees, top = _subtrees(leaves), _recursive(leaves)
    index = data.draw(st.integers(0, size - 1))
    path = inclusion(index, size, subtrees)
    check_inclusion(leaves[index], index, size, path, top)
    other = data.draw(st.integers(0, size - 1))
    if other != index:
        with pytest.raises(NotProved):
            check_inclusion(leaves[index], other, size, path, top)
    with pytest.raises(NotProved):
        check_inclusion(leaf_hash(b"forged"), index, size, path, top)
    for broken in (path[:-1], [*path, EMPTY], [EMPTY, *path[1:]] if path else [EMPTY]):
        if broken != path:
            with pytest.raises(NotProved):
                check_inclusion(leaves[index], index, size, broken, top)


@given(SIZES, st.data())
def test_a_tree_proves_that_it_goes_on_from_every_older_one(size: int, data: st.DataObject) -> None:
    leaves = _leaves(size)
    old = data.draw(st.integers(0, size))
    path = consistency(old, size, _subtrees(leaves))
    before, top = _recursive(leaves[:old]), _recursive(leaves)
    check_consistency(old, before, size, top, path)
    for broken in (path[:-1], [*path, EMPTY], [EMPTY, *path[1:]] if path else [EMPTY]):
        if broken != path:
            with pytest.raises(NotProved):
                check_consistency(old, before, size, top, broken)


@given(st.integers(2, 200), st.data())
def test_a_rewritten_leaf_is_not_what_was_seen(size: int, data: st.DataObject) -> None:
    leaves = _leaves(size)
    old = data.draw(st.integers(1, size))
    at = data.draw(st.integers(0, old - 1))
    before = _recursive(leaves[:old])
    leaves[at] = leaf_hash(b"rewritten")
    path = consistency(old, size, _subtrees(leaves))
    with pytest.raises(NotProved):
        check_consistency(old, before, size, _recursive(leaves), path)


def test_a_tree_that_shrank_proves_nothing() -> None:
    leaves = _leaves(7)
    with pytest.raises(ValueError, match="cannot begin"):
        consistency(8, 7, _subtrees(leaves))
    with pytest.raises(NotProved, match="cannot begin"):
        check_consistency(8, EMPTY, 7, root_of(leaves), [])
    with pytest.raises(ValueError, match="no leaf 7"):
        inclusion(7, 7, _subtrees(leaves))
    assert range_hash(3, 3, _subtrees(leaves)) == EMPTY
