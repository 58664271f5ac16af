"""Credentials, whatever is put into a code: nothing is raised, and nothing that was changed is believed."""

import zlib
from contextlib import suppress
from typing import Any

import cbor2
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.credentials import base45, cbor
from lazaretto.credentials.evidence import MEANS, Evidence, Flaw, instant_of
from lazaretto.credentials.evidence import tested_at as counted_from
from lazaretto.credentials.verifying import examine, verify
from tests.credentialing import (
    AT,
    Hc1,
    dcc,
    ec_key,
    hc1,
    jws,
    numeric,
    payload,
    swabbed,
    trusted,
    trusting,
    wrapped,
)

LIST = trusting(trusted(ec_key()), trusted(ec_key(2), scheme="shc"))
COSE, CODE, CARD = Hc1(ec_key(), dcc()).cose(), hc1(), jws()
GOOD = verify(CODE, trust=LIST, at=AT)

scalars = st.none() | st.booleans() | st.integers(-(2**64), 2**64) | st.text(max_size=8) | st.floats()
values = st.recursive(
    scalars | st.binary(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
flips = st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 255)), min_size=1, max_size=4)


def judged(text: str) -> Evidence:
    """The evidence, which is whole whatever it was made of."""
    evidence, holder = examine(text, trust=LIST, at=AT)
    assert evidence.signature == ("verified" if evidence.fault is None else MEANS[evidence.fault])
    if evidence.fault is not None:
        assert (evidence.content, evidence.result, evidence.sampled_at, evidence.issuer) == (None,) * 4
        assert holder is None
        assert counted_from(evidence, at=AT) is None
    return evidence


def changed(data: bytes, where: list[tuple[int, int]]) -> bytes:
    """The bytes with some of them changed."""
    other = bytearray(data)
    for place, by in where:
        other[place % len(other)] ^= by
    return bytes(other)


@given(st.text() | st.text().map(lambda text: "HC1:" + text) | st.text().map(lambda text: "shc:/" + text))
def test_any_text_is_answered(text: str) -> None:
    assert judged(text).signature != "verified"


@given(st.binary(max_size=200))
def test_any_bytes_in_a_code_are_answered(data: bytes) -> None:
    assert judged("HC1:" + base45.encode(data)).signature == "none"
    assert judged(wrapped(data)).signature != "verified"
    assert base45.decode(base45.encode(data)) == data


@given(values)
def test_any_structure_in_a_code_is_answered(value: Any) -> None:
    assert judged(wrapped(cbor2.dumps(value))).signature != "verified"


@given(flips)
def test_a_changed_structure_says_the_same_or_is_not_believed(where: list[tuple[int, int]]) -> None:
    """The tag and the open header are not signed: they may change, and change nothing."""
    evidence = judged(wrapped(changed(COSE, where)))
    if evidence.signature == "verified":
        assert (evidence.result, evidence.sampled_at, evidence.issuer) == (
            GOOD.result, GOOD.sampled_at, GOOD.issuer,
        )  # fmt: skip


@given(flips)
def test_changed_compressed_bytes_are_not_believed(where: list[tuple[int, int]]) -> None:
    packed = zlib.compress(COSE)
    other = changed(packed, where)
    if other != packed:
        evidence = judged("HC1:" + base45.encode(other))
        assert evidence.signature != "verified" or evidence.sampled_at == GOOD.sampled_at


@given(st.integers(5, len(CARD) - 1), st.sampled_from("AZaz09-_.+="))
def test_a_changed_letter_of_a_card_is_not_believed(place: int, letter: str) -> None:
    other = CARD[:place] + letter + CARD[place + 1 :]
    if other != CARD:
        assert judged(other).signature != "verified"


@given(st.integers(0, 2 * len(CARD) - 1), st.integers(1, 9))
def test_a_changed_digit_of_a_card_is_not_believed(place: int, by: int) -> None:
    text = numeric(CARD)
    at = len("shc:/") + place
    other = text[:at] + str((int(text[at]) + by) % 10) + text[at + 1 :]
    assert judged(other).signature != "verified"


@given(st.dictionaries(st.sampled_from(("t", "v", "r", "nam", "dob", "ver")), json_values))
def test_whatever_a_trusted_issuer_signs_is_answered(parts: dict[str, Any]) -> None:
    judged(hc1(certificate=dcc(**parts)))


@given(st.dictionaries(st.sampled_from(("tg", "tt", "sc", "tr", "co", "ci")), json_values))
def test_whatever_stands_in_a_test_is_answered(parts: dict[str, Any]) -> None:
    judged(hc1(certificate=swabbed(**parts)))


@given(json_values)
def test_whatever_bundle_a_trusted_issuer_signs_is_answered(bundle: Any) -> None:
    judged(jws(payload(bundle)))
    entry = {"fullUrl": "resource:0", "resource": {"resourceType": "Observation", "status": "final"}}
    for field in ("code", "valueCodeableConcept", "effectiveDateTime", "name"):
        filled = {**entry, "resource": {**entry["resource"], field: bundle}}  # type: ignore[dict-item]  # a dict
        judged(jws(payload({"resourceType": "Bundle", "entry": [filled]})))


@given(values)
def test_what_is_decoded_is_plain(value: Any) -> None:
    with suppress(Flaw):
        assert cbor.decode(cbor2.dumps(value)) == value


@given(st.datetimes(), st.integers(-14 * 60, 14 * 60))
def test_an_instant_in_words_is_read(moment: Any, offset: int) -> None:
    sign, minutes = ("-" if offset < 0 else "+"), abs(offset)
    text = f"{moment:%Y-%m-%dT%H:%M:%S}{sign}{minutes // 60:02}:{minutes % 60:02}"
    read = instant_of(text)
    if 1900 <= moment.year < 2100:
        whole = moment.replace(microsecond=0)
        assert read is not None
        assert read + offset * 60 == round((whole - type(moment)(1970, 1, 1)).total_seconds())
    else:
        assert read is None
