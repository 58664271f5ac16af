"""Several peers are followed in turn: what one of them brings about keeps none of the others waiting."""

from pathlib import Path

import pytest

from lazaretto.access.actor import Refused
from lazaretto.actions.pull_peer import Pulled
from lazaretto.ledger import peering
from lazaretto.neighbours.peers import Peer, Peers
from lazaretto.project.pulling import Follower
from lazaretto.proofs.mirroring import Wrong
from tests.database.sql import acting
from tests.federation.peers import AT, KEY


def _refuses(*_: object) -> Pulled:
    raise Refused("storage_busy")


@pytest.mark.database
@pytest.mark.django_db
def test_what_tables_refuse_of_one_peer_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.pulling.follow", _refuses)
    monkeypatch.setattr("lazaretto.project.pulling.connections.close_all", lambda: None)
    peers = [Peer(name, "http://127.0.0.1:1", KEY.verifier, None, Path("token")) for name in ("a", "b")]
    done = Follower(Peers(None, peers)).one_pass()
    assert [(one.peer, one.away) for one in done] == [("a", "Refused"), ("b", "Refused")]


@pytest.mark.database
@pytest.mark.django_db
def test_a_finding_is_kept_whatever_signs_stand_in_it() -> None:
    with acting():
        peering.note_finding("a", Wrong("unsigned", "no\0note", "checkpoint"), at=AT, found="\0 no log")
        [kept] = peering.findings(most=9)
    assert (kept.why, kept.found) == ("no\ufffdnote", "\ufffd no log")
