"""A witness at an address (C2SP tlog-witness): sent a checkpoint and its proof, it signs or declines."""

from lazaretto.neighbours.asking import Reply, ask
from lazaretto.proofs.cosigning import cosignature, known_size, submission
from lazaretto.proofs.notes import BadNote, Note, Verifier
from lazaretto.proofs.tree import Subtrees

SECONDS = 5.0  # for each step of a question: the log is published every half minute, witnesses or not
MOST = 65_536  # bytes of an answer: a few signature lines
_CONFLICT = 409


class Declined(Exception):
    """A witness that answered, and did not sign. fork: it holds another log under this name."""

    def __init__(self, why: str, *, fork: bool = False) -> None:
        super().__init__(why)
        self.fork = fork


def cosign(
    address: str,
    by: Verifier,
    note: Note,
    *,
    size: int,
    old: int,
    subtrees: Subtrees,
    seconds: float = SECONDS,
) -> str:
    """The signature line of a witness under a checkpoint of ``size`` leaves.

    old: the size that it signed last, as far as is known here; where it knows better, it is asked once more
    from there. Errors: Declined; Unreached.
    """
    place = f"{address.rstrip('/')}/add-checkpoint"

    def sent(start: int) -> Reply:
        said = submission(note, old=start, size=size, subtrees=subtrees)
        return ask(place, most=MOST, seconds=seconds, said=said.encode())

    try:
        found = sent(min(old, size))
        if found.status == _CONFLICT:
            knows = known_size(found.body.decode())
            if knows > size:
                raise Declined(f"it has signed {knows} entries, this log has {size}", fork=True)
            found = sent(knows)
        if found.status == 200:
            return cosignature(note, found.body.decode(), by)
    except (BadNote, UnicodeDecodeError) as wrong:
        raise Declined(str(wrong)) from None
    raise Declined(_WHY.get(found.status, f"it answered {found.status}"), fork=found.status == 422)


_WHY = {
    403: "it does not take the signature of this log: has it the right key?",
    404: "it does not know this log: give it the log's key",
    409: "it signs for somebody else under this name at the same time",
    422: "it has seen another log under this name, and keeps both",
}
