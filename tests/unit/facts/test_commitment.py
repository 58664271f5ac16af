"""A leaf says that something was said, and without its salt nothing about what."""

from hashlib import sha256

import pytest

from lazaretto.facts.commitment import SALT_BYTES, leaf

SALT = bytes(range(SALT_BYTES))


def test_a_leaf_is_the_hash_of_prefix_salt_and_bytes() -> None:
    assert leaf(b"{}", salt=SALT) == sha256(b"\x00" + SALT + b"{}").digest()


def test_another_salt_gives_another_leaf() -> None:
    assert leaf(b"{}", salt=SALT) != leaf(b"{}", salt=bytes(SALT_BYTES))


@pytest.mark.parametrize("salt", [b"", bytes(15), bytes(17)])
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        leaf(b"{}", salt=salt)
