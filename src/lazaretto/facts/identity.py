"""Identity without ambient randomness: UUID version 7 (RFC 9562) from arguments.

An id is made where the fact is made. Whoever states a fact twice states it once, because the
second statement carries the same id.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from lazaretto.facts.periods import utc

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
RANDOM_BYTES = 10  # 74 bits are used; the two fixed fields overwrite six


def uuid7(moment: datetime, entropy: bytes) -> UUID:
    """A version-7 id: 48 bits of Unix milliseconds, then 74 bits of the caller's entropy.

    Raises ValueError unless exactly :data:`RANDOM_BYTES` bytes of entropy are given and the moment
    is aware and not before 1970.
    """
    if len(entropy) != RANDOM_BYTES:
        raise ValueError(f"uuid7 needs {RANDOM_BYTES} bytes of entropy, got {len(entropy)}")
    milliseconds = (utc(moment) - _EPOCH) // timedelta(milliseconds=1)
    if milliseconds < 0:
        raise ValueError(f"uuid7 counts from 1970, got {moment.isoformat()}")
    value = int.from_bytes(milliseconds.to_bytes(6, "big") + entropy, "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return UUID(int=value)
