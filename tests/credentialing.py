"""Health credentials for tests: issuers with keys of their own, and the published vectors where they are.

The published ones lie under ``LAZARETTO_DATA``, or beside the repository in ``shared/data``: the EU's DCC
test data, and the SMART Health Cards project's examples and files that must be refused.
"""

import base64
import hashlib
import json
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.hashes import SHA256

from lazaretto.credentials import base45
from lazaretto.credentials.evidence import Content, Scheme
from lazaretto.credentials.keys import EcKey, key_of, thumbprint, to_text
from lazaretto.credentials.sources import key_of_certificate, keys_of_set
from lazaretto.credentials.trust import TrustedKey, TrustList

AT = 1_646_900_000  # 2022-03-10T08:13:20Z
SAMPLED = "2022-03-09T09:30:00+08:00"
SAMPLED_AT = 1_646_789_400
ISS = "https://cards.example/issuer"
ROOT = Path(__file__).resolve().parents[1]


@cache
def ec_key(number: int = 1) -> ec.EllipticCurvePrivateKey:
    """One key on P-256 for each number, always the same."""
    return ec.derive_private_key(10**40 + number, ec.SECP256R1())


@cache
def rsa_key() -> rsa.RSAPrivateKey:
    """One RSA key for a run."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def trusted(
    private: Any, *, scheme: Scheme = "hc1", issuer: str | None = None, usages: tuple[Content, ...] = (),
    **more: Any,
) -> TrustedKey:  # fmt: skip
    """The public half as a list has it."""
    jwk = key_of(private.public_key())
    assert jwk is not None
    kid = thumbprint(jwk) if scheme == "shc" and isinstance(jwk, EcKey) else to_text(kid_of(private))
    whose = issuer or ("XZ" if scheme == "hc1" else ISS)
    return TrustedKey(scheme=scheme, kid=kid, issuer=whose, jwk=jwk, usages=usages, **more)


def trusting(*keys: TrustedKey, version: str = "2022-03-10.1", **more: Any) -> TrustList:
    """A list of keys."""
    return TrustList(version=version, made_at=AT - 3600, keys=keys, **more)


def kid_of(private: Any) -> bytes:
    """Eight bytes that name a key; here of the public key alone."""
    return hashlib.sha256(repr(key_of(private.public_key())).encode()).digest()[:8]


# HC1 ------------------------------------------------------------------------------------------------------


def dcc(**parts: Any) -> dict[str, Any]:
    """A certificate of a negative nucleic acid test, its parts changed; None takes one away."""
    test = {
        "tg": "840539006", "tt": "LP6464-4", "nm": "PCR", "sc": SAMPLED, "tr": "260415000", "tc": "Lab 1",
        "co": "XZ", "is": "Ministry of Health", "ci": "URN:UVCI:01:XZ:1",
    }  # fmt: skip
    name = {"fn": "Zhāng", "fnt": "ZHANG", "gn": "Wěi", "gnt": "WEI"}
    whole = {"ver": "1.3.0", "nam": name, "dob": "1980-01-14", "t": [test], **parts}
    return {name: part for name, part in whole.items() if part is not None}


def swabbed(**parts: Any) -> dict[str, Any]:
    """The same with parts of its one test changed."""
    return dcc(t=[{**dcc()["t"][0], **parts}])


def es256(private: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """r and s side by side."""
    r, s = utils.decode_dss_signature(private.sign(message, ec.ECDSA(SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def ps256(private: rsa.RSAPrivateKey, message: bytes) -> bytes:
    """RSA-PSS with a salt of 32 bytes."""
    return private.sign(message, padding.PSS(padding.MGF1(SHA256()), 32), SHA256())


@dataclass(frozen=True)
class Hc1:
    """How an HC1 is made; each part may be made wrongly."""

    private: Any
    certificate: Any
    issued: Any = AT - 7200
    expires: Any = AT + 86_400
    protected: Mapping[int, Any] | None = None
    open: Mapping[int, Any] | None = None
    level: int = 9

    def text(self) -> str:
        """The text of the code."""
        return "HC1:" + base45.encode(zlib.compress(self.cose(), self.level))

    def cose(self) -> bytes:
        """The signed bytes."""
        algorithm = -37 if isinstance(self.private, rsa.RSAPrivateKey) else -7
        header = {1: algorithm, 4: kid_of(self.private)} if self.protected is None else dict(self.protected)
        protected = cbor2.dumps(header) if header else b""
        payload = cbor2.dumps({1: "XZ", 4: self.expires, 6: self.issued, -260: {1: self.certificate}})
        message = cbor2.dumps(["Signature1", protected, b"", payload])
        signature = (ps256 if algorithm == -37 else es256)(self.private, message)
        return cbor2.dumps(cbor2.CBORTag(18, [protected, dict(self.open or {}), payload, signature]))


def hc1(private: Any = None, certificate: Any = None, **how: Any) -> str:
    """The text of an HC1."""
    return Hc1(private or ec_key(), dcc() if certificate is None else certificate, **how).text()


def wrapped(data: bytes) -> str:
    """Any bytes as an HC1 would carry them."""
    return "HC1:" + base45.encode(zlib.compress(data))


# SMART Health Cards ---------------------------------------------------------------------------------------


def observation(**parts: Any) -> dict[str, Any]:
    """A negative nucleic acid test, its parts changed."""
    return {
        "resourceType": "Observation", "status": "final", "subject": {"reference": "resource:0"},
        "code": {"coding": [{"system": "http://loinc.org", "code": "94500-6"}]}, "effectiveDateTime": SAMPLED,
        "valueCodeableConcept": {"coding": [{"system": "http://snomed.info/sct", "code": "260415000"}]},
        **parts,
    }  # fmt: skip


def bundled(*resources: dict[str, Any]) -> dict[str, Any]:
    """A bundle of a patient and resources."""
    name = [{"family": "Zhang", "given": ["Wei"]}]
    patient = {"resourceType": "Patient", "name": name, "birthDate": "1980-01-14"}
    entries = [{"fullUrl": f"resource:{i}", "resource": one} for i, one in enumerate((patient, *resources))]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def payload(bundle: Any = None, *, vc: Mapping[str, Any] | None = None, **claims: Any) -> dict[str, Any]:
    """What a card signs."""
    subject = {"fhirVersion": "4.0.1", "fhirBundle": bundled(observation()) if bundle is None else bundle}
    card = {"type": ["https://smarthealth.cards#health-card"], "credentialSubject": subject, **(vc or {})}
    return {"iss": ISS, "nbf": AT - 7200.5, "vc": card, **claims}


def jws(
    said: Any = None, *, private: Any = None, header: Mapping[str, Any] | None = None,
    plain: bytes | None = None,
) -> str:  # fmt: skip
    """A signed card. plain: other bytes in the place of the payload."""
    private = private or ec_key(2)
    jwk = key_of(private.public_key())
    assert isinstance(jwk, EcKey)
    head = {"zip": "DEF", "alg": "ES256", "kid": thumbprint(jwk), **(header or {})}
    body = plain if plain is not None else packed(payload() if said is None else said)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    parts = [packed(head), deflate.compress(body) + deflate.flush()]
    message = ".".join(to_text(part) for part in parts)
    return f"{message}.{to_text(es256(private, message.encode()))}"


def packed(value: Any) -> bytes:
    """JSON without white space."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def numeric(text: str) -> str:
    """A JWS as the digits of a code."""
    return "shc:/" + digits(text)


def digits(text: str) -> str:
    """Two digits a letter."""
    return "".join(f"{ord(letter) - 45:02}" for letter in text)


def chunks(text: str, count: int) -> list[str]:
    """A JWS over several codes."""
    size = -(-len(text) // count)
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    return [f"shc:/{i + 1}/{len(pieces)}/{digits(piece)}" for i, piece in enumerate(pieces)]


# The published vectors ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Vector:
    """One published credential. expected: flags that its makers set, or the fault (None: verified)."""

    name: str
    text: str
    trust: TrustList
    at: int
    expected: Any


def data(folder: str) -> Path | None:
    """A folder of published vectors, if it is here."""
    given = os.environ.get("LAZARETTO_DATA")
    places = [Path(given)] if given else [ROOT.parent / "shared" / "data"]
    return next((place / folder for place in places if (place / folder).is_dir()), None)


ABSENT = "the published vectors are not here: set LAZARETTO_DATA to the folder that holds dcc/ and shc/"


def dcc_vectors() -> list[Vector]:
    """Every EU vector with its own certificate as the only one that is trusted, at its own clock."""
    folder = data("dcc")
    return [_dcc_vector(path, folder) for path in sorted(folder.rglob("*.json"))] if folder else []


def _dcc_vector(path: Path, folder: Path) -> Vector:
    told = json.loads(path.read_text(encoding="utf-8"))
    key = key_of_certificate(base64.b64decode(told["TESTCTX"]["CERTIFICATE"]), issuer="XX")
    assert isinstance(key, TrustedKey)
    flags = {name.removeprefix("EXPECTED"): value for name, value in told["EXPECTEDRESULTS"].items()}
    clock = re.sub(r"\.\d+", "", told["TESTCTX"]["VALIDATIONCLOCK"])
    at = int(datetime.strptime(clock, "%Y-%m-%dT%H:%M:%S%z").timestamp())
    return Vector(path.relative_to(folder).as_posix(), told["PREFIX"], trusting(key), at, (flags, told))


EXAMPLE_ISSUER = "https://spec.smarthealth.cards/examples/issuer"
CARDS_AT = 1_796_000_000  # 2026-11-29: after the examples were issued


def card_vectors() -> list[Vector]:
    """Every published card, scanned as it is, with its issuer's keys and what that issuer withdrew."""
    return [*_positive_cards(), *_negative_cards()]


@cache
def card_trust() -> TrustList:
    """The example issuer's key set."""
    folder = data("shc")
    assert folder is not None
    known = folder / "issuer" / ".well-known"
    lists = tuple(path.read_bytes() for path in (known / "crl").glob("*.json"))
    keys = keys_of_set((known / "jwks.json").read_bytes(), issuer=EXAMPLE_ISSUER, withdrawn=lists)
    assert isinstance(keys, tuple)
    return trusting(*keys)


def _positive_cards() -> Iterator[Vector]:
    folder = data("shc")
    if folder is None:
        return
    parts = sorted((folder / "positive").glob("example-02-f-*.txt"))
    texts = {
        path.name: path.read_text() for path in sorted((folder / "positive").iterdir()) if path not in parts
    }
    texts["example-02-f-all"] = "\n".join(path.read_text().strip() for path in parts)
    for name, text in texts.items():
        yield Vector(f"positive/{name}", text, card_trust(), CARDS_AT, None)
    for part in parts:
        yield Vector(f"positive/{part.name}", part.read_text(), card_trust(), CARDS_AT, "part_missing")


def _negative_cards() -> Iterator[Vector]:
    folder = data("shc")
    for path in sorted((folder / "negative").iterdir()) if folder else ():
        yield Vector(f"negative/{path.name}", path.read_text(), card_trust(), CARDS_AT, ...)


def again(vector: Vector, **changes: Any) -> Vector:
    """The same vector with something changed."""
    return replace(vector, **changes)


# What two programs are compared on ------------------------------------------------------------------------


# A fraction for a header; a tag in a map; a map with one key twice; bytes in pieces; a break too many.
COSES = ("84f97e00a04040", "8440a1c26101f640", "8440bf01020102ff4040", "84405f41014101ffa04040", "8440a0ff40")


def samples() -> list[Vector]:
    """Credentials of our own, good and wrong in every layer; the same each time but for the RSA key."""
    keys = trusted(ec_key(), usages=("test",)), trusted(rsa_key()), trusted(ec_key(2), scheme="shc")
    trust, card, kid = trusting(*keys), jws(), kid_of(ec_key())
    texts = [
        hc1(), hc1(rsa_key()), hc1(ec_key(3)), hc1(expires=AT), hc1(issued=AT + 1), hc1(expires=None),
        hc1(protected={1: -7, 4: b"other"}, open={4: kid}), hc1(protected={1: -7}, open={4: kid}),
        hc1(protected={}, open={1: -7, 4: kid}), hc1(protected={1: -37, 4: kid}), hc1(certificate=dcc(t=[])),
        hc1(certificate=dcc(dob="1980-01")), hc1(certificate=swabbed(tr="260373001", tt="LP217198-3")),
        hc1(certificate=swabbed(sc="2022-03-09T09:30:00.5+05:45")), hc1() + "\r\n", " " + hc1(), "HC1:",
        hc1(certificate=swabbed(sc="2022-13-09T09:30:00Z")), hc1(certificate=swabbed(is_=1, ci="é" * 80)),
        hc1(certificate=swabbed(ci="𝛼" * 81)), hc1(certificate=swabbed(ci="𝛼" * 80)), "shc:/1/1/", "shc:/1",
        card, numeric(card), "\n".join(chunks(card, 4)), chunks(card, 2)[1], jws(payload(exp=AT + 0.25)),
        jws(payload(bundled(observation(effectiveDateTime="2022-03-09")))), jws(payload(vc={"rid": "x"})),
        jws(payload(bundled({"resourceType": "Immunization"}))), jws(payload(bundled(observation(note=[])))),
        *(packed({"verifiableCredential": [card] * count}).decode() for count in (1, 2)),
        jws(plain=b"{" + b" " * 200_000 + b"}"), wrapped(b"\0" * 200_000), wrapped(b"\x9f" * 40),
        *(wrapped(bytes.fromhex(cose)) for cose in COSES), "", "中", "{}", "eyJ",
    ]  # fmt: skip
    made = [Vector(f"own {number}", text, trust, AT, None) for number, text in enumerate(texts)]
    aged = replace(made[0], name="aged", trust=trusting(*keys, good_until=AT))
    return [*made, aged, *_flipped(made[:1], 60, Random(7))]  # noqa: S311  # nothing secret


def _flipped(vectors: list[Vector], count: int, draw: Random) -> Iterator[Vector]:
    """Bytes of the signed structure, and letters of a card, changed here and there."""
    card = jws()
    for number in range(count):
        cose = bytearray(Hc1(ec_key(), dcc()).cose())
        for _ in range(draw.randint(1, 3)):
            cose[draw.randrange(len(cose))] ^= 1 << draw.randrange(8)
        yield replace(vectors[0], name=f"flipped hc1 {number}", text=wrapped(bytes(cose)))
        at = draw.randrange(len(card))
        letter = draw.choice("AZaz09-_.")
        yield replace(vectors[0], name=f"flipped card {number}", text=card[:at] + letter + card[at + 1 :])
