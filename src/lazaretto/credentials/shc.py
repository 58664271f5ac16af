"""SMART Health Cards 1.4: a JWS signed with ES256 over a compressed FHIR bundle, as digits in a code."""

import re
from dataclasses import dataclass
from typing import Any, TypeGuard

import msgspec

from lazaretto.credentials import bundle
from lazaretto.credentials.evidence import Findings, Flaw, Holder
from lazaretto.credentials.inflating import inflate
from lazaretto.credentials.keys import EcKey, from_text, signed_by
from lazaretto.credentials.trust import TrustedKey, TrustList

PREFIX = "shc:/"
CARD = "https://smarthealth.cards#health-card"
_LEAST, _MOST = 45, 122  # "-" and "z": a pair of digits is a letter less 45
_CHUNK = 1191  # letters of a JWS in one of several codes (specification 1.2, removed in 1.3)
_MOST_CHUNKS = 99

_NUMERIC = re.compile(r"shc:/(?:([0-9]{1,2})/([0-9]{1,2})/)?([0-9]+)")
_COMPACT = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class Card:
    """A JWS taken apart and not yet believed. nbf, exp: seconds of the epoch, perhaps with a fraction."""

    kid: str
    issuer: str
    message: bytes
    signature: bytes
    not_before: float
    expires: float | None
    card: dict[str, Any]


def examine(jws: str, *, trust: TrustList, at: int) -> tuple[str, Findings, Holder | None]:
    """(issuer, what it says, of whom). Raises the first flaw; the order is that of :mod:`.hc1`."""
    card = taken_apart(jws)
    key = signer(card, trust)
    if card.expires is not None and at >= card.expires:
        raise Flaw("expired")
    if at < card.not_before:
        raise Flaw("not_yet")
    if _withdrawn(card, key):
        raise Flaw("revoked")
    resources = bundle.resources_of(_bundle(card))
    findings, holder = bundle.findings_of(resources), bundle.holder_of(resources)
    if findings.content == "test" and holder is None:
        raise Flaw("bundle")  # the result of nobody
    if key.usages and findings.content not in key.usages:
        raise Flaw("key_usage")
    return card.issuer, findings, holder


def joined(texts: list[str]) -> str:
    """The JWS behind the digits of one code, or of all the codes that one card was split over."""
    parts = [_part(text) for text in texts]
    count = max(count for _, count, _ in parts)
    if any(of != count or not 1 <= number <= of <= _MOST_CHUNKS for number, of, _ in parts):
        raise Flaw("part_wrong")
    if count > 1 and any(len(letters) > _CHUNK for _, _, letters in parts):
        raise Flaw("part_wrong")
    by_number = {number: letters for number, _, letters in parts}
    if len(by_number) != len(parts):
        raise Flaw("part_wrong")
    if len(by_number) != count:
        raise Flaw("part_missing")
    return "".join(by_number[number] for number in sorted(by_number))


def taken_apart(jws: str) -> Card:
    """Header, payload and signature of a JWS in compact form."""
    found = _COMPACT.fullmatch(jws)
    pieces = [from_text(part) for part in found.groups()] if found else []
    header, packed, signature = pieces if len(pieces) == 3 else (None, None, None)
    if header is None or packed is None or signature is None or found is None:
        raise Flaw("encoding")
    kid = _kid(_json(header, "header"))
    plain = inflate(packed, raw=True)
    if not (plain.startswith(b"{") and plain.endswith(b"}")):
        raise Flaw("payload")  # SHALL be without white space around it
    payload = _json(plain, "payload")
    issuer, not_before, expires = payload.get("iss"), payload.get("nbf"), payload.get("exp")
    if not isinstance(issuer, str) or not _number(not_before) or not (expires is None or _number(expires)):
        raise Flaw("payload")
    if not issuer.startswith("https://") or issuer.endswith("/"):
        raise Flaw("issuer_form")
    if expires is not None and expires <= not_before:
        raise Flaw("payload")
    return Card(kid, issuer, f"{found[1]}.{found[2]}".encode(), signature, not_before, expires, _vc(payload))


def signer(card: Card, trust: TrustList) -> TrustedKey:
    """The trusted key that signed: it must be the issuer's own."""
    named = trust.called("shc", card.kid)
    if not named:
        raise Flaw("unknown_key")
    own = [key for key in named if key.issuer == card.issuer]
    if not own:
        raise Flaw("other_issuer")
    fitting = (key for key in own if isinstance(key.jwk, EcKey))
    found = next((key for key in fitting if signed_by(key.jwk, card.signature, card.message)), None)
    if found is None:
        raise Flaw("signature")
    if found.revoked:
        raise Flaw("key_revoked")
    return found


def _part(text: str) -> tuple[int, int, str]:
    """(number, how many, letters) of one code."""
    found = _NUMERIC.fullmatch(text)
    if found is None or len(found[3]) % 2:
        raise Flaw("numeric")
    digits = found[3]
    values = [int(digits[place : place + 2]) + _LEAST for place in range(0, len(digits), 2)]
    if max(values) > _MOST:
        raise Flaw("numeric")
    return int(found[1] or 1), int(found[2] or 1), "".join(chr(value) for value in values)


def _kid(header: dict[str, Any]) -> str:
    kid = header.get("kid")
    if header.get("alg") != "ES256" or header.get("zip") != "DEF" or "crit" in header:
        raise Flaw("header")
    if not isinstance(kid, str) or not kid:
        raise Flaw("header")
    return kid


def _vc(payload: dict[str, Any]) -> dict[str, Any]:
    card = payload.get("vc")
    kinds = card.get("type") if isinstance(card, dict) else None
    if not isinstance(card, dict) or not isinstance(kinds, list) or CARD not in kinds:
        raise Flaw("not_a_health_card")
    return card


def _bundle(card: Card) -> Any:
    subject = card.card.get("credentialSubject")
    return subject.get("fhirBundle") if isinstance(subject, dict) else None


def _withdrawn(card: Card, key: TrustedKey) -> bool:
    """Whether the issuer took the card back: ``rid``, or ``rid.seconds`` for cards of before that instant."""
    rid = card.card.get("rid")
    for listed in key.rids:
        name, _, before = listed.partition(".")
        if name == rid and (not before or (before.isdigit() and card.not_before < int(before))):
            return True
    return False


def _json(data: bytes, fault: Any) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Flaw(fault) from None
    if not isinstance(value, dict):
        raise Flaw(fault)
    return value


def _number(value: Any) -> TypeGuard[float]:
    return type(value) in (int, float)
