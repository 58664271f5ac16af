"""Signed notes (C2SP signed-note): a text with signature lines, each by a key with a name.

    example.org/lazaretto/qz
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.org/lazaretto/qz Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+…

A log signs the text itself; a witness signs the text and the time at which it saw it (C2SP tlog-cosignature).
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lazaretto.proofs.sentences import sentence

LOG, WITNESS = 0x01, 0x04  # kinds of signature: Ed25519; Ed25519 with the time at which it was made
MOST_BYTES = 1_000_000  # of a note
MOST_SIGNATURES = 64
_ID_BYTES, _TIME_BYTES = 4, 8
_DIGITS = 19  # of 2^63
_DASH = "— "
_PRIVATE = "PRIVATE+KEY+"


class BadNote(ValueError):
    """A note, or a key, that is none; or a note whose known signature does not hold. Says which and why."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key that somebody trusts. name: without spaces or plus. kind: ``LOG`` or ``WITNESS``."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes by which a signature line says whose it is. Not a proof of anything."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{to_text(bytes([self.kind]) + self.public)}"


class Signs(Protocol):
    """Whatever puts a signature line under a text."""

    def line(self, text: str, *, at: int = 0) -> str: ...


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key: 32 bytes, which never leave the node."""

    name: str
    kind: int
    secret: bytes

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        key = Ed25519PrivateKey.from_private_bytes(self.secret)
        return Verifier(self.name, self.kind, key.public_key().public_bytes_raw())

    def line(self, text: str, *, at: int = 0) -> str:
        """The signature line under a text. at: seconds since 1970, which a witness signs too."""
        key = Ed25519PrivateKey.from_private_bytes(self.secret)
        time = at.to_bytes(_TIME_BYTES) if self.kind == WITNESS else b""
        signed = time + key.sign(_said(text, self.kind, at))
        return f"{_DASH}{self.name} {to_text(self.verifier.id + signed)}\n"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed a note, and when, where the kind of signature says it (else 0)."""

    by: Verifier
    at: int


@dataclass(frozen=True, slots=True)
class Note:
    """A text and its signature lines, of which nothing is known yet."""

    text: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(self.lines)}"


def signed(text: str, *signers: Signs, at: int = 0) -> Note:
    """A text under these signatures. Errors: BadNote for a text that no note can hold."""
    note = Note(text, tuple(signer.line(text, at=at) for signer in signers))
    return read_note(str(note))


def verifier(written: str) -> Verifier:
    """A public key as it is written: ``name+id+base64``. Errors: BadNote."""
    name, _, rest = written.strip().partition("+")
    number, _, key = rest.partition("+")
    data = from_text(key)
    if not _is_name(name) or data is None or len(data) != 33 or data[0] not in (LOG, WITNESS):
        raise BadNote(sentence("key_form"))
    found = Verifier(name, data[0], data[1:])
    if found.id.hex() != number:
        raise BadNote(sentence("key_number", name=name, number=number))
    return found


def private_key(signer: Signer) -> str:
    """A private key as it is kept: the form of the Go project's packages, which read it too."""
    return (
        f"{_PRIVATE}{signer.name}+{signer.verifier.id.hex()}+{to_text(bytes([signer.kind]) + signer.secret)}"
    )


def signer(written: str) -> Signer:
    """A private key out of its file. Errors: BadNote, which says nothing of what was read."""
    name, _, rest = written.strip().removeprefix(_PRIVATE).partition("+")
    number, _, key = rest.partition("+")
    data = from_text(key)
    if not written.startswith(_PRIVATE) or data is None or len(data) != 33 or data[0] not in (LOG, WITNESS):
        raise BadNote(f"a private key is written {_PRIVATE}name+id+base64")
    found = Signer(name, data[0], data[1:])
    if not _is_name(name) or found.verifier.id.hex() != number:
        raise BadNote("the private key does not have the number that is written with it")
    return found


def read_note(written: str) -> Note:
    """The text and the signature lines of a note; nothing is verified. Errors: BadNote."""
    if len(written.encode(errors="surrogatepass")) > MOST_BYTES:
        raise BadNote(sentence("note_long", most=MOST_BYTES))
    if any((sign < " " and sign != "\n") or "\ud800" <= sign <= "\udfff" for sign in written):
        raise BadNote(sentence("note_control"))
    text, parted, tail = written.rpartition("\n\n")
    if not parted or not tail.endswith("\n"):
        raise BadNote(sentence("note_form"))
    lines = tuple(line + "\n" for line in tail.removesuffix("\n").split("\n"))
    if len(lines) > MOST_SIGNATURES:
        raise BadNote(sentence("note_signatures", most=MOST_SIGNATURES))
    for line in lines:
        _parts(line)
    return Note(text + "\n", lines)


def verified(note: Note, known: Sequence[Verifier]) -> tuple[Signed, ...]:
    """Whose signatures of those known stand under the note. Lines by anybody else are passed over.

    Errors: BadNote where a known key's signature does not hold: then the whole note is worth nothing.
    """
    found: list[Signed] = []
    for line in note.lines:
        name, number, signature = _parts(line)
        by = next((one for one in known if one.name == name and one.id == number), None)
        if by is None:
            continue
        at = _checked(note.text, by, signature)
        if all(one.by != by for one in found):
            found.append(Signed(by, at))
    return tuple(found)


def ids_of(note: Note, name: str) -> list[bytes]:
    """By which numbers of keys the lines in a name are signed; nothing is verified."""
    lines = (_parts(line) for line in note.lines)
    return [number for by, number, _signature in lines if by == name]


def _checked(text: str, by: Verifier, signature: bytes) -> int:
    at = 0
    if by.kind == WITNESS:
        at, signature = int.from_bytes(signature[:_TIME_BYTES]), signature[_TIME_BYTES:]
    try:
        Ed25519PublicKey.from_public_bytes(by.public).verify(signature, _said(text, by.kind, at))
    except (InvalidSignature, ValueError):
        raise BadNote(sentence("signature_false", by=by.name)) from None
    return at


def _said(text: str, kind: int, at: int) -> bytes:
    before = f"cosignature/v1\ntime {at}\n" if kind == WITNESS else ""
    return (before + text).encode()


def _parts(line: str) -> tuple[str, bytes, bytes]:
    name, parted, written = line.removeprefix(_DASH).removesuffix("\n").partition(" ")
    data = from_text(written)
    if not line.startswith(_DASH) or not parted or not _is_name(name) or not data or len(data) <= _ID_BYTES:
        raise BadNote(sentence("note_line"))
    return name, data[:_ID_BYTES], data[_ID_BYTES:]


def whole_number(written: str) -> int | None:
    """A number as it is written in one way only, below 2^63; None for anything else."""
    if not written.isascii() or not written.isdigit() or len(written) > _DIGITS:
        return None
    found = int(written)
    return found if str(found) == written and found < 1 << 63 else None


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(sign.isspace() for sign in name)


def to_text(data: bytes) -> str:
    """Bytes in base64 (RFC 4648, 4)."""
    return base64.b64encode(data).decode()


def from_text(written: str) -> bytes | None:
    """The bytes, or None where it is no base64; written in one way only."""
    try:
        data = base64.b64decode(written, validate=True)
    except ValueError:
        return None
    return data if to_text(data) == written else None
