"""What the proof tree holds of a fact: a salted commitment, never the fact.

leaf = SHA-256(0x00 || salt || canonical bytes). The 0x00 prefix is RFC 6962's, which keeps a leaf
from passing for a node. With the salt erased the leaf proves that something was said, and nothing
about what.
"""

from hashlib import sha256

SALT_BYTES = 16
_LEAF = b"\x00"


def leaf(canonical: bytes, *, salt: bytes) -> bytes:
    """The 32-byte commitment of a fact's canonical bytes. Raises ValueError on a salt of another length."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, got {len(salt)}")
    return sha256(_LEAF + salt + canonical).digest()
