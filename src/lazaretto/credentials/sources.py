"""Where keys come from: a country's signer certificates, an issuer's key set with what it withdrew."""

import base64
import hashlib
from typing import Any, Literal

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from lazaretto.credentials.evidence import Content
from lazaretto.credentials.keys import EcKey, key_of, thumbprint, to_text, usable
from lazaretto.credentials.trust import TrustedKey

Unusable = Literal[
    "not_a_certificate", "not_a_key_set", "kind_of_key", "wrong_kid", "wrong_issuer", "private"
]

# What a signer may sign: object identifiers in the extended key usage, as DER, in both arcs that are in use
# (1.3.6.1.4.1.1847.2021.1.n, and 1.3.6.1.4.1.0.1847.2021.1.n of the first certificates). They are looked for
# as bytes: certificates with an empty list of usages are in use, and a strict reader refuses those whole.
_ARCS = (bytes.fromhex("060b2b060104018e378f6501"), bytes.fromhex("060c2b06010401008e378f6501"))
_USAGES: dict[int, Content] = {1: "test", 2: "vaccination", 3: "recovery"}
_KID = 8  # bytes of the certificate's SHA-256 (hcert_spec)


def key_of_certificate(data: bytes, *, issuer: str) -> TrustedKey | Unusable:
    """The key of a document signer certificate, PEM or DER. issuer: the country's two letters."""
    try:
        pem = data.lstrip().startswith(b"-----BEGIN")
        read = x509.load_pem_x509_certificate(data) if pem else x509.load_der_x509_certificate(data)
        jwk = key_of(read.public_key())
    except ValueError:
        return "not_a_certificate"
    if jwk is None:
        return "kind_of_key"
    whole = read.public_bytes(Encoding.DER)
    return TrustedKey(
        scheme="hc1", kid=to_text(hashlib.sha256(whole).digest()[:_KID]), issuer=issuer, jwk=jwk,
        not_before=int(read.not_valid_before_utc.timestamp()),
        not_after=int(read.not_valid_after_utc.timestamp()), usages=_usages(whole),
    )  # fmt: skip


def keys_of_set(
    data: bytes, *, issuer: str, withdrawn: tuple[bytes, ...] = ()
) -> tuple[TrustedKey, ...] | Unusable:
    """The keys of an issuer's ``jwks.json``. withdrawn: its lists ``crl/<kid>.json``."""
    keys, lists = _members(data, "keys"), [_object(one) for one in withdrawn]
    if not keys or not all(lists):
        return "not_a_key_set"
    rids = {str(one["kid"]): tuple(one["rids"]) for one in lists if one and {"kid", "rids"} <= one.keys()}
    found = []
    for key in keys:
        read = _key(key, issuer)
        if isinstance(read, str):
            return read
        found.append(msgspec.structs.replace(read, rids=rids.get(read.kid, ())))
    return tuple(found)


def _key(key: Any, issuer: str) -> TrustedKey | Unusable:
    """One key of a set: on P-256, for signatures, called by its thumbprint, its certificate the issuer's."""
    if not isinstance(key, dict) or "d" in key:
        return "private" if isinstance(key, dict) else "not_a_key_set"
    if (key.get("kty"), key.get("crv"), key.get("use"), key.get("alg")) != ("EC", "P-256", "sig", "ES256"):
        return "kind_of_key"
    x, y = key.get("x"), key.get("y")
    if not isinstance(x, str) or not isinstance(y, str) or not usable(EcKey("P-256", x, y)):
        return "kind_of_key"
    jwk = EcKey("P-256", x, y)
    if key.get("kid") != thumbprint(jwk):
        return "wrong_kid"
    if "x5c" in key and not _certified(key["x5c"], jwk, issuer):
        return "wrong_issuer"
    return TrustedKey(scheme="shc", kid=thumbprint(jwk), issuer=issuer, jwk=jwk)


def _certified(chain: Any, jwk: EcKey, issuer: str) -> bool:
    """Whether the first certificate is of this key, and names the issuer's address."""
    if not isinstance(chain, list) or not chain or not isinstance(chain[0], str):
        return False
    try:
        read = x509.load_der_x509_certificate(base64.b64decode(chain[0], validate=True))
        names = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return key_of(read.public_key()) == jwk and issuer in names.get_values_for_type(
            x509.UniformResourceIdentifier
        )
    except (ValueError, x509.ExtensionNotFound):
        return False


def _usages(certificate: bytes) -> tuple[Content, ...]:
    return tuple(
        usage for last, usage in _USAGES.items() if any(arc + bytes((last,)) in certificate for arc in _ARCS)
    )


def _members(data: bytes, name: str) -> list[Any]:
    members = (_object(data) or {}).get(name)
    return members if isinstance(members, list) else []


def _object(data: bytes) -> dict[str, Any] | None:
    try:
        value = msgspec.json.decode(data)
    except (msgspec.MsgspecError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
