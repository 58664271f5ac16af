"""More cities like the first: every fact said again of another city, with other houses, people and ids.

What is renamed is whatever stands between two word boundaries as a house's code, a person's or an officer's
number, or a fact's id; all else (rooms, tubes, rounds, words) is the first city's.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from uuid import UUID

from lazaretto.facts.encoding import decode, encode
from lazaretto.facts.fact import Fact
from lazaretto.facts.mentions import persons

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORD = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


def again(facts: Sequence[Fact], city: int) -> Iterator[Fact]:
    """The facts of another city, in the same order. city: from 1; the same number gives the same city."""
    names = {fact.facility for fact in facts} | {fact.actor for fact in facts}
    for fact in facts:
        names |= set(persons(fact.body))
    renamed = _renaming(names, city)
    for fact in facts:
        yield decode(renamed(encode(fact).decode()).encode())


def _renaming(names: set[str], city: int) -> Callable[[str], str]:
    def word(match: re.Match[str]) -> str:
        found = match[0]
        # The longest beginning that is a name: a house's code begins the code of its staff and its rounds.
        parts = found.split("-")
        for many in range(len(parts), 0, -1):
            head = "-".join(parts[:many])
            if head in names:
                return "-".join([f"{parts[0]}{chr(64 + city)}", *parts[1:]])
        return found

    def identity(match: re.Match[str]) -> str:
        # The time in the id stays, and so the order; its random bits are others, made of the old ones.
        old = UUID(match[0])
        drawn = int.from_bytes(sha256(old.bytes + bytes([city])).digest()[:8]) >> 2
        return str(UUID(int=old.int >> 62 << 62 | drawn))

    def renamed(words: str) -> str:
        kept: list[str] = []

        def keep(match: re.Match[str]) -> str:
            kept.append(identity(match))
            return f"\0{len(kept) - 1}\0"

        said = _WORD.sub(word, _ID.sub(keep, words))
        return re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], said)

    return renamed
