"""What the log holds of a fact: whose order it stands in, its place there, and a salted commitment to it.

    lazaretto-entry/1
    QZ-D
    1234
    7Yk…=

Names, illnesses and times are not in it. With the fact and its salt anybody can make the commitment again;
without the salt it says nothing, also after the words were erased. The places of a house have no gap, so an
entry that was left out is missed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lazaretto.proofs.notes import from_text, to_text, whole_number
from lazaretto.proofs.sentences import sentence, told_by
from lazaretto.proofs.tree import HASH_BYTES

_FIRST = "lazaretto-entry/1"


class BadEntry(ValueError):
    """Bytes that are no entry of ours."""


@dataclass(frozen=True, slots=True)
class Entry:
    """house: its code. position: from 1 on, without a gap. commitment: 32 bytes."""

    house: str
    position: int
    commitment: bytes

    def __bytes__(self) -> bytes:
        return f"{_FIRST}\n{self.house}\n{self.position}\n{to_text(self.commitment)}\n".encode()


def read_entry(data: bytes) -> Entry:
    """The entry of these bytes. Errors: BadEntry."""
    try:
        first, house, position, written, end = data.decode().split("\n")
    except ValueError:
        raise BadEntry(sentence("entry_lines")) from None
    commitment = from_text(written)
    found = Entry(house, whole_number(position) or 0, commitment or b"")
    if first != _FIRST or end or not house or len(found.commitment) != HASH_BYTES or bytes(found) != data:
        raise BadEntry(sentence("entry_form", first=_FIRST))
    return found


class Orders:
    """Holds the entries of a log, from its first one on, against the orders of their houses.

    It is asked of every entry in turn, and answers what is wrong with it (empty: nothing). known: how far
    each order had come, where it does not begin with the first entry.
    """

    def __init__(self, known: Mapping[str, int] | None = None) -> None:
        self._last: dict[str, int] = dict(known or {})

    def __call__(self, _index: int, data: bytes) -> str:
        try:
            entry = read_entry(data)
        except BadEntry as wrong:
            return told_by(wrong)
        expected = self._last.get(entry.house, 0) + 1
        self._last[entry.house] = entry.position
        if entry.position == expected:
            return ""
        return sentence("place_skipped", house=entry.house, place=entry.position, next=expected)

    @property
    def houses(self) -> dict[str, int]:
        """How far each house's order has come."""
        return dict(self._last)
