"""A log that grows piece by piece is the log that was made at once; and what it says of a fact."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.proofs.entries import BadEntry, Entry, Orders, read_entry
from lazaretto.proofs.growing import grown_tree
from lazaretto.proofs.tiles import Reader, grown, tile_bytes, tiles
from lazaretto.proofs.tree import EMPTY, NotProved, leaf_hash, root
from tests.unit.proofs.log import entries, files, subtrees

CODES = st.from_regex(r"[A-Z][A-Z0-9-]{0,11}", fullmatch=True)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=6))
def test_a_log_that_grows_in_pieces_has_the_tiles_of_one_made_at_once(pieces: list[int]) -> None:
    said = entries(sum(pieces))
    stored: dict[str, bytes] = {}
    size, signed = 0, EMPTY
    for piece in pieces:
        new = [leaf_hash(entry) for entry in said[size : size + piece]]
        tree = grown_tree(size, signed, Reader(size, stored.get), new)
        for tile in grown(size, size + piece):
            stored[tile.path] = tile_bytes(tile, tree)
        size, signed = size + piece, root(size + piece, tree)
    whole = subtrees(said)
    assert signed == root(size, whole)
    for tile in tiles(size):
        assert stored[tile.path] == tile_bytes(tile, whole)


def test_a_log_never_signs_on_top_of_a_tile_that_was_changed() -> None:
    said = entries(300)
    stored = files(said)
    signed = root(300, subtrees(said))
    changed = bytearray(stored["tile/0/001.p/44"])
    changed[5] ^= 1
    stored["tile/0/001.p/44"] = bytes(changed)
    with pytest.raises(NotProved, match="not the one that was signed"):
        grown_tree(300, signed, Reader(300, stored.get), [leaf_hash(b"new")])


@given(CODES, st.integers(1, 2**40), st.binary(min_size=32, max_size=32))
def test_an_entry_comes_back_as_it_was_written(house: str, position: int, commitment: bytes) -> None:
    entry = Entry(house, position, commitment)
    assert read_entry(bytes(entry)) == entry


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"lazaretto-entry/2\nQ\n1\n" + b"A" * 43 + b"=\n",
        b"lazaretto-entry/1\nQ\n01\nAAAA\n",
        "lazaretto-entry/1\nQ\n²\nAAAA\n".encode(),
    ],
)
def test_what_is_no_entry_is_refused(data: bytes) -> None:
    with pytest.raises(BadEntry):
        read_entry(data)


def test_an_entry_that_was_left_out_is_missed() -> None:
    orders, one = Orders(), sha256(b"").digest()
    assert orders(0, bytes(Entry("QZ", 1, one))) == ""
    assert orders(1, bytes(Entry("MJ", 1, one))) == ""
    assert orders(2, bytes(Entry("QZ", 3, one))) == "QZ: place 3 where 2 comes next"
    assert orders(3, bytes(Entry("QZ", 4, one))) == ""
    assert "begins with" in orders(4, b"lazaretto-entry/1\n\n\n\n")
    assert orders.houses == {"QZ": 4, "MJ": 1}
