"""Random draws with names. A draw depends on the seed and its name, never on the order of drawing.

Counter-based: block ``n`` of a stream is BLAKE2b(seed, name, n), so it is the same on every machine
and for any number of workers.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")
_BLOCK = 64  # bytes of one BLAKE2b digest


class Stream:
    """An endless row of draws for one name, e.g. ``Stream(7, "temperature", "QZ-D/G1/03", day)``."""

    __slots__ = ("_block", "_key", "_left")

    def __init__(self, seed: int, *name: object) -> None:
        self._key = "\x1f".join(map(str, (seed, *name))).encode()
        self._block = 0
        self._left = b""

    def bytes(self, count: int) -> bytes:
        """The next ``count`` bytes."""
        while len(self._left) < count:
            number = self._block.to_bytes(8, "big")
            self._left += blake2b(number + self._key, digest_size=_BLOCK).digest()
            self._block += 1
        taken, self._left = self._left[:count], self._left[count:]
        return taken

    def below(self, bound: int) -> int:
        """A whole number in ``[0, bound)``."""
        return int.from_bytes(self.bytes(8), "big") * bound >> 64

    def between(self, low: int, high: int) -> int:
        """A whole number in ``[low, high]``."""
        return low + self.below(high - low + 1)

    def chance(self, per_mille: int) -> bool:
        """True with the given probability in thousandths."""
        return self.below(1000) < per_mille

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.below(len(choices))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """All of the things in drawn order (Fisher-Yates)."""
        row = list(things)
        for last in range(len(row) - 1, 0, -1):
            other = self.below(last + 1)
            row[last], row[other] = row[other], row[last]
        return row
