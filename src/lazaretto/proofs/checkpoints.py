"""A checkpoint (C2SP tlog-checkpoint): what a log's tree is at a size, under the log's signature."""

from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.proofs.notes import (
    LOG,
    WITNESS,
    BadNote,
    Note,
    Signed,
    Signs,
    Verifier,
    from_text,
    read_note,
    signed,
    to_text,
    verified,
    whole_number,
)
from lazaretto.proofs.sentences import sentence
from lazaretto.proofs.tree import HASH_BYTES


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """origin: the log's name. size: its leaves. root: the hash over all of them."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{to_text(self.root)}\n"


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A checkpoint whose log's signature holds, the note as it came, and which known witnesses saw it."""

    checkpoint: Checkpoint
    note: Note
    witnesses: tuple[Signed, ...]


def sign_checkpoint(checkpoint: Checkpoint, *signers: Signs, at: int = 0) -> Note:
    """The checkpoint as a note. at: seconds since 1970, for the signatures of witnesses."""
    return signed(str(checkpoint), *signers, at=at)


def read_checkpoint(note: Note) -> Checkpoint:
    """What a note says, believed by nobody yet. Errors: BadNote."""
    lines = note.text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines):
        raise BadNote(sentence("checkpoint_form"))
    origin, said, written = lines[:3]
    size, root = whole_number(said), from_text(written)
    if size is None:
        raise BadNote(sentence("checkpoint_size", said=repr(said[:20])))
    if root is None or len(root) != HASH_BYTES:
        raise BadNote(sentence("checkpoint_root"))
    return Checkpoint(origin, size, root)


def open_checkpoint(written: str, log: Verifier, *, witnesses: Sequence[Verifier] = ()) -> Witnessed:
    """A checkpoint that the log really signed. Errors: BadNote, saying what does not hold."""
    note = read_note(written)
    checkpoint = read_checkpoint(note)
    if checkpoint.origin != log.name:
        raise BadNote(sentence("checkpoint_of_another", origin=checkpoint.origin, log=log.name))
    found = verified(note, (log, *witnesses))
    if not any(one.by == log and one.by.kind == LOG for one in found):
        raise BadNote(sentence("checkpoint_unsigned", log=log.name))
    seen = tuple(one for one in found if one.by.kind == WITNESS)
    return Witnessed(checkpoint, note, seen)
