"""The trust list: who signed it, how old it is, where its keys come from, and the words of what is wrong."""

import json
from typing import get_args

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lazaretto.credentials.evidence import MEANS, Fault
from lazaretto.credentials.keys import EcKey, RsaKey, to_text
from lazaretto.credentials.sources import Unusable, key_of_certificate, keys_of_set
from lazaretto.credentials.trust import NOBODY, TrustedKey, TrustList, Untrusted, read, sign, succeeds
from lazaretto.credentials.wording import FAULTS, UNTRUSTED, UNUSABLE, words
from tests.credentialing import ISS, ec_key, trusted, trusting

PUBLISHER, STRANGER = (Ed25519PrivateKey.from_private_bytes(bytes([n] * 32)) for n in (1, 2))
PINNED = (to_text(PUBLISHER.public_key().public_bytes_raw()),)
LIST = trusting(trusted(ec_key()), trusted(ec_key(2), scheme="shc"), publisher="Health commission")


def test_a_signed_list_is_read_back() -> None:
    assert read(sign(LIST, publisher=PUBLISHER), publishers=PINNED) == LIST


def test_a_list_of_another_publisher_is_not_used() -> None:
    file = sign(LIST, publisher=STRANGER)
    assert read(file, publishers=PINNED) == "publisher_unknown"
    assert read(file, publishers=()) == "publisher_unknown"


def test_a_changed_list_is_not_used() -> None:
    head, body, signature = sign(LIST, publisher=PUBLISHER).split(b".")
    other = sign(trusting(), publisher=PUBLISHER).split(b".")[1]
    assert read(b".".join((head, other, signature)), publishers=PINNED) == "publisher_unknown"
    assert read(b".".join((head, body)), publishers=PINNED) == "list_unreadable"
    assert read(b"", publishers=PINNED) == "list_unreadable"
    assert read(b"\xff.\xff.\xff", publishers=PINNED) == "list_unreadable"


@pytest.mark.parametrize(
    "jwk",
    [
        EcKey("P-256", "AA", "AA"),
        EcKey("P-384", "AA", "AA"),
        RsaKey("AQAB", "AQAB"),
        EcKey("P-256", "!", "="),
    ],
)
def test_a_list_with_a_key_that_is_none_is_not_used(jwk: EcKey | RsaKey) -> None:
    key = TrustedKey(scheme="hc1", kid="AA", issuer="XZ", jwk=jwk)
    assert read(sign(trusting(key), publisher=PUBLISHER), publishers=PINNED) == "list_key_unusable"


def test_an_older_list_never_takes_the_place_of_a_newer_one() -> None:
    older = TrustList(version="old", made_at=LIST.made_at - 1)
    assert not succeeds(older, LIST)
    assert succeeds(LIST, older)
    assert succeeds(LIST, NOBODY)


def test_a_key_set_is_taken_up_with_what_was_withdrawn() -> None:
    key = trusted(ec_key(2), scheme="shc")
    told = {"kid": key.kid, "use": "sig", "alg": "ES256", **msgspec.to_builtins(key.jwk)}
    crl = json.dumps({"kid": key.kid, "method": "rid", "ctr": 1, "rids": ["a", "b.5"]}).encode()
    data = json.dumps({"keys": [told]}).encode()
    assert keys_of_set(data, issuer=ISS) == (key,)
    assert keys_of_set(data, issuer=ISS, withdrawn=(crl,)) == (
        msgspec.structs.replace(key, rids=("a", "b.5")),
    )
    assert keys_of_set(json.dumps({"keys": [{**told, "d": "x"}]}).encode(), issuer=ISS) == "private"
    assert keys_of_set(json.dumps({"keys": [{**told, "kid": "x"}]}).encode(), issuer=ISS) == "wrong_kid"
    assert keys_of_set(json.dumps({"keys": [{**told, "x5c": ["AA"]}]}).encode(), issuer=ISS) == "wrong_issuer"
    assert keys_of_set(b"[]", issuer=ISS) == "not_a_key_set"
    assert key_of_certificate(b"no", issuer="XZ") == "not_a_certificate"


def test_every_fault_means_something_and_has_its_words() -> None:
    assert set(MEANS) == set(FAULTS) == set(get_args(Fault))
    assert set(UNTRUSTED) == set(get_args(Untrusted))
    assert set(UNUSABLE) == set(get_args(Unusable))
    assert all(all(said) for said in (*FAULTS.values(), *UNTRUSTED.values(), *UNUSABLE.values()))
    assert set(words()["signature"]) == {"zh-Hans", "zh-Hant", "en"}
