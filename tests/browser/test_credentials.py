"""The station's browser judges every credential as the server does, and does it with the network cut."""

from typing import Any

import msgspec
import pytest
from playwright.sync_api import Page

from lazaretto.credentials.verifying import examine
from tests.browser.conftest import PageAs
from tests.credentialing import (
    ABSENT,
    EXAMPLE_ISSUER,
    Vector,
    card_vectors,
    data,
    dcc_vectors,
    ec_key,
    jws,
    packed,
    payload,
    samples,
    trusted,
    trusting,
)

JUDGE = """async (vectors) => {
  const { examineCredential } = await import("/static/web/station/credentials.js");
  return Promise.all(vectors.map(({ text, trust, at }) => examineCredential(text, trust, at)));
}"""


def differences(page: Page, vectors: list[Vector]) -> list[Any]:
    """Where the two answers are not one and the same."""
    asked = [{"text": v.text, "trust": msgspec.to_builtins(v.trust), "at": v.at} for v in vectors]
    said = page.evaluate(JUDGE, asked)
    wanted = [_in_python(vector) for vector in vectors]
    return [(v.name, one, two) for v, one, two in zip(vectors, said, wanted, strict=True) if one != two]


def _in_python(vector: Vector) -> dict[str, Any]:
    evidence, holder = examine(vector.text, trust=vector.trust, at=vector.at)
    told: dict[str, Any] = msgspec.to_builtins({"evidence": evidence, "holder": holder})
    return told


def test_browser_and_server_agree_on_every_sample(page_as: PageAs) -> None:
    page = page_as(None)
    page.goto("/accounts/login/")
    vectors = samples()
    assert {_in_python(vector)["evidence"]["signature"] for vector in vectors} == {
        "verified", "untrusted_issuer", "bad", "none", "expired",
    }  # fmt: skip
    assert differences(page, vectors) == []


@pytest.mark.skipif(data("dcc") is None or data("shc") is None, reason=ABSENT)
def test_browser_and_server_agree_on_every_published_vector(page_as: PageAs) -> None:
    page = page_as(None)
    page.goto("/accounts/login/")
    assert differences(page, [*dcc_vectors(), *card_vectors(), *signed_again()]) == []


def test_a_credential_is_judged_with_the_network_cut(page_as: PageAs) -> None:
    page = page_as(None)
    page.goto("/accounts/login/")
    page.evaluate('async () => { await import("/static/web/station/credentials.js"); }')
    page.context.set_offline(True)
    good = [vector for vector in samples() if _in_python(vector)["evidence"]["signature"] == "verified"]
    assert len(good) > 5
    assert differences(page, good) == []


def signed_again() -> list[Vector]:
    """The published payloads and bundles, which come unsigned, signed by an issuer of ours."""
    folder = data("shc")
    assert folder is not None
    trust = trusting(*(trusted(ec_key(2), scheme="shc", issuer=iss) for iss in (EXAMPLE_ISSUER, None)))
    texts = {
        path.name: msgspec.json.decode(path.read_bytes())
        for path in sorted((folder / "negative").glob("test-example-00-[ab]-*.json"))
    }
    return [
        Vector(name, jws(plain=packed(said if "iss" in said else payload(said))), trust, 1_796_000_000, None)
        for name, said in texts.items()
    ]
