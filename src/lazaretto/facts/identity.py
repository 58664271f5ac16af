"""Identity without ambient randomness: UUID version 7 (RFC 9562) from arguments.

An id is made where the fact is made. Whoever states a fact twice states it once, because the
second statement carries the same id.
"""

from datetime import datetime
from uuid import UUID

RANDOM_BYTES = 10  # 74 bits are used; the two fixed fields overwrite six


def uuid7(moment: datetime, entropy: bytes) -> UUID:
    """A version-7 id: 48 bits of Unix milliseconds, then 74 bits of the caller's entropy.

    Raises ValueError unless exactly :data:`RANDOM_BYTES` bytes of entropy are given.
    """
    if len(entropy) != RANDOM_BYTES:
        raise ValueError(f"uuid7 needs {RANDOM_BYTES} bytes of entropy, got {len(entropy)}")
    milliseconds = int(moment.timestamp() * 1000)
    value = int.from_bytes(milliseconds.to_bytes(6, "big") + entropy, "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return UUID(int=value)
