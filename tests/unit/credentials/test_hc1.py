"""HC1: each rule of its verification, on certificates that are made here with keys of our own."""

import zlib
from typing import Any

import cbor2
import msgspec
import pytest

from lazaretto.credentials import base45
from lazaretto.credentials.evidence import MEANS, Evidence, Fault, noted
from lazaretto.credentials.evidence import tested_at as counted_from
from lazaretto.credentials.inflating import LIMIT
from lazaretto.credentials.trust import TrustList
from lazaretto.credentials.verifying import examine, verify
from tests.credentialing import (
    AT,
    SAMPLED_AT,
    Hc1,
    dcc,
    ec_key,
    hc1,
    kid_of,
    rsa_key,
    swabbed,
    trusted,
    trusting,
    wrapped,
)

LIST = trusting(trusted(ec_key()))


def judged(text: str, *, trust: TrustList = LIST, at: int = AT) -> Evidence:
    return verify(text, trust=trust, at=at)


def test_a_good_certificate_is_verified() -> None:
    evidence, holder = examine(hc1(), trust=LIST, at=AT)
    assert (evidence.signature, evidence.fault, evidence.kind) == ("verified", None, "hc1")
    assert (evidence.content, evidence.test, evidence.result) == ("test", "naat", "negative")
    assert (evidence.sampled_at, evidence.issuer) == (SAMPLED_AT, "XZ")
    assert evidence.trust_list_version == "2022-03-10.1"
    assert holder is not None
    assert (holder.name, holder.born) == ("Zhāng Wěi", "1980-01-14")


def test_rsa_pss_is_verified_too() -> None:
    trust = trusting(trusted(rsa_key()))
    assert judged(hc1(rsa_key()), trust=trust).signature == "verified"


def test_evidence_holds_no_name() -> None:
    told = msgspec.json.encode(judged(hc1())).decode()
    assert not [part for part in ("Zh", "ZHANG", "WEI", "1980", "URN") if part in told]


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("not_a_credential", "https://example.org"),
        ("not_a_credential", "HC2:" + hc1()[4:]),
        ("not_a_credential", hc1().lower()),
        ("trailing_characters", "\t" + hc1()),
        ("too_long", "HC1:" + "0" * 40_000),
        ("base45", hc1() + "_"),
        ("base45", "HC1::::"),
        ("base45", "HC1:0"),
        ("compression", "HC1:" + base45.encode(Hc1(ec_key(), dcc()).cose())),
        ("compression", "HC1:" + base45.encode(zlib.compress(Hc1(ec_key(), dcc()).cose())[:-1])),
        ("compression", "HC1:" + base45.encode(zlib.compress(Hc1(ec_key(), dcc()).cose()) + b"0")),
        ("compression", wrapped(b"\0" * (LIMIT + 1))),
        ("encoding", wrapped(Hc1(ec_key(), dcc()).cose() + b"\0")),
        ("encoding", wrapped(b"\x81" * 64 + b"\0")),
        ("encoding", wrapped(b"\xd9\x01\x02\x80")),  # a tag that would make a set
        ("cose", wrapped(cbor2.dumps([b"", {}, b""]))),
        ("cose", hc1(protected={1: -7, 2: [4], 4: kid_of(ec_key())})),
        ("cose", hc1(protected={1: -7})),
        ("cose", hc1(protected={1: -8, 4: kid_of(ec_key())})),
        ("cwt", hc1(expires=None)),
        ("cwt", hc1(issued="today")),
        ("cwt", hc1(certificate=[])),
    ],
)  # fmt: skip
def test_what_is_no_signed_certificate(fault: Fault, text: str) -> None:
    evidence = judged(text)
    assert (evidence.fault, evidence.signature) == (fault, MEANS[fault])
    assert evidence.content is evidence.issuer is None


@pytest.mark.parametrize(
    ("fault", "certificate"),
    [
        ("schema", {"ver": "1.3.0", "nam": {}}),
        ("schema", dcc(dob="14.1.1980")),
        ("schema", dcc(ver="1")),
        ("schema", dcc(t=None)),
        ("schema", dcc(t=[])),
        ("schema", dcc(t=dcc()["t"] * 2)),
        ("schema", dcc(r=[dict.fromkeys(("tg", "fr", "co", "is", "df", "du", "ci"), "x")])),
        ("schema", swabbed(sc="2022-03-09")),
        ("schema", swabbed(sc="2022-02-30T09:00:00Z")),
        ("schema", swabbed(ci=None)),
        (None, dcc(v=None, r=None, dob="")),
        (None, dcc(dob="1980-01-14T00:00:00")),
        (None, swabbed(sc="2022-03-09T09:30:00.123+0800")),
    ],
)  # fmt: skip
def test_the_shape_of_a_certificate(fault: Fault | None, certificate: dict[str, Any]) -> None:
    assert judged(hc1(certificate=certificate)).fault == fault


def test_the_name_of_the_key_in_the_protected_header_wins() -> None:
    right, wrong = {4: kid_of(ec_key())}, {4: b"other"}
    assert judged(hc1(protected={1: -7} | right, open=wrong)).fault is None
    assert judged(hc1(protected={1: -7} | wrong, open=right)).fault == "unknown_key"
    assert judged(hc1(protected={1: -7}, open=right)).fault is None
    assert judged(hc1(protected={1: -7}, open=wrong)).fault == "unknown_key"


def test_every_key_of_one_name_is_tried() -> None:
    key = trusted(ec_key())
    other = msgspec.structs.replace(trusted(ec_key(9)), kid=key.kid, issuer="YY")
    assert judged(hc1(), trust=trusting(other, key)).issuer == "XZ"
    assert judged(hc1(), trust=trusting(other)).fault == "signature"


def test_a_changed_certificate_is_bad() -> None:
    cose = bytearray(Hc1(ec_key(), dcc()).cose())
    at = bytes(cose).index(b"260415000")
    cose[at : at + 9] = b"260373001"
    assert judged(wrapped(bytes(cose))).fault == "signature"


def test_nobody_is_believed_by_default() -> None:
    assert judged(hc1(), trust=trusting()).fault == "unknown_key"


@pytest.mark.parametrize(
    ("fault", "more"),
    [
        ("key_revoked", {"revoked": True}),
        ("key_usage", {"usages": ("vaccination",)}),
        ("key_period", {"not_before": AT}),
        ("key_period", {"not_after": AT}),
        (None, {"usages": ("test", "recovery"), "not_before": AT - 7200, "not_after": AT + 86_400}),
    ],
)
def test_what_a_key_may_sign(fault: Fault | None, more: dict[str, Any]) -> None:
    assert judged(hc1(), trust=trusting(trusted(ec_key(), **more))).fault == fault


def test_when_it_is_valid() -> None:
    text = hc1()
    assert judged(text, at=AT + 86_399).fault is None
    assert judged(text, at=AT + 86_400).fault == "expired"
    assert judged(text, at=AT - 7200).fault is None
    assert judged(text, at=AT - 7201).fault == "not_yet"


def test_a_list_past_its_time_believes_nobody() -> None:
    trust = trusting(trusted(ec_key()), good_until=AT)
    assert judged(hc1(), trust=trust, at=AT - 1).fault is None
    assert judged(hc1(), trust=trust).fault == "trust_list_stale"


def test_a_scanner_ends_with_enter() -> None:
    assert judged(hc1() + "\r\n").fault is None


@pytest.mark.parametrize(
    ("certificate", "match", "counted"),
    [
        (dcc(), "manual", SAMPLED_AT),
        (dcc(), "exact", SAMPLED_AT),
        (dcc(), "mismatch", None),
        (dcc(), None, None),
        (swabbed(tr="260373001"), "manual", None),
        (swabbed(tr="something"), "manual", None),
        (swabbed(tt="LP217198-3"), "manual", None),
        (swabbed(tg="0"), "manual", None),
        (swabbed(sc="2022-03-11T09:30:00Z"), "manual", None),
    ],
)
def test_only_a_negative_of_the_person_at_the_gate_is_counted(
    certificate: dict[str, Any], match: Any, counted: int | None
) -> None:
    evidence = judged(hc1(certificate=certificate))
    assert evidence.signature == "verified"
    seen = msgspec.structs.replace(evidence, subject_match=match)
    assert counted_from(seen, at=AT) == counted
    assert len(noted(seen)) <= 64


def test_what_is_not_verified_is_never_counted() -> None:
    forged = msgspec.structs.replace(judged(hc1(), trust=trusting()), subject_match="manual")
    assert counted_from(forged, at=AT) is None
    assert noted(forged).startswith("hc1.untrusted_issuer.manual.")


def test_the_alphabet_of_base45() -> None:
    assert base45.encode(b"Hello!!") == "%69 VD92EX0"  # RFC 9285, 4.3
    assert base45.decode("QED8WEX0") == b"ietf!"
    for size in range(1, 9):
        assert base45.decode(base45.encode(bytes(range(250, 250 - size, -1)))) == bytes(
            range(250, 250 - size, -1)
        )
