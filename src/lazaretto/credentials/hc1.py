"""HC1: Base45, zlib, COSE_Sign1, CWT, and in it an EU digital COVID certificate (EU DCC, WHO GDHCN).

Read with the European eHealth network's *electronic health certificate specification* 1.0.5 and the WHO's
``hcert_spec`` 1.1.0. No revocation list is assumed: a key is valid by standing on the newest trust list.
"""

from dataclasses import dataclass
from typing import Any

from lazaretto.credentials import base45, cbor
from lazaretto.credentials.certificate import certificate_of, findings_of, holder_of
from lazaretto.credentials.evidence import Findings, Flaw, Holder
from lazaretto.credentials.inflating import inflate
from lazaretto.credentials.keys import EcKey, RsaKey, signed_by, to_text
from lazaretto.credentials.trust import TrustedKey, TrustList

PREFIX = "HC1:"
ALGORITHMS: dict[int, type[EcKey] | type[RsaKey]] = {-7: EcKey, -37: RsaKey}  # ES256, PS256 (RFC 9053, 8230)
_ALG, _CRITICAL, _KID = 1, 2, 4  # COSE header labels (RFC 9052, 3.1)
_EXPIRES, _ISSUED, _HCERT, _DCC = 4, 6, -260, 1  # CWT claims (RFC 8392; hcert_spec)


@dataclass(frozen=True, slots=True)
class Signed:
    """What a COSE_Sign1 holds, taken apart and not yet believed. algorithm: -7 or -37."""

    algorithm: int
    kid: bytes
    message: bytes
    signature: bytes
    payload: bytes


@dataclass(frozen=True, slots=True)
class Claims:
    """What was signed: from when to when (seconds of the epoch), and the certificate as it came."""

    issued: int
    expires: int
    certificate: Any


def examine(text: str, *, trust: TrustList, at: int) -> tuple[str, Findings, Holder]:
    """(issuer, what it says, of whom). Raises the first flaw.

    The order: can it be read, is the signature that of a key we trust, is it valid now, was the key
    allowed to sign this, has it the shape of a certificate.
    """
    signed = taken_apart(text)
    key = signer(signed, trust)
    claims = claims_of(signed.payload)
    _require_valid(claims, key, at=at)
    read = certificate_of(claims.certificate)
    findings = findings_of(read)
    if key.usages and findings.content not in key.usages:
        raise Flaw("key_usage")
    return key.issuer, findings, holder_of(read)


def taken_apart(text: str) -> Signed:
    """Down to the parts of the signature."""
    value = cbor.decode(inflate(base45.decode(text.removeprefix(PREFIX)), raw=False))
    if not isinstance(value, list) or len(value) != 4:
        raise Flaw("cose")
    protected, open_, payload, signature = value
    if not all(isinstance(part, bytes) for part in (protected, payload, signature)):
        raise Flaw("cose")
    kept = cbor.decode(protected) if protected else {}
    if not isinstance(kept, dict) or not isinstance(open_, dict) or _CRITICAL in kept:
        raise Flaw("cose")
    algorithm, kid = (kept.get(label, open_.get(label)) for label in (_ALG, _KID))  # protected wins
    if type(algorithm) is not int or algorithm not in ALGORITHMS or not isinstance(kid, bytes):
        raise Flaw("cose")
    message = cbor.encode(["Signature1", protected, b"", payload])
    return Signed(algorithm, kid, message, signature, payload)


def signer(signed: Signed, trust: TrustList) -> TrustedKey:
    """The trusted key that signed. Several may go by one name; the name in the protected header decides."""
    named = trust.called("hc1", to_text(signed.kid))
    if not named:
        raise Flaw("unknown_key")
    fitting = (key for key in named if isinstance(key.jwk, ALGORITHMS[signed.algorithm]))
    found = next((key for key in fitting if signed_by(key.jwk, signed.signature, signed.message)), None)
    if found is None:
        raise Flaw("signature")
    if found.revoked:
        raise Flaw("key_revoked")
    return found


def claims_of(payload: bytes) -> Claims:
    """The claims of the CWT."""
    claims = cbor.decode(payload)
    if not isinstance(claims, dict) or not isinstance(claims.get(_HCERT), dict):
        raise Flaw("cwt")
    issued, expires, certificate = claims.get(_ISSUED), claims.get(_EXPIRES), claims[_HCERT].get(_DCC)
    if type(issued) is not int or type(expires) is not int or not isinstance(certificate, dict):
        raise Flaw("cwt")
    return Claims(issued, expires, certificate)


def _require_valid(claims: Claims, key: TrustedKey, *, at: int) -> None:
    if at >= claims.expires:
        raise Flaw("expired")
    if at < claims.issued:
        raise Flaw("not_yet")
    early = key.not_before is not None and claims.issued < key.not_before
    late = key.not_after is not None and claims.expires > key.not_after
    if early or late:
        raise Flaw("key_period")
