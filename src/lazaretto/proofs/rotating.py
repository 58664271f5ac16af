"""A log that changes its key says so under both: the old key vouches for the new one, the new one takes over.

    lazaretto-key/1
    example.org/lazaretto/qz
    example.org/lazaretto/qz+4b1f…+AX…      the key so far
    example.org/lazaretto/qz+9c02…+AY…      the key from now on
    20852163                                the tree at which it changes hands: its size,
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=   and its root

Whoever has the old key finds the new one by these notes, and the tree goes on: entries and proofs stay as
they are. A key that was stolen can say anything; then only what witnesses saw before, and paper, help.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lazaretto.proofs.notes import (
    BadNote,
    Note,
    Signer,
    Verifier,
    from_text,
    read_note,
    signed,
    to_text,
    verified,
    verifier,
    whole_number,
)
from lazaretto.proofs.sentences import sentence
from lazaretto.proofs.tiles import Read
from lazaretto.proofs.tree import HASH_BYTES

_FIRST = "lazaretto-key/1"
MOST = 1_000  # changes of a log's key that are looked for


@dataclass(frozen=True, slots=True)
class Rotation:
    """before, after: keys of one name. size, root: of the tree at which the key changed hands."""

    before: Verifier
    after: Verifier
    size: int
    root: bytes


def path_of(number: int) -> str:
    """Where the note of a log's first, second … change of key lies, below its address."""
    return f"rotation/{number}"


def rotation(before: Signer, after: Signer, *, size: int, root: bytes) -> Note:
    """The note by which a key hands over, under both signatures. Errors: BadNote for keys of two names."""
    if before.name != after.name:
        raise BadNote("a log keeps its name when it changes its key")
    text = f"{_FIRST}\n{before.name}\n{before.verifier}\n{after.verifier}\n{size}\n{to_text(root)}\n"
    return signed(text, before, after)


def read_rotation(written: str) -> Rotation:
    """A change of key that both keys signed. Errors: BadNote."""
    note = read_note(written)
    lines = note.text.removesuffix("\n").split("\n")
    if len(lines) != 6 or lines[0] != _FIRST:
        raise BadNote(sentence("rotation_form", first=_FIRST))
    before, after = verifier(lines[2]), verifier(lines[3])
    size, root = whole_number(lines[4]), from_text(lines[5])
    if not lines[1] == before.name == after.name or before.kind != after.kind:
        raise BadNote(sentence("rotation_name"))
    if size is None or root is None or len(root) != HASH_BYTES:
        raise BadNote(sentence("rotation_tree"))
    by = {one.by for one in verified(note, (before, after))}
    if by != {before, after} or before == after:
        raise BadNote(sentence("rotation_unsigned"))
    return Rotation(before, after, size, root)


def rotations(read: Read) -> Iterator[Rotation]:
    """A log's changes of key as it published them, the first one first. Errors: BadNote."""
    for number in range(1, MOST + 1):
        data = read(path_of(number))
        if data is None:
            return
        try:
            yield read_rotation(data.decode())
        except UnicodeDecodeError:
            raise BadNote(sentence("rotation_bytes", path=path_of(number))) from None


def successors(read: Read, key: Verifier) -> list[Verifier]:
    """The keys that took over from this one, the newest last. Errors: BadNote."""
    found = [key]
    for one in rotations(read):
        if one.before == found[-1]:
            found.append(one.after)
    return found[1:]


def predecessors(read: Read, key: Verifier) -> list[Verifier]:
    """The keys that handed over to this one, the newest first. Errors: BadNote."""
    found = [key]
    for one in reversed(list(rotations(read))):
        if one.after == found[-1]:
            found.append(one.before)
    return found[1:]
