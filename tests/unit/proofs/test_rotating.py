"""A log that changes its key: whoever has the old one finds the new one; nobody else can say that it did."""

from hashlib import sha256

import pytest

from lazaretto.proofs.notes import LOG, BadNote, Note, Signer, private_key, signer
from lazaretto.proofs.rotating import (
    path_of,
    predecessors,
    read_rotation,
    rotation,
    rotations,
    successors,
)
from tests.unit.proofs.log import EYES, KEY

ROOT = sha256(b"root").digest()
SECOND, THIRD = (Signer(KEY.name, LOG, sha256(word).digest()) for word in (b"second", b"third"))
NOTES = [
    str(rotation(KEY, SECOND, size=700, root=ROOT)), str(rotation(SECOND, THIRD, size=900, root=ROOT)),
]  # fmt: skip
FILES = {path_of(number): note.encode() for number, note in enumerate(NOTES, start=1)}


def test_from_any_key_of_a_log_the_others_are_found() -> None:
    first, second, third = KEY.verifier, SECOND.verifier, THIRD.verifier
    assert successors(FILES.get, first) == [second, third]
    assert successors(FILES.get, second) == [third]
    assert successors(FILES.get, third) == []
    assert predecessors(FILES.get, third) == [second, first]
    assert predecessors(FILES.get, first) == []
    assert [(one.size, one.root) for one in rotations(FILES.get)] == [(700, ROOT), (900, ROOT)]


def test_a_stranger_finds_and_leads_nowhere() -> None:
    stranger = Signer(KEY.name, LOG, sha256(b"stranger").digest())
    assert successors(FILES.get, stranger.verifier) == []
    own = {path_of(1): str(rotation(stranger, THIRD, size=1, root=ROOT)).encode()}
    assert successors(own.get, KEY.verifier) == []


@pytest.mark.parametrize(
    "forged",
    [
        str(Note(NOTES[0].partition("\n\n")[0] + "\n", (KEY.line(NOTES[0].partition("\n\n")[0] + "\n"),))),
        str(Note(NOTES[0].partition("\n\n")[0] + "\n", (SECOND.line(NOTES[0].partition("\n\n")[0] + "\n"),))),
        NOTES[0].replace("\n700\n", "\n701\n"),
        NOTES[0].replace("\n700\n", "\n0700\n"),
        NOTES[0].replace(str(SECOND.verifier), str(THIRD.verifier)),
        NOTES[0].replace("lazaretto-key/1", "lazaretto-key/2"),
        "nonsense",
    ],
)
def test_a_change_that_not_both_keys_signed_is_none(forged: str) -> None:
    with pytest.raises(BadNote):
        read_rotation(forged)
    with pytest.raises(BadNote):
        successors({path_of(1): forged.encode()}.get, KEY.verifier)


def test_a_key_hands_over_to_another_of_its_own_name() -> None:
    with pytest.raises(BadNote, match="keeps its name"):
        rotation(KEY, Signer("lazaretto.example/other", LOG, SECOND.secret), size=1, root=ROOT)
    with pytest.raises(BadNote, match="by the new one"):
        read_rotation(str(rotation(KEY, KEY, size=1, root=ROOT)))


def test_a_private_key_comes_back_as_it_was_kept_and_says_nothing_where_it_is_none() -> None:
    for one in (KEY, EYES[0]):
        assert signer(private_key(one) + "\n") == one
    for wrong in ("", str(KEY.verifier), private_key(KEY)[:-4], private_key(KEY).replace(KEY.name, "other")):
        with pytest.raises(BadNote) as found:
            signer(wrong)
        assert private_key(KEY)[-20:] not in str(found.value)
