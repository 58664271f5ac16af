"""A log before its witnesses (C2SP tlog-witness): what it sends them, and what of their answers it keeps."""

from lazaretto.proofs.notes import BadNote, Note, Verifier, read_note, verified, whole_number
from lazaretto.proofs.tree import Subtrees, consistency
from lazaretto.proofs.witnessing import Submission


def submission(note: Note, *, old: int, size: int, subtrees: Subtrees) -> str:
    """A checkpoint of ``size`` leaves, with the proof that it goes on from ``old``, which was signed."""
    return str(Submission(old, tuple(consistency(old, size, subtrees)), str(note)))


def cosignature(note: Note, answered: str, by: Verifier) -> str:
    """The line by which a witness says that it saw this checkpoint, and when; other lines are passed over.

    Errors: BadNote where the answer has none that holds.
    """
    said = read_note(f"{note.text}\n{answered}")
    for line in said.lines:
        found = verified(Note(note.text, (line,)), (by,))
        if found and found[0].at > 0:
            return line
    raise BadNote(f"the answer holds no signature of {by.name}")


def cosigned(note: Note, lines: list[str]) -> Note:
    """The note with the lines of its witnesses under those of its log, each once."""
    return Note(note.text, (*note.lines, *(line for line in sorted(set(lines)) if line not in note.lines)))


def known_size(answered: str) -> int:
    """How many leaves the newest tree has that a witness signed, as a conflict says. Errors: BadNote."""
    found = whole_number(answered.removesuffix("\n"))
    if found is None:
        raise BadNote("a conflict is answered with a size")
    return found
