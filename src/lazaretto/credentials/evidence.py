"""What is kept of a credential: whether it can be believed, and the little that the gate asks of it.

The credential itself, and the name in it, are kept nowhere: :class:`Holder` is shown to the officer, who
compares it with the person and says so; :class:`Evidence` is what may be recorded.
"""

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

Scheme = Literal["hc1", "shc"]
Signature = Literal["verified", "untrusted_issuer", "bad", "none", "expired"]
Content = Literal["test", "vaccination", "recovery", "other"]
Test = Literal["naat", "antigen", "other"]
Result = Literal["negative", "positive", "unknown"]
Match = Literal["exact", "manual", "mismatch"]
Fault = Literal[
    "not_a_credential", "trailing_characters", "too_long", "several", "part_missing", "part_wrong",
    "base45", "numeric", "compression", "encoding",
    "cose", "cwt", "header", "payload", "issuer_form", "signature", "schema", "bundle", "not_a_health_card",
    "unknown_key", "other_issuer", "key_revoked", "key_usage", "key_period", "trust_list_stale",
    "expired", "not_yet", "revoked",
]  # fmt: skip

# What a fault means for the signature. Only a credential without any fault is "verified".
# none: nothing was read that could have been signed. bad: signed wrongly, or against the format's rules.
# untrusted_issuer: nobody whom this house trusts to say this. expired: good, but not valid at this instant.
MEANS: dict[Fault, Signature] = {
    "not_a_credential": "none", "trailing_characters": "none", "too_long": "none", "several": "none",
    "part_missing": "none", "part_wrong": "none", "base45": "none", "numeric": "none", "compression": "none",
    "encoding": "none", "cose": "bad", "cwt": "bad", "header": "bad", "payload": "bad", "issuer_form": "bad",
    "signature": "bad", "schema": "bad", "bundle": "bad", "not_a_health_card": "bad",
    "unknown_key": "untrusted_issuer", "other_issuer": "untrusted_issuer", "key_revoked": "untrusted_issuer",
    "key_usage": "untrusted_issuer", "key_period": "untrusted_issuer", "trust_list_stale": "untrusted_issuer",
    "expired": "expired", "not_yet": "expired", "revoked": "expired",
}  # fmt: skip

_INSTANT = re.compile(
    r"((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]{1,9})?"
    r"(Z|[+-][0-9]{2}(?::?[0-9]{2})?)"
)


class Flaw(Exception):
    """Inside this room only: what is wrong, on its way to becoming a value."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What a credential says whose signature is good. sampled_at: seconds of the epoch."""

    content: Content
    test: Test | None = None
    result: Result | None = None
    sampled_at: int | None = None


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a credential speaks of, to be compared with the person at the gate and then forgotten."""

    name: str
    born: str


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What may be kept. Nothing of what a credential says is told unless its signature is good.

    fault: the first thing wrong with it, None only where it is verified. subject_match: what the officer
    said on comparing the holder with the person; None until then. digest: SHA-256 of the text, in hex.
    """

    kind: Scheme | None
    signature: Signature
    fault: Fault | None
    trust_list_version: str
    digest: str
    issuer: str | None = None
    content: Content | None = None
    test: Test | None = None
    result: Result | None = None
    sampled_at: int | None = None
    subject_match: Match | None = None


def tested_at(evidence: Evidence, *, at: int) -> int | None:
    """When the swab of a negative nucleic acid test was taken: what the gate's table may count from.

    None unless the credential is verified, is about the person at the gate, and the swab lies in the past.
    """
    believed = evidence.signature == "verified" and evidence.subject_match in ("exact", "manual")
    negative = evidence.test == "naat" and evidence.result == "negative"
    if not believed or not negative or evidence.sampled_at is None or evidence.sampled_at > at:
        return None
    return evidence.sampled_at


def noted(evidence: Evidence) -> str:
    """One code of at most 64 characters for the answers of a check: kind, signature, match, digest."""
    match = evidence.subject_match or "unmatched"
    return f"{evidence.kind or 'none'}.{evidence.signature}.{match}.{evidence.digest[:16]}"


def digest_of(text: str) -> str:
    """SHA-256 of a credential's text, in hex: names it without telling it."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def instant_of(text: str) -> int | None:
    """Seconds of the epoch, for a date and time with an offset; None for anything else.

    A day without a time is no instant: an age in hours cannot be counted from it.
    """
    found = _INSTANT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
    return int((moment - _offset(found[7])).timestamp())


def _offset(text: str) -> timedelta:
    if text == "Z":
        return timedelta()
    digits = text[1:].replace(":", "").ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -ahead if text[0] == "-" else ahead
