"""One entry's proof as a file that needs no network (C2SP tlog-proof): index, path, checkpoint.

It can be printed as a code beside the sentence that it proves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.proofs.checkpoints import Witnessed, open_checkpoint
from lazaretto.proofs.notes import BadNote, Verifier, from_text, to_text, whole_number
from lazaretto.proofs.tree import HASH_BYTES, NotProved, check_inclusion, leaf_hash

_FIRST = "c2sp.org/tlog-proof@v1"
_HIGHEST = 63  # a path is no longer than the highest tree


@dataclass(frozen=True, slots=True)
class Shown:
    """index: of the entry. path: from the leaf's sibling up. checkpoint: a signed note, as it came.

    extra: what the reader needs besides to make the entry again (here: the salt), which nothing vouches for.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    def __str__(self) -> str:
        extra = f"extra {to_text(self.extra)}\n" if self.extra else ""
        path = "".join(f"{to_text(one)}\n" for one in self.path)
        return f"{_FIRST}\n{extra}index {self.index}\n{path}\n{self.checkpoint}"


def read_shown(written: str) -> Shown:
    """A proof out of its file; nothing is verified. Errors: BadNote."""
    head, parted, checkpoint = written.partition("\n\n")
    lines = head.split("\n")
    if not parted or lines.pop(0) != _FIRST:
        raise BadNote(f"a proof begins with {_FIRST}, and its checkpoint stands after an empty line")
    extra = b""
    if lines and lines[0].startswith("extra "):
        extra = _bytes(lines.pop(0).removeprefix("extra "))
    said = lines.pop(0) if lines else ""
    index = whole_number(said.removeprefix("index ")) if said.startswith("index ") else None
    if index is None:
        raise BadNote("a proof says the index of its entry")
    path = tuple(_bytes(line) for line in lines)
    if len(path) > _HIGHEST or any(len(one) != HASH_BYTES for one in path):
        raise BadNote("the path of a proof is hashes of 32 bytes, one a line")
    return Shown(index, path, checkpoint, extra)


def check_shown(
    shown: Shown, entry: bytes, log: Verifier, *, witnesses: Sequence[Verifier] = ()
) -> Witnessed:
    """Hold an entry against its proof. Gives the checkpoint that vouches for it, and who witnessed that.

    Errors: BadNote where no checkpoint of this log stands under it; NotProved where the entry is not in it.
    """
    opened = open_checkpoint(shown.checkpoint, log, witnesses=witnesses)
    said = opened.checkpoint
    if shown.index >= said.size:
        raise NotProved(f"a log of {said.size} entries has none of index {shown.index}")
    check_inclusion(leaf_hash(entry), shown.index, said.size, shown.path, said.root)
    return opened


def _bytes(written: str) -> bytes:
    data = from_text(written)
    if data is None:
        raise BadNote("a proof is lines of base64")
    return data
