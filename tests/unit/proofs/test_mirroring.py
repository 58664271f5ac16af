"""A log taken over tile by tile: whatever is not what was signed is named, and nothing behind it is kept."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.proofs.checkpoints import Checkpoint, open_checkpoint, sign_checkpoint
from lazaretto.proofs.entries import Entry, Orders
from lazaretto.proofs.mirroring import Piece, Wrong, entries_between, mirrored, newest
from lazaretto.proofs.notes import LOG, Signer
from lazaretto.proofs.tiles import bundled, tiles, unbundled
from lazaretto.proofs.tree import EMPTY
from tests.unit.proofs.log import KEY, entries, files

SIZES = (1, 5, 255, 256, 257, 511, 512, 700)
SAID = entries(700)
LOGS = {size: files(SAID[:size]) for size in SIZES}
NONE = Checkpoint(KEY.name, 0, EMPTY)
OTHER = Signer(KEY.name, LOG, sha256(b"another key").digest())


def checkpoint(log: dict[str, bytes]) -> Checkpoint:
    return open_checkpoint(log["checkpoint"].decode(), KEY.verifier).checkpoint


def taken(
    held: Checkpoint, log: dict[str, bytes], before: dict[str, bytes] | None = None
) -> tuple[dict[str, bytes], Wrong | None]:
    """What came of it: the files that hold, and what did not."""
    opened = newest(log.get("checkpoint"), KEY.verifier, held)
    if isinstance(opened, Wrong):
        return {}, opened
    mine = before or {}
    kept: dict[str, bytes] = {}
    for piece in mirrored(held, opened.checkpoint, lambda path: mine.get(path) or log.get(path)):
        if isinstance(piece, Wrong):
            return kept, piece
        kept[piece.path] = piece.data
    return kept, None


@pytest.mark.parametrize("old", [0, *SIZES])
@pytest.mark.parametrize("size", SIZES)
def test_a_log_that_grew_is_taken_whole(old: int, size: int) -> None:
    if old > size:
        old, size = size, old
    held = checkpoint(LOGS[old]) if old else NONE
    kept, wrong = taken(held, LOGS[size], LOGS.get(old))
    assert wrong is None
    assert (LOGS.get(old, {}) | kept).items() >= {
        path: data for path, data in LOGS[size].items() if path != "checkpoint"
    }.items()


def test_it_is_the_entries_that_were_logged() -> None:
    log = LOGS[700]
    assert entries_between(log.get, 250, 520, size=700) == SAID[250:520]
    assert entries_between(log.get, 0, 700, size=700) == SAID
    assert entries_between(log.get, 9, 9, size=700) == []


def test_a_key_that_was_not_pinned_is_not_believed() -> None:
    log = files(SAID[:300], signers=(OTHER,))
    assert taken(NONE, log)[1] == Wrong(
        "unsigned", f"{KEY.name} has not signed this checkpoint", "checkpoint"
    )
    assert newest(b"nonsense", KEY.verifier, NONE).what == "unsigned"  # type: ignore[union-attr]
    assert newest(None, KEY.verifier, NONE) == Wrong("broken", "is not there", "checkpoint")


def test_a_log_that_was_rolled_back_is_named() -> None:
    kept, wrong = taken(checkpoint(LOGS[700]), LOGS[512])
    assert (kept, wrong) == ({}, Wrong("rolled_back", "the log has 512 entries, and had 700", "checkpoint"))


def test_two_roots_for_one_size_are_a_fork() -> None:
    forked = files([*SAID[:511], b"another"])
    kept, wrong = taken(checkpoint(LOGS[512]), forked)
    assert (kept, wrong) == ({}, Wrong("forked", "two roots are signed for 512 entries", "checkpoint"))


@pytest.mark.parametrize("old", [1, 5, 255, 256, 300, 511])
def test_a_log_that_goes_on_from_another_is_a_fork_and_nothing_is_kept(old: int) -> None:
    mine = files(SAID[:old])
    forked = files([*SAID[: old - 1], b"another", *SAID[old:]])
    kept, wrong = taken(checkpoint(mine), forked, mine)
    assert wrong is not None
    assert (kept, wrong.what, wrong.place) == ({}, "forked", "checkpoint")


def _changed(log: dict[str, bytes], path: str, data: bytes) -> dict[str, bytes]:
    return {**log, path: data}


@given(st.data())
def test_a_changed_tile_or_bundle_is_named_and_nothing_behind_it_is_kept(data: st.DataObject) -> None:
    log = LOGS[700]
    path = data.draw(st.sampled_from(sorted(log.keys() - {"checkpoint"})))
    at = data.draw(st.integers(0, len(log[path]) - 1))
    spoilt = bytearray(log[path])
    spoilt[at] ^= data.draw(st.integers(1, 255))
    kept, wrong = taken(NONE, _changed(log, path, bytes(spoilt)))
    assert wrong is not None
    assert wrong.what in ("tile", "entry", "broken")
    # A part of the tiles leads to the root together: of those the checkpoint is what names them.
    assert wrong.place == path or (wrong.what == "tile" and wrong.place == "checkpoint")
    assert path not in kept
    assert all(log[one] == piece for one, piece in kept.items())


def test_an_entry_is_named_by_its_index() -> None:
    log, path = LOGS[700], "tile/entries/001"
    said = unbundled(log[path], next(t for t in tiles(700) if t.number == 1))
    swapped = [*said[:10], said[11], said[10], *said[12:]]
    assert taken(NONE, _changed(log, path, bundled(swapped)))[1] == Wrong(
        "entry", "is not the entry that the tree holds", path, 256 + 10
    )
    short = _changed(log, path, bundled(said[:-1]))
    assert taken(NONE, short)[1] == Wrong("broken", "255 entries where its name says 256", path)
    gone = {one: data for one, data in log.items() if one != path}
    assert taken(NONE, gone)[1] == Wrong("broken", "is not there", path)


def test_a_place_of_a_house_that_was_left_out_is_named() -> None:
    said = [bytes(Entry("QZ-D", at, sha256(b"x").digest())) for at in (1, 2, 4)]
    log = files(said)
    found = [*mirrored(NONE, checkpoint(log), log.get, entry=Orders())]
    assert found[-1] == Wrong("order", "QZ-D: place 4 where 3 comes next", "tile/entries/000.p/3", 2)
    later = Orders({"QZ-D": 3})
    assert later(0, said[2]) == ""
    assert later.houses == {"QZ-D": 4}


def test_what_is_held_is_read_from_what_is_held() -> None:
    """The old tiles are never asked for again where they are full."""
    asked: list[str] = []
    mine, log = LOGS[512], LOGS[700]

    def read(path: str) -> bytes | None:
        if path in mine:
            return mine[path]
        asked.append(path)
        return log.get(path)

    pieces = [*mirrored(checkpoint(mine), checkpoint(log), read)]
    assert all(isinstance(piece, Piece) for piece in pieces)
    assert {"tile/0/000", "tile/0/001", "tile/entries/000", "tile/entries/001"}.isdisjoint(asked)


def test_another_log_of_the_same_key_is_not_this_one() -> None:
    stranger = replace(KEY, name="lazaretto.example/other")
    note = str(sign_checkpoint(Checkpoint(stranger.name, 5, sha256(b"r").digest()), stranger)).encode()
    assert newest(note, KEY.verifier, NONE).what == "unsigned"  # type: ignore[union-attr]
