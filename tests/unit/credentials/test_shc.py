"""SMART Health Cards: each rule of their verification, on cards that are made here with keys of our own."""

from typing import Any

import pytest

from lazaretto.credentials.evidence import Evidence, Fault
from lazaretto.credentials.inflating import LIMIT
from lazaretto.credentials.keys import to_text
from lazaretto.credentials.trust import TrustList
from lazaretto.credentials.verifying import examine, verify
from tests.credentialing import (
    AT,
    ISS,
    SAMPLED_AT,
    bundled,
    chunks,
    ec_key,
    jws,
    numeric,
    observation,
    packed,
    payload,
    trusted,
    trusting,
)

KEY = trusted(ec_key(2), scheme="shc")
LIST = trusting(KEY)


def judged(text: str, *, trust: TrustList = LIST, at: int = AT) -> Evidence:
    return verify(text, trust=trust, at=at)


def test_a_good_card_is_verified_in_every_form() -> None:
    card = jws()
    file = packed({"verifiableCredential": [card]}).decode()
    for text in (numeric(card), card, file, "\n".join(chunks(card, 3)), "\n".join(reversed(chunks(card, 3)))):
        evidence, holder = examine(text, trust=LIST, at=AT)
        assert (evidence.kind, evidence.signature, evidence.issuer) == ("shc", "verified", ISS)
        assert (evidence.test, evidence.result, evidence.sampled_at) == ("naat", "negative", SAMPLED_AT)
        assert holder is not None
        assert (holder.name, holder.born) == ("Zhang Wei", "1980-01-14")


def nested(depth: int) -> Any:
    """A list in a list in a list."""
    return [nested(depth - 1)] if depth else 1


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("numeric", numeric(jws()) + "1"),
        ("numeric", "shc:/99"),
        ("numeric", "shc:/"),
        ("part_missing", chunks(jws(), 3)[0]),
        ("part_wrong", "\n".join(chunks(jws(), 3)[:1] * 2)),
        ("part_wrong", "\n".join([chunks(jws(), 3)[0], chunks(jws(), 2)[1]])),
        ("part_wrong", "shc:/3/2/5676"),
        ("encoding", "eyJ.a.b"),
        ("encoding", jws() + "="),
        ("several", packed({"verifiableCredential": [jws(), jws()]}).decode()),
        ("not_a_credential", packed({"verifiableCredential": []}).decode()),
        ("not_a_credential", "{" * 5000),
        ("trailing_characters", " " + jws()),
        ("header", jws(header={"alg": "none"})),
        ("header", jws(header={"zip": ""})),
        ("header", jws(header={"kid": ""})),
        ("header", jws(header={"crit": ["x"]})),
        ("compression", jws(plain=b"{" + b" " * LIMIT + b"}")),
        ("payload", jws(plain=b" {}")),
        ("payload", jws(plain=b"{\xff}")),
        ("payload", jws(payload(nbf="now"))),
        ("payload", jws(payload(exp=AT - 8000))),
        ("issuer_form", jws(payload(iss=ISS.replace("https", "http")))),
        ("issuer_form", jws(payload(iss=ISS + "/"))),
        ("not_a_health_card", jws(payload(vc={"type": ["VerifiableCredential"]}))),
        ("unknown_key", jws(private=ec_key(3))),
        ("other_issuer", jws(payload(iss="https://another.example/issuer"))),
        ("signature", jws()[:-8] + "AAAAAAAA"),
        ("signature", jws() + to_text(b"\0" * 3)),
        ("expired", jws(payload(exp=AT))),
        ("not_yet", jws(payload(nbf=AT + 0.5))),
        ("bundle", jws(payload({"resourceType": "Bundle", "entry": []}))),
        ("bundle", jws(payload(bundled(observation(note=""))))),
        ("bundle", jws(payload(bundled({"resourceType": "Patient", "name": [{"family": "Li"}]})))),
        ("bundle", jws(payload(bundled(observation(deep=nested(40)))))),
    ],
)  # fmt: skip
def test_what_is_no_good_card(fault: Fault, text: str) -> None:
    assert judged(text).fault == fault


def test_the_result_of_nobody_is_none() -> None:
    bundle = bundled(observation())
    bundle["entry"] = bundle["entry"][1:]
    assert judged(jws(payload(bundle))).fault == "bundle"


@pytest.mark.parametrize(
    ("rids", "fault"),
    [
        (("another",), None), (("rid-1",), "revoked"), ((f"rid-1.{AT}",), "revoked"),
        ((f"rid-1.{AT - 7200}",), "revoked"), ((f"rid-1.{AT - 7201}",), None),
    ],
)  # fmt: skip
def test_a_card_that_its_issuer_took_back(rids: tuple[str, ...], fault: Fault | None) -> None:
    """``rid`` takes back all cards of that name, ``rid.seconds`` those of before."""
    trust = trusting(trusted(ec_key(2), scheme="shc", rids=rids))
    assert judged(jws(payload(vc={"rid": "rid-1"})), trust=trust).fault == fault


@pytest.mark.parametrize(
    ("resources", "found"),
    [
        ([observation()], ("test", "naat", "negative", SAMPLED_AT)),
        ([observation(effectiveDateTime="2022-03-09")], ("test", "naat", "negative", None)),
        ([observation(status="entered-in-error")], ("other", None, None, None)),
        ([observation(code={"coding": [{"system": "http://loinc.org", "code": "94558-4"}]})],
         ("test", "antigen", "negative", SAMPLED_AT)),
        ([observation(code={"coding": [{"system": "urn:x", "code": "94500-6"}]})],
         ("other", None, None, None)),
        ([observation(valueCodeableConcept={"text": "negative"})], ("test", "naat", "unknown", SAMPLED_AT)),
        ([observation(), observation(effectiveDateTime="2022-03-10T00:00:00Z",
                                     valueCodeableConcept={"coding": [{"code": "260373001"}]})],
         ("test", "naat", "positive", 1_646_870_400)),
        ([observation(), observation(valueCodeableConcept={"coding": [{"code": "LA6576-8"}]})],
         ("test", "naat", "positive", SAMPLED_AT)),
        ([{"resourceType": "Immunization"}], ("vaccination", None, None, None)),
    ],
)  # fmt: skip
def test_what_a_card_says(resources: list[dict[str, Any]], found: tuple[Any, ...]) -> None:
    evidence = judged(jws(payload(bundled(*resources))))
    assert evidence.signature == "verified"
    assert (evidence.content, evidence.test, evidence.result, evidence.sampled_at) == found


def test_a_key_may_be_trusted_for_one_thing_alone() -> None:
    trust = trusting(trusted(ec_key(2), scheme="shc", usages=("vaccination",)))
    assert judged(jws(), trust=trust).fault == "key_usage"
    assert (
        judged(jws(), trust=trusting(trusted(ec_key(2), scheme="shc", revoked=True))).fault == "key_revoked"
    )
