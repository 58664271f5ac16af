"""Whom this house believes: a list of keys, made by somebody, signed by a publisher who was pinned.

There is no list by default, and then nobody is believed. The list is a file (a JWS in compact form, signed
with Ed25519, RFC 8037), so that it works with the cable cut; it carries its version and when it was made.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lazaretto.credentials.evidence import Content, Flaw, Scheme
from lazaretto.credentials.keys import Key, from_text, to_text, usable

Untrusted = Literal["no_list", "list_unreadable", "publisher_unknown", "list_key_unusable", "list_older"]
_HEADER = b'{"alg":"EdDSA","typ":"trust-list+json"}'


class TrustedKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One key, and for what it is believed.

    kid: in base64url; for an HC1 the first eight bytes of the certificate's SHA-256, for a health card the
    thumbprint. issuer: a country's two letters, or the card's ``iss``. not_before, not_after: seconds of the
    epoch. usages: what it may sign, empty for all. rids: cards that were withdrawn, as the issuer lists them.
    """

    scheme: Scheme
    kid: str
    issuer: str
    jwk: Key
    not_before: int | None = None
    not_after: int | None = None
    usages: tuple[Content, ...] = ()
    revoked: bool = False
    rids: tuple[str, ...] = ()


class TrustList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """All the keys. made_at, good_until: seconds of the epoch; after the latter it believes nobody."""

    version: str
    made_at: int
    keys: tuple[TrustedKey, ...] = ()
    good_until: int | None = None
    publisher: str = ""

    def called(self, scheme: Scheme, kid: str) -> tuple[TrustedKey, ...]:
        """Every key of that name: eight bytes are no proof that there is one alone."""
        return tuple(key for key in self.keys if key.scheme == scheme and key.kid == kid)

    def require_fresh(self, *, at: int) -> None:
        """A list past its time is a flaw."""
        if self.good_until is not None and at >= self.good_until:
            raise Flaw("trust_list_stale")


NOBODY = TrustList(version="none", made_at=0)


def read(data: bytes, *, publishers: Sequence[str]) -> TrustList | Untrusted:
    """The list of a signed file, or why it is not believed. publishers: raw public keys in base64url."""
    parts = data.strip().split(b".")
    decoded = [from_text(part.decode("latin-1")) for part in parts]
    if len(decoded) != 3 or decoded[0] != _HEADER or decoded[1] is None or decoded[2] is None:
        return "list_unreadable"
    if not any(_signed(publisher, decoded[2], parts[0] + b"." + parts[1]) for publisher in publishers):
        return "publisher_unknown"
    try:
        trust = msgspec.json.decode(decoded[1], type=TrustList)
    except msgspec.MsgspecError:
        return "list_unreadable"
    return trust if all(usable(key.jwk) for key in trust.keys) else "list_key_unusable"


def sign(trust: TrustList, *, publisher: Ed25519PrivateKey) -> bytes:
    """The file of a list."""
    signed = f"{to_text(_HEADER)}.{to_text(msgspec.json.encode(trust))}".encode()
    return signed + b"." + to_text(publisher.sign(signed)).encode() + b"\n"


def succeeds(new: TrustList, old: TrustList) -> bool:
    """Whether a list may take the place of another: an older one could bring a withdrawn key back."""
    return new.made_at >= old.made_at


def _signed(publisher: str, signature: bytes, message: bytes) -> bool:
    raw = from_text(publisher)
    try:
        Ed25519PublicKey.from_public_bytes(raw or b"").verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
