"""One way in for both kinds: a scanned text, the keys that are trusted, an instant. Nothing is raised.

    evidence = verify(text, trust=trust, at=seconds)

The station does the same in the browser (``web/static/web/station/credentials.js``); a test holds the two
to one answer.
"""

from typing import Any

import msgspec

from lazaretto.credentials import hc1, shc
from lazaretto.credentials.evidence import (
    MEANS,
    Evidence,
    Fault,
    Findings,
    Flaw,
    Holder,
    Scheme,
    digest_of,
)
from lazaretto.credentials.trust import TrustList

LIMIT = 32 * 1024  # letters; a patient summary of 55 resources is 3,300 in a file, 6,600 digits in codes


def verify(text: str, *, trust: TrustList, at: int) -> Evidence:
    """What a credential is worth. at: seconds of the epoch."""
    return examine(text, trust=trust, at=at)[0]


def examine(text: str, *, trust: TrustList, at: int) -> tuple[Evidence, Holder | None]:
    """The same, with whom it speaks of where its signature is good: to be shown, and not to be kept."""
    text = text.rstrip("\r\n")  # a scanner ends with Enter
    kind = kind_of(text)
    try:
        trust.require_fresh(at=at)
        issuer, findings, holder = _examined(text, kind, trust, at)
    except Flaw as flaw:
        return _evidence(text, kind, trust, fault=flaw.fault), None
    return _evidence(text, kind, trust, issuer=issuer, findings=findings), holder


def kind_of(text: str) -> Scheme | None:
    """By its first letters: ``HC1:``, ``shc:/``, a JWS, or a file of health cards."""
    if text.startswith(hc1.PREFIX):
        return "hc1"
    return "shc" if text.startswith((shc.PREFIX, "eyJ", "{")) else None


def cards_in(text: str) -> tuple[str, ...]:
    """The cards of a ``.smart-health-card`` file, or of the answer of a FHIR server, as JWS."""
    try:
        value = msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return ()
    return tuple(card for card in _listed(value) if isinstance(card, str))


def _examined(
    text: str, kind: Scheme | None, trust: TrustList, at: int
) -> tuple[str, Findings, Holder | None]:
    if kind is None:
        raise Flaw("trailing_characters" if kind_of(text.strip()) else "not_a_credential")
    if len(text) > LIMIT:
        raise Flaw("too_long")
    if kind == "hc1":
        return hc1.examine(text, trust=trust, at=at)
    return shc.examine(_jws(text), trust=trust, at=at)


def _jws(text: str) -> str:
    if text.strip() != text:
        raise Flaw("trailing_characters")
    if text.startswith(shc.PREFIX):
        return shc.joined(text.split("\n"))
    if not text.startswith("{"):
        return text
    cards = cards_in(text)
    if len(cards) != 1:
        raise Flaw("several" if cards else "not_a_credential")
    return cards[0]


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, dict):
        return []
    cards = value.get("verifiableCredential")
    if isinstance(cards, list):
        return cards
    named = value.get("parameter")
    told = [one for one in named if isinstance(one, dict)] if isinstance(named, list) else []
    return [one.get("valueString") for one in told if one.get("name") == "verifiableCredential"]


def _evidence(
    text: str, kind: Scheme | None, trust: TrustList, *, fault: Fault | None = None,
    issuer: str | None = None, findings: Findings | None = None,
) -> Evidence:  # fmt: skip
    return Evidence(
        kind=kind, signature=MEANS[fault] if fault else "verified", fault=fault,
        trust_list_version=trust.version, digest=digest_of(text), issuer=issuer,
        **(msgspec.structs.asdict(findings) if findings else {}),
    )  # fmt: skip
