"""Public keys as JSON Web Keys, and whether one of them made a signature."""

import base64
import hashlib
from functools import lru_cache

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.hashes import SHA256

_BYTES = 32  # of a coordinate, of each half of a signature, and of the salt (RFC 7518, RFC 8230)
_LEAST_RSA = 2048  # bits (RFC 8230, 2)


class EcKey(msgspec.Struct, frozen=True, tag_field="kty", tag="EC"):
    """A point of the curve P-256, its coordinates in base64url (RFC 7518, 6.2)."""

    crv: str
    x: str
    y: str


class RsaKey(msgspec.Struct, frozen=True, tag_field="kty", tag="RSA"):
    """A modulus and an exponent in base64url (RFC 7518, 6.3)."""

    n: str
    e: str


Key = EcKey | RsaKey


def to_text(data: bytes) -> str:
    """Bytes in base64url, without padding (RFC 7515, 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_text(text: str) -> bytes | None:
    """The bytes, or None where it is no base64url without padding."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    return data if to_text(data) == text else None  # one way of writing, so one digest


def usable(key: Key) -> bool:
    """Whether the key is one that can verify: a point on the curve, a modulus that is long enough."""
    try:
        _public(key)
    except ValueError:
        return False
    return True


def key_of(public: object) -> Key | None:
    """The key as JSON has it; None for a kind that signs no credential."""
    if isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1):
        point = public.public_numbers()
        x, y = (to_text(coordinate.to_bytes(_BYTES, "big")) for coordinate in (point.x, point.y))
        return EcKey("P-256", x, y)
    if isinstance(public, rsa.RSAPublicKey) and public.key_size >= _LEAST_RSA:
        numbers = public.public_numbers()
        return RsaKey(_number(numbers.n), _number(numbers.e))
    return None


def thumbprint(key: EcKey) -> str:
    """RFC 7638: SHA-256 of the key's required members in their order, in base64url."""
    members = f'{{"crv":"{key.crv}","kty":"EC","x":"{key.x}","y":"{key.y}"}}'
    return to_text(hashlib.sha256(members.encode()).digest())


def signed_by(key: Key, signature: bytes, message: bytes) -> bool:
    """Whether the key made the signature: ECDSA with r and s side by side, or RSA-PSS with a salt of 32."""
    try:
        public = _public(key)
        if isinstance(public, rsa.RSAPublicKey):
            scheme = padding.PSS(mgf=padding.MGF1(SHA256()), salt_length=_BYTES)
            public.verify(signature, message, scheme, SHA256())
        elif len(signature) == 2 * _BYTES:
            public.verify(_der(signature), message, ec.ECDSA(SHA256()))
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True


def _der(signature: bytes) -> bytes:
    r, s = (int.from_bytes(half, "big") for half in (signature[:_BYTES], signature[_BYTES:]))
    return utils.encode_dss_signature(r, s)


@lru_cache(maxsize=4096)
def _public(key: Key) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey:
    """Raises ValueError where it is no key."""
    if isinstance(key, RsaKey):
        public = rsa.RSAPublicNumbers(_integer(key.e), _integer(key.n)).public_key()
        if public.key_size < _LEAST_RSA:
            raise ValueError("too short")
        return public
    if key.crv != "P-256":
        raise ValueError("another curve")
    return ec.EllipticCurvePublicNumbers(_integer(key.x), _integer(key.y), ec.SECP256R1()).public_key()


def _integer(text: str) -> int:
    data = from_text(text)
    if data is None:
        raise ValueError("no base64url")
    return int.from_bytes(data, "big")


def _number(value: int) -> str:
    return to_text(value.to_bytes((value.bit_length() + 7) // 8, "big"))
