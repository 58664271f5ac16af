"""Keys and trust files in a box that only a passphrase opens, or a private key that lies elsewhere.

A passphrase is stretched with scrypt (RFC 7914) at the cost that OWASP's password storage sheet names first;
a recipient's X25519 key is used by HPKE (RFC 9180). Either way the content is under AES-256-GCM, which
notices every changed bit.
"""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

COST, BLOCK, LANES = 2**17, 8, 1  # OWASP: N = 2^17 (128 MiB), r = 8, p = 1
SALT_BYTES, NONCE_BYTES, KEY_BYTES = 16, 12, 32
_INFO = b"lazaretto-keys/1"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Unsealable(Exception):
    """The box does not open: another key, or it was changed. Nothing of it was taken out."""


class Box(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lies on the disk. by: how it is closed; salt, nonce: of a passphrase's box alone."""

    by: Literal["passphrase", "recipient"]
    box: bytes
    salt: bytes = b""
    nonce: bytes = b""
    format: str = "lazaretto-keys/1"


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Words that somebody keeps."""

    words: str

    def seal(self, files: Mapping[str, bytes]) -> bytes:
        """The box."""
        salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
        box = AESGCM(_stretched(self.words, salt)).encrypt(nonce, msgspec.json.encode(files), _INFO)
        return msgspec.json.encode(Box("passphrase", box, salt, nonce))

    def unseal(self, data: bytes) -> dict[str, bytes]:
        """The files in it by name. Errors: Unsealable."""
        box = _box(data, "passphrase")
        try:
            found = AESGCM(_stretched(self.words, box.salt)).decrypt(box.nonce, box.box, _INFO)
        except (InvalidTag, ValueError):
            raise Unsealable("the passphrase is another one, or the box was changed") from None
        return msgspec.json.decode(found, type=dict[str, bytes])


@dataclass(frozen=True, slots=True)
class Recipient:
    """A public key. What is sealed to it cannot be opened on this machine."""

    key: X25519PublicKey

    @classmethod
    def read(cls, written: str) -> "Recipient":
        """The key as ``lazaretto backup-key`` printed it. Errors: ValueError."""
        return cls(X25519PublicKey.from_public_bytes(_bytes(written)))

    def seal(self, files: Mapping[str, bytes]) -> bytes:
        """The box."""
        box = _SUITE.encrypt(msgspec.json.encode(files), self.key, info=_INFO)
        return msgspec.json.encode(Box("recipient", box))


@dataclass(frozen=True, slots=True)
class Opener:
    """The private key of a recipient."""

    key: X25519PrivateKey

    @classmethod
    def read(cls, written: str) -> "Opener":
        """Out of its file. Errors: ValueError."""
        return cls(X25519PrivateKey.from_private_bytes(_bytes(written)))

    @classmethod
    def made(cls) -> "Opener":
        """A new one."""
        return cls(X25519PrivateKey.generate())

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(self.key.private_bytes_raw()).decode()

    @property
    def public(self) -> str:
        """What the server is given."""
        return base64.urlsafe_b64encode(self.key.public_key().public_bytes_raw()).decode()

    def unseal(self, data: bytes) -> dict[str, bytes]:
        """The files in it by name. Errors: Unsealable."""
        box = _box(data, "recipient")
        try:
            found = _SUITE.decrypt(box.box, self.key, info=_INFO)
        except (InvalidTag, ValueError):
            raise Unsealable("it was sealed to another key, or the box was changed") from None
        return msgspec.json.decode(found, type=dict[str, bytes])


Sealer = Passphrase | Recipient
Unsealer = Passphrase | Opener


def _stretched(words: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=KEY_BYTES, n=COST, r=BLOCK, p=LANES).derive(words.encode())


def _box(data: bytes, by: str) -> Box:
    try:
        box = msgspec.json.decode(data, type=Box)
    except msgspec.ValidationError as fault:
        raise Unsealable(f"this is no box of keys: {fault}") from None
    except ValueError:  # no JSON, or no text
        raise Unsealable("this is no box of keys") from None
    if box.by != by:
        raise Unsealable(f"it was closed by a {box.by}, not by a {by}")
    return box


def _bytes(written: str) -> bytes:
    found = base64.urlsafe_b64decode(written.strip().encode())
    if len(found) != KEY_BYTES:
        raise ValueError("a key is 32 bytes in base64url")
    return found
