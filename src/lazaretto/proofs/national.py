"""A second signature line under a checkpoint: SM2 with SM3 (GB/T 32918.2, GM/T 0009), beside Ed25519.

C2SP signed-note keeps the kind 255 for signatures that have no number of their own; a string that nobody else
uses follows it. Whoever does not know the key passes over the line, so that every verifier of the log goes on
reading it. Signing is not done in constant time: the key is as safe as the machine on which it signs.
"""

from dataclasses import dataclass
from hashlib import sha256, sha512

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from gmalg import SM2

from lazaretto.proofs.notes import BadNote, Note, from_text, to_text

KIND = b"\xfflazaretto-sm2-with-sm3/1\n"
DISTINGUISHED = b"1234567812345678"  # GM/T 0009-2012, 10: the signer's identity where none was agreed on
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123  # GB/T 32918.5-2017, annex A
_BYTES, _POINT, _ID_BYTES = 32, 65, 4
_DASH = "— "


@dataclass(frozen=True, slots=True)
class NationalVerifier:
    """A public key that somebody trusts. public: a point of the curve, uncompressed (04 x y)."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes by which a signature line says whose it is."""
        return sha256(self.name.encode() + b"\n" + KIND + self.public).digest()[:_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{to_text(KIND + self.public)}"

    def holds(self, text: str, signature: bytes) -> bool:
        """Whether a signature of 64 bytes (r, s) is this key's under a text."""
        if len(signature) != 2 * _BYTES:
            return False
        halves = signature[:_BYTES], signature[_BYTES:]
        return bool(SM2(None, DISTINGUISHED, self.public).verify(text.encode(), *halves))


@dataclass(frozen=True, slots=True)
class NationalSigner:
    """A private key: a number from 1 to the order less 2, in 32 bytes; it never leaves the node."""

    name: str
    secret: bytes

    @property
    def verifier(self) -> NationalVerifier:
        """The public half."""
        return NationalVerifier(self.name, bytes(SM2().generate_pk(self.secret)))

    def line(self, text: str, *, at: int = 0) -> str:  # noqa: ARG002 — every signer is asked alike
        """The signature line under a text."""
        r, s = SM2(self.secret, DISTINGUISHED).sign(text.encode())
        signed = int.from_bytes(r).to_bytes(_BYTES) + int.from_bytes(s).to_bytes(_BYTES)
        return f"{_DASH}{self.name} {to_text(self.verifier.id + signed)}\n"


def secret_from(words: bytes) -> bytes:
    """A private key out of words that nobody can guess; 512 bits are folded, so that no key is likelier."""
    return (int.from_bytes(sha512(words).digest()) % (ORDER - 2) + 1).to_bytes(_BYTES)


def national_verifier(written: str) -> NationalVerifier:
    """A public key as it is written: ``name+id+base64``. Errors: BadNote."""
    name, _, rest = written.strip().partition("+")
    number, _, key = rest.partition("+")
    data = from_text(key) or b""
    found = NationalVerifier(name, data.removeprefix(KIND))
    whole = bool(name) and data.startswith(KIND) and len(found.public) == _POINT and found.public[0] == 4
    if not whole or found.id.hex() != number or not SM2().verify_pk(found.public):
        raise BadNote("a key of SM2 is written name+id+base64, with 65 bytes of a point behind its kind")
    return found


def signed_nationally(note: Note, by: NationalVerifier) -> bool:
    """Whether a note bears this key's signature. Errors: BadNote where it bears one that does not hold."""
    for line in note.lines:
        name, _, written = line.removeprefix(_DASH).rstrip("\n").partition(" ")
        data = from_text(written) or b""
        if name == by.name and data[:_ID_BYTES] == by.id:
            if not by.holds(note.text, data[_ID_BYTES:]):
                raise BadNote(f"the SM2 signature of {by.name} does not hold")
            return True
    return False


def to_der(signature: bytes) -> bytes:
    """Two numbers of 32 bytes as other programs write them (GM/T 0009-2012, 7.3)."""
    return encode_dss_signature(int.from_bytes(signature[:_BYTES]), int.from_bytes(signature[_BYTES:]))


def from_der(signature: bytes) -> bytes:
    """The same, read."""
    r, s = decode_dss_signature(signature)
    return r.to_bytes(_BYTES) + s.to_bytes(_BYTES)
