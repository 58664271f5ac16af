"""What a witness does (C2SP tlog-witness): it signs nothing that does not go on from what it signed before.

Pure: what is remembered comes in and goes out. Whoever keeps it keeps it before the signature is given away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.proofs.checkpoints import open_checkpoint
from lazaretto.proofs.notes import BadNote, Signer, Verifier, from_text, to_text, whole_number
from lazaretto.proofs.tree import EMPTY, HASH_BYTES, NotProved, check_consistency

_LONGEST = 63  # hashes of a proof


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest tree of a log that the witness signed: none yet is the empty one."""

    size: int = 0
    root: bytes = EMPTY


@dataclass(frozen=True, slots=True)
class Answered:
    """status: as in HTTP. body: the signature line; the size known (409); or why not. seen: for next time."""

    status: int
    body: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class Submission:
    """A checkpoint, the size that its proof starts from, and the proof."""

    old: int
    path: tuple[bytes, ...]
    checkpoint: str

    def __str__(self) -> str:
        path = "".join(f"{to_text(one)}\n" for one in self.path)
        return f"old {self.old}\n{path}\n{self.checkpoint}"


def read_submission(written: str) -> Submission:
    """What a log sends to a witness. Errors: BadNote."""
    head, parted, checkpoint = written.partition("\n\n")
    first, *lines = head.split("\n")
    size = whole_number(first.removeprefix("old "))
    if not parted or not first.startswith("old ") or size is None:
        raise BadNote(
            "a submission says the old size, then its proof, then after an empty line the checkpoint"
        )
    path = [from_text(line) for line in lines]
    found = tuple(one for one in path if one is not None and len(one) == HASH_BYTES)
    if len(found) != len(lines) or len(found) > _LONGEST:
        raise BadNote(f"a proof is at most {_LONGEST} hashes of 32 bytes in base64, one a line")
    return Submission(size, found, checkpoint)


def witness(written: str, *, logs: Sequence[Verifier], seen: Seen, signer: Signer, at: int) -> Answered:
    """Sign a log's checkpoint, if it goes on from what was seen. at: seconds since 1970.

    A tree that is not the one that was seen is refused with 422, and the submission, which the log signed, is
    the evidence of it: keep it.
    """
    try:
        said = read_submission(written)
    except BadNote as wrong:
        return Answered(400, f"{wrong}\n", seen)
    origin = said.checkpoint.partition("\n")[0]
    log = next((one for one in logs if one.name == origin), None)
    if log is None:
        return Answered(404, "this witness does not know the log\n", seen)
    try:
        opened = open_checkpoint(said.checkpoint, log)
    except BadNote as wrong:
        return Answered(403, f"{wrong}\n", seen)
    checkpoint = opened.checkpoint
    if said.old > checkpoint.size:
        return Answered(400, "the old size is larger than the checkpoint's\n", seen)
    if said.old != seen.size:
        return Answered(409, f"{seen.size}\n", seen)
    try:
        check_consistency(seen.size, seen.root, checkpoint.size, checkpoint.root, said.path)
    except NotProved as wrong:
        return Answered(422, f"{wrong}\n", seen)
    return Answered(200, signer.line(opened.note.text, at=at), Seen(checkpoint.size, checkpoint.root))
