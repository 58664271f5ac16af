"""Issuing a protocol: read, checked, stated with its digest; broken and changed documents are refused."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.issue_protocol import Faulty, issue_protocol
from lazaretto.facts.command import ProtocolIssued
from lazaretto.ledger.tailing import live
from lazaretto.protocol.publishing import digest

pytestmark = [pytest.mark.database, pytest.mark.django_db]

NOW = datetime(2022, 3, 15, 4, tzinfo=UTC)
LEADER = Actor("L1", "detachment_leader", Scope(everywhere=True))


def document() -> bytes:
    return (Path(settings.PROTOCOLS_DIR) / "four-layer-2022" / "1.yaml").read_bytes()


def issue(data: bytes, *, actor: Actor = LEADER) -> object:
    return issue_protocol(data, facility="TS-Z", authority="city", actor=actor, device="desk", now=NOW)


def test_a_document_is_issued_by_a_fact_that_carries_its_digest() -> None:
    issue(document())
    body = live().facts[-1].body
    assert isinstance(body, ProtocolIssued)
    assert (body.document, body.version, body.digest) == ("four-layer-2022", "1", digest(document()))


def test_a_broken_document_is_refused_with_every_problem() -> None:
    with pytest.raises(Faulty) as faulty:
        issue(b"format: lazaretto-protocol/1\n")
    assert len(faulty.value.problems) == int(faulty.value.values["count"]) > 1
    assert live().facts == []


def test_a_version_that_was_issued_is_never_changed() -> None:
    issue(document())
    with pytest.raises(Refused, match="protocol_issued_before"):
        issue(document() + b"\n# one more line\n")


def test_only_the_detachments_leader_issues() -> None:
    with pytest.raises(Refused, match="not_permitted"):
        issue(document(), actor=Actor("L2", "leader", Scope(everywhere=True)))
