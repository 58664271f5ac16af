"""A whole log read from its files: nothing wrong is passed over, and the place of each wrong is named."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lazaretto.proofs.auditing import audit
from lazaretto.proofs.checkpoints import Checkpoint, open_checkpoint, sign_checkpoint
from lazaretto.proofs.quorums import read_quorum
from lazaretto.proofs.tiles import BrokenTile, Reader, Tile, bundled, bundles, grown, tiles, unbundled
from lazaretto.proofs.tree import consistency, inclusion, root
from lazaretto.proofs.witnessing import Seen, Submission, witness
from tests.unit.proofs.log import EYES, KEY, entries, files, subtrees

SIZE = 700
SAID = entries(SIZE)
WHOLE = files(SAID)


def test_the_path_of_a_tile_is_that_of_the_specification() -> None:
    assert Tile(0, 1_234_067, 256).path == "tile/0/x001/x234/067"
    assert Tile(-1, 0, 17).path == "tile/entries/000.p/17"


def test_a_tree_of_seventy_thousand_has_the_tiles_of_the_specification() -> None:
    found = tiles(70_000)
    assert len([tile for tile in found if tile.level == 0 and tile.width == 256]) == 273
    assert [tile for tile in found if tile.width < 256] == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert len(found) == 273 + 1 + 1 + 1 + 1
    assert tiles(256) == [Tile(0, 0, 256), Tile(1, 0, 1)]
    assert tiles(0) == []


@given(st.integers(0, 200_000), st.integers(0, 200_000))
def test_what_a_log_grew_by_is_what_it_has_and_had_not(one: int, other: int) -> None:
    old, size = sorted((one, other))
    had = set(tiles(old))
    assert set(grown(old, size)) == {tile for tile in tiles(size) if tile not in had}


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_entries_come_out_of_a_bundle_as_they_went_in(said: list[bytes]) -> None:
    assert unbundled(bundled(said), Tile(-1, 0, len(said))) == said
    with pytest.raises(BrokenTile, match="entries where its name says"):
        unbundled(bundled(said), Tile(-1, 0, len(said) + 1))
    with pytest.raises(BrokenTile, match="cut short"):
        unbundled(
            bundled(said)[:-1] if said[-1] else bundled([*said[:-1], b"x"])[:-1], Tile(-1, 0, len(said))
        )


def test_an_entry_that_no_length_can_name_is_refused() -> None:
    with pytest.raises(ValueError, match="65535 bytes at most"):
        bundled([bytes(65_536)])


@given(st.integers(1, SIZE), st.data())
def test_a_reader_of_tiles_makes_every_proof(size: int, data: st.DataObject) -> None:
    reader, hashes = Reader(SIZE, WHOLE.get), subtrees(SAID)
    index = data.draw(st.integers(0, size - 1))
    assert root(size, reader) == root(size, hashes)
    assert inclusion(index, size, reader) == inclusion(index, size, hashes)
    assert consistency(size, SIZE, reader) == consistency(size, SIZE, hashes)
    with pytest.raises(IndexError):
        reader(0, SIZE)


def test_nothing_is_wrong_with_a_log_that_nobody_touched() -> None:
    seen: list[tuple[int, int]] = []
    found = audit(WHOLE.get, KEY.verifier, progress=lambda done, of: seen.append((done, of)))
    assert found.faults == ()
    assert found.entries == SIZE
    assert seen[-1] == (SIZE, SIZE)


@settings(max_examples=300)
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_every_flipped_bit_is_found_where_it_is(path: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(WHOLE[path]) * 8 - 1))
    changed = bytearray(WHOLE[path])
    changed[at // 8] ^= 1 << at % 8
    found = audit((WHOLE | {path: bytes(changed)}).get, KEY.verifier)
    assert {fault.place for fault in found.faults} == {path}


@pytest.mark.parametrize("path", sorted(WHOLE))
def test_a_file_that_is_gone_is_named(path: str) -> None:
    left = {name: data for name, data in WHOLE.items() if name != path}
    assert (path, "is not there") in {(one.place, one.why) for one in audit(left.get, KEY.verifier).faults}


def test_an_entry_that_was_changed_removed_put_in_or_moved_is_named_by_its_index() -> None:
    tile = next(tile for tile in bundles(SIZE) if tile.number == 1)
    said = SAID[256:512]
    for at, forged in (
        (256 + 3, [*said[:3], b"forged", *said[4:]]),
        (256 + 5, [*said[:5], said[6], said[5], *said[7:]]),
        (256 + 9, [*said[:9], *said[10:], b"more"]),
        (256 + 9, [*said[:9], b"put in", *said[9:-1]]),
    ):
        found = audit((WHOLE | {tile.path: bundled(forged)}).get, KEY.verifier)
        assert (tile.path, at) == (found.faults[0].place, found.faults[0].entry)


def test_a_log_that_was_rewritten_or_rolled_back_is_not_the_one_that_was_seen() -> None:
    before = open_checkpoint(files(SAID[:600])["checkpoint"].decode(), KEY.verifier).checkpoint
    assert audit(WHOLE.get, KEY.verifier, before=before).faults == ()
    fork = files([*SAID[:500], b"rewritten", *SAID[501:]])
    assert [one.why for one in audit(fork.get, KEY.verifier, before=before).faults] == [
        "the first 600 leaves are no longer those that were seen"
    ]
    shorter = files(SAID[:599])
    (fault,) = audit(shorter.get, KEY.verifier, before=before).faults
    assert "rolled back" in fault.why


def test_a_log_that_too_few_have_witnessed_is_said_to_be() -> None:
    policy = read_quorum(
        f"witness p {EYES[0].verifier}\nwitness q {EYES[1].verifier}\ngroup two all p q\nquorum two"
    )
    one, both = (files(SAID, signers=(KEY, *EYES[:many]), at=9) for many in (1, 2))
    assert [fault.place for fault in audit(one.get, KEY.verifier, quorum=policy).faults] == ["checkpoint"]
    assert audit(both.get, KEY.verifier, quorum=policy).faults == ()


def test_an_entry_is_asked_what_is_wrong_with_it() -> None:
    found = audit(
        WHOLE.get,
        KEY.verifier,
        entry=lambda index, said: "a gap" if index == 300 and said == SAID[300] else "",
    )
    assert [(fault.entry, fault.why) for fault in found.faults] == [(300, "a gap")]


def _sent(said: list[bytes], old: int) -> str:
    hashes = subtrees(said)
    checkpoint = Checkpoint(KEY.name, len(said), root(len(said), hashes))
    path = tuple(consistency(old, len(said), hashes))
    return str(Submission(old, path, str(sign_checkpoint(checkpoint, KEY))))


def _asked(written: str, seen: Seen) -> tuple[int, str, Seen]:
    found = witness(written, logs=[KEY.verifier], seen=seen, signer=EYES[0], at=1_700_000_000)
    return found.status, found.body, found.seen


def test_a_witness_signs_what_goes_on_from_what_it_saw_and_nothing_else() -> None:
    status, _, seen = _asked(_sent(SAID[:300], 0), Seen())
    assert (status, seen.size) == (200, 300)
    status, line, later = _asked(_sent(SAID, 300), seen)
    assert (status, later.size) == (200, SIZE)
    note = str(sign_checkpoint(Checkpoint(KEY.name, SIZE, later.root), KEY)) + line
    opened = open_checkpoint(note, KEY.verifier, witnesses=[EYES[0].verifier])
    assert [one.at for one in opened.witnesses] == [1_700_000_000]
    fork = [*SAID[:100], b"rewritten", *SAID[101:]]
    assert _asked(_sent(fork, 300), seen)[0::2] == (422, seen)
    assert _asked(_sent(SAID, 299), seen)[:2] == (409, "300\n")
    assert _asked(_sent(SAID[:200], 200).replace("old 200", "old 300"), seen)[0] == 400


def test_a_witness_answers_what_it_cannot_sign() -> None:
    good = _sent(SAID, 0)
    assert _asked("nonsense", Seen())[0] == 400
    assert _asked(good.replace(KEY.name, "lazaretto.example/other"), Seen())[0] == 404
    other = sign_checkpoint(Checkpoint(KEY.name, 1, sha256(b"").digest()), EYES[1])
    assert _asked(str(Submission(0, (), str(other))), Seen())[0] == 403
