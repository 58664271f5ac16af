"""What is sealed is read again, by either set of algorithms, and by nobody without the key."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import ECB, GCM

from lazaretto.access.sealing import seal, unseal

SECRET = "https://example.org/hooks/密钥"


@pytest.mark.parametrize("algorithms", ["intl", "sm"])
def test_a_secret_is_read_again_whatever_seals_today(algorithms: str, settings: Any) -> None:
    settings.CHANNEL_SECRET, settings.ALGORITHMS = "a key", algorithms
    sealed = seal(SECRET)
    assert "example" not in sealed
    assert seal(SECRET) != sealed  # no two seals are alike
    for today in ("intl", "sm"):
        settings.ALGORITHMS = today
        assert unseal(sealed) == SECRET
    settings.CHANNEL_SECRET = "another key"
    assert unseal(sealed) is None


def test_the_setting_decides_what_seals(settings: Any) -> None:
    settings.ALGORITHMS = "sm"
    assert seal(SECRET).startswith("sm4:")
    settings.ALGORITHMS = "intl"
    assert not seal(SECRET).startswith("sm4:")


@pytest.mark.parametrize("at", [0, 11, 12, -17, -1])
def test_what_was_changed_opens_nothing(at: int, settings: Any) -> None:
    settings.ALGORITHMS = "sm"
    data = bytearray(urlsafe_b64decode(seal(SECRET).removeprefix("sm4:")))
    data[at] ^= 1
    assert unseal("sm4:" + urlsafe_b64encode(data).decode()) is None
    assert unseal("sm4:" + urlsafe_b64encode(data[:20]).decode()) is None
    assert unseal("sm4:no base64!") is None


def test_sm4_is_that_of_the_standards() -> None:
    """GB/T 32907-2016, annex A.1; RFC 8998, A.1 (SM4-GCM)."""
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    plain = Cipher(SM4(key), ECB()).encryptor()  # noqa: S305 — one block of the standard's example
    assert plain.update(key).hex() == "681edf34d206965e86b3e94f536e4246"
    box = Cipher(SM4(key), GCM(bytes.fromhex("00001234567800000000abcd"))).encryptor()
    box.authenticate_additional_data(bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"))
    sealed = box.update(bytes.fromhex(
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
        "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"
    ))  # fmt: skip
    box.finalize()
    assert sealed.hex().startswith("17f399f08c67d5ee19d0dc9969c4bb7d")
    assert box.tag.hex() == "83de3541e4c2b58177e065a9bf7b62ec"


def test_a_changed_letter_opens_nothing(settings: Any) -> None:
    settings.ALGORITHMS = "intl"
    sealed = seal(SECRET)
    assert unseal(sealed[:40] + ("A" if sealed[40] != "A" else "B") + sealed[41:]) is None


@pytest.mark.parametrize("nonsense", ["", "x", "é", "sm4:", "sm4:é", "sm4:AAAA"])
def test_what_is_no_seal_opens_nothing(nonsense: str) -> None:
    assert unseal(nonsense) is None
