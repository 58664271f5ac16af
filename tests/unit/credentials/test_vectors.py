"""The published vectors: the EU's certificates, and the files of the SMART Health Cards project."""

import json
from collections.abc import Iterable

import msgspec
import pytest

from lazaretto.credentials import hc1
from lazaretto.credentials.evidence import Fault
from lazaretto.credentials.sources import keys_of_set
from lazaretto.credentials.trust import TrustList
from lazaretto.credentials.verifying import cards_in, verify
from tests.credentialing import (
    ABSENT,
    CARDS_AT,
    EXAMPLE_ISSUER,
    Vector,
    card_trust,
    card_vectors,
    data,
    dcc_vectors,
    ec_key,
    jws,
    packed,
    payload,
    trusted,
    trusting,
)

UNREAD: set[Fault] = {"encoding", "cose", "cwt"}
UNSIGNED: set[Fault] = {"not_a_credential", "base45", "compression", *UNREAD, "unknown_key", "signature"}
# Each flag that is claimed, and the faults that say it is false. Not claimed: whether the picture of a code
# can be read, and whether others would write the same bytes (PICTUREDECODE, VALIDOBJECT, ENCODE).
SAYS: dict[str, set[Fault]] = {
    "UNPREFIX": {"not_a_credential"}, "B45DECODE": {"base45"}, "COMPRESSION": {"compression"},
    "DECODE": UNREAD, "VERIFY": UNSIGNED, "EXPIRATIONCHECK": {"expired", "not_yet"},
    "SCHEMAVALIDATION": {"schema"}, "KEYUSAGE": {"key_usage"},
}  # fmt: skip
NEVER_A_CARD = (
    "shlink", "valid_key", "wrong_c", "wrong_k", "invalid_", "test-issuers", "README", "test-example-00-a",
    "test-example-00-b",
)  # fmt: skip
# What each file that must be refused is refused for, as its project's own validator has it; None: that one
# only warns, and the card is good. Single codes of a card that needs several are all "part_missing".
REFUSED: dict[str, Fault | None] = {
    "test-example-00-d-jws-der-signature-r-neg.txt": "signature",
    "test-example-00-d-jws-der-signature-s-neg.txt": "signature",
    "test-example-00-d-jws-invalid-signature.txt": "signature",
    "test-example-00-d-jws-issuer-not-valid-with-smart-key.txt": "other_issuer",
    "test-example-00-d-jws-no_deflate.txt": "header",
    "test-example-00-d-jws-no_jws_header_kid.txt": "header",
    "test-example-00-d-jws-trailing_chars.txt": "trailing_characters",
    "test-example-00-d-jws-wrong_jws_header_kid.txt": "unknown_key",
    "test-example-00-e-file-invalid_deflate.smart-health-card": "compression",
    "test-example-00-e-file-invalid_issuer_url_http.smart-health-card": "issuer_form",
    "test-example-00-e-file-jws_too_long.smart-health-card": "payload",
    "test-example-00-e-file-multi-jws.smart-health-card": "several",
    "test-example-00-e-file-trailing_chars.smart-health-card": "trailing_characters",
    "test-example-00-f-qr-code-numeric-value-0-index-out-of-range.txt": "part_wrong",
    "test-example-00-f-qr-code-numeric-value-0-odd-count.txt": "numeric",
    "test-example-00-f-qr-code-numeric-value-0-trailing_chars.txt": "trailing_characters",
    "test-example-00-f-qr-code-numeric-value-0-wrong_qr_header.txt": "not_a_credential",
    "test-example-00-fhirhealthcard-with-resource-link.json": "several",
    "test-example-02-f-qr-code-numeric-value-0-qr_chunk_too_big.txt": "part_wrong",
    "test-example-1195-byte-qrnumeric.txt": None,
}
# Payloads and bundles come unsigned: they are signed here by an issuer of ours, and then judged.
PAYLOADS: dict[str, Fault | None] = {
    "expired": "expired", "nbf_not_yet_valid": "not_yet", "pre-expired": "payload",
    "missing-shc-vc-type": "not_a_health_card", "missing-covid-vc-type": None, "unknown-vc-types": None,
}  # fmt: skip
BUNDLES: dict[str, Fault | None] = {
    "fhirBundle-empty-values": "bundle", "short-refs": "bundle", "fhirBundle-profile-usa": "bundle",
    "fhirBundle-bad_meta_non_security": None, "fhirBundle-trailing_chars": None,
}  # fmt: skip
KEYS = {
    "valid_key": 1, "valid_keys": 3, "wrong_curve_key": "kind_of_key", "wrong_kty_key": "kind_of_key",
    "invalid_DNS_SAN.public": "wrong_issuer", "invalid_no_SAN.public": "wrong_issuer",
}  # fmt: skip


def each(vectors: Iterable[Vector]) -> pytest.MarkDecorator:
    """One case a vector; one that is skipped where there are none."""
    cases = [pytest.param(vector, id=vector.name) for vector in vectors]
    return pytest.mark.parametrize("vector", cases or [pytest.param(None, marks=pytest.mark.skip(ABSENT))])


def relaxed(vector: Vector) -> Fault | None:
    """The fault when it was surely valid, by a key without an end: of what is asked after those."""
    key = msgspec.structs.replace(vector.trust.keys[0], not_before=None, not_after=None)
    try:
        at = hc1.claims_of(hc1.taken_apart(vector.text).payload).issued
    except Exception:
        at = vector.at
    return verify(vector.text, trust=trusting(key), at=at).fault


@each(dcc_vectors())
def test_a_certificate_is_what_its_makers_say(vector: Vector) -> None:
    flags, told = vector.expected
    fault = verify(vector.text, trust=vector.trust, at=vector.at).fault
    for flag, faults in SAYS.items():
        if flag in flags:
            found = relaxed(vector) if flag in ("SCHEMAVALIDATION", "KEYUSAGE") else fault
            assert (found not in faults) == flags[flag], f"{flag}: {found}"
    if flags.get("VALIDJSON") and vector.name != "FR/2DCode/raw/test_pcr_ok.json":  # its two hours differ
        assert hc1.claims_of(hc1.taken_apart(vector.text).payload).certificate == told["JSON"]
    if not any(value is False for value in flags.values()):
        assert relaxed(vector) is None


@each(dcc_vectors())
def test_nobody_is_believed_without_a_list(vector: Vector) -> None:
    evidence = verify(vector.text, trust=trusting(), at=vector.at)
    assert evidence.signature in ("none", "bad", "untrusted_issuer")
    assert (evidence.content, evidence.result, evidence.sampled_at) == (None, None, None)


def expected(vector: Vector) -> Fault | None:
    """What a card is refused for."""
    folder, _, name = vector.name.partition("/")
    if folder == "positive":
        fault: Fault | None = vector.expected
        return fault
    if name in REFUSED:
        return REFUSED[name]
    if "qr_chunk_too_small" in name:
        return "part_missing"
    assert name.startswith(NEVER_A_CARD), f"nothing is said of {name}"
    return "trailing_characters" if "trailing_chars" in name else "not_a_credential"


@each(card_vectors())
def test_a_health_card_is_what_its_makers_say(vector: Vector) -> None:
    assert verify(vector.text, trust=vector.trust, at=vector.at).fault == expected(vector)


@pytest.mark.skipif(data("shc") is None, reason=ABSENT)
@pytest.mark.parametrize(
    "name", ["e-file-multi-jws.smart-health-card", "fhirhealthcard-with-resource-link.json"]
)
def test_each_card_of_a_file_is_good(name: str) -> None:
    cards = cards_in(negative(f"test-example-00-{name}"))
    assert len(cards) > 1
    assert {verify(card, trust=card_trust(), at=CARDS_AT).fault for card in cards} == {None}


@pytest.mark.skipif(data("shc") is None, reason=ABSENT)
@pytest.mark.parametrize("name", PAYLOADS)
def test_a_published_payload_signed_again_is_judged(name: str) -> None:
    said = json.loads(negative(f"test-example-00-b-jws-payload-expanded-{name}.json"))
    assert verify(jws(said), trust=ours(EXAMPLE_ISSUER), at=CARDS_AT).fault == PAYLOADS[name]


@pytest.mark.skipif(data("shc") is None, reason=ABSENT)
@pytest.mark.parametrize("name", BUNDLES)
def test_a_published_bundle_signed_again_is_judged(name: str) -> None:
    bundle = json.loads(negative(f"test-example-00-a-{name}.json"))
    card = jws(plain=packed(payload(bundle)))
    assert verify(card, trust=ours(), at=CARDS_AT).fault == BUNDLES[name]


@pytest.mark.skipif(data("shc") is None, reason=ABSENT)
@pytest.mark.parametrize("name", KEYS)
def test_a_published_key_set_is_judged(name: str) -> None:
    keys = keys_of_set(negative(f"{name}.json").encode(), issuer="https://smarthealth.cards/issuer")
    assert (keys if isinstance(keys, str) else len(keys)) == KEYS[name]


@pytest.mark.skipif(data("shc") is None, reason=ABSENT)
def test_nothing_in_the_folder_is_left_out() -> None:
    names = {vector.name.partition("/")[2] for vector in card_vectors() if vector.name.startswith("negative")}
    judged = {*REFUSED, *(f"{name}.json" for name in KEYS)}
    judged |= {f"test-example-00-b-jws-payload-expanded-{name}.json" for name in PAYLOADS}
    judged |= {f"test-example-00-a-{name}.json" for name in BUNDLES}
    rest = {name for name in names - judged if "qr_chunk_too_small" not in name}
    assert {name for name in rest if not name.startswith(("shlink", "README", "test-issuers"))} == set()


def negative(name: str) -> str:
    """A file of the folder."""
    folder = data("shc")
    assert folder is not None
    return (folder / "negative" / name).read_text(encoding="utf-8")


def ours(issuer: str | None = None) -> TrustList:
    """A list of our own issuer, under any address."""
    return trusting(trusted(ec_key(2), scheme="shc", issuer=issuer))
