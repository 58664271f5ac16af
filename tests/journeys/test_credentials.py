"""A health credential at a gate by the API, and a trust list that is taken up: nobody is believed before."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.trusting import import_trust_list, trusted
from lazaretto.credentials.keys import to_text
from lazaretto.credentials.trust import TrustList, sign
from tests.credentialing import ec_key, hc1, trusting
from tests.credentialing import trusted as key_of
from tests.journeys.city import NOW, record, sign_in, told
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PUBLISHER = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
CONSOLE = Actor("console", "system_admin", Scope())
AT = int(moment(NOW).timestamp())
CODE = hc1(issued=AT - 60, expires=AT + 60)
LIST = trusting(key_of(ec_key()))


@pytest.fixture(autouse=True)
def _a_gate_with_a_publisher(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    settings.TRUST_LIST = tmp_path / "data" / "trust-list.jws"
    settings.TRUST_PUBLISHERS = (to_text(PUBLISHER.public_key().public_bytes_raw()),)
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment(NOW))
    record()


def show(client: Client, text: Any = CODE, house: str = "QZ-D", language: str = "en") -> Any:
    data = json.dumps({"text": text})
    headers = {"Accept-Language": language}
    path = f"/api/v1/gate/{house}/credentials"
    return client.post(path, data, content_type="application/json", headers=headers)


def taken_up(trust: TrustList = LIST) -> str | None:
    return import_trust_list(sign(trust, publisher=PUBLISHER), actor=CONSOLE).untrusted


def test_nobody_is_believed_by_default(client: Client) -> None:
    sign_in(client, "QZ1", "gate_officer", "QZ-D")
    said = told(show(client))
    assert (said["evidence"]["signature"], said["evidence"]["fault"]) == ("untrusted_issuer", "unknown_key")
    assert said["evidence"]["result"] is said["holder"] is said["trust_list_made"] is None
    assert "trust list" in said["says"]
    assert "信任清单" in told(show(client, language="zh-hans"))["says"]


def test_a_list_that_was_taken_up_is_used_at_once(client: Client) -> None:
    sign_in(client, "QZ1", "gate_officer", "QZ-D")
    assert taken_up() is None
    said = told(show(client))
    assert said["evidence"]["signature"] == "verified"
    assert said["evidence"]["trust_list_version"] == LIST.version
    assert said["holder"] == {"name": "Zhāng Wěi", "born": "1980-01-14"}
    assert (said["says"], said["trust_list_made"]) == (None, LIST.made_at)
    pack = told(client.get("/api/v1/gate/QZ-D/pack"))
    assert pack["trust"]["version"] == LIST.version
    assert [key["issuer"] for key in pack["trust"]["keys"]] == ["XZ"]
    assert set(pack["credential_words"]["signature"]) == {"zh-Hans", "zh-Hant", "en"}


def test_a_worse_list_changes_nothing() -> None:
    assert taken_up() is None
    older = TrustList(version="old", made_at=LIST.made_at - 1)
    assert taken_up(older) == "list_older"
    stranger = sign(trusting(), publisher=Ed25519PrivateKey.from_private_bytes(b"\6" * 32))
    assert import_trust_list(stranger, actor=CONSOLE).untrusted == "publisher_unknown"
    assert import_trust_list(b"", actor=CONSOLE).untrusted == "list_unreadable"
    assert trusted().trust == LIST


def test_a_list_whose_publisher_is_no_longer_pinned_believes_nobody(settings: Any) -> None:
    assert taken_up() is None
    settings.TRUST_PUBLISHERS = ()
    assert trusted().untrusted == "publisher_unknown"
    assert not trusted().trust.keys


def test_only_whoever_runs_the_machine_takes_a_list_up() -> None:
    with pytest.raises(Refused):
        import_trust_list(
            sign(LIST, publisher=PUBLISHER), actor=Actor("S1", "leader", Scope(everywhere=True))
        )


def test_who_may_show_what_where(client: Client) -> None:
    assert show(client).status_code == 401
    sign_in(client, "QZ1", "gate_officer", "QZ-D")
    assert show(client, house="QZ-W").status_code in (403, 404)
    assert show(client, text=5).status_code == 422
    assert show(client, text="x" * 70_000).status_code == 422
    doctor = Client()
    sign_in(doctor, "QZ2", "doctor", "QZ-D")
    assert show(doctor).status_code == 403
