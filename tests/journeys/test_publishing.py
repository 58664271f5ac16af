"""The publisher's pass: it notes that it came, says what a witness said, and never ends of what it finds."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lazaretto.access.beats import beats
from lazaretto.access.models import Beat
from lazaretto.actions.name_witnesses import unwitnessed
from lazaretto.ledger.appending import append
from lazaretto.project import proving
from tests.database.sql import acting, sql
from tests.database.test_proving import _told
from tests.stating import moment
from tests.unit.proofs.log import EYES
from tests.unit.witness.serving import witnessing

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def var(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    settings.VAR, settings.LEDGER_FOLDER = tmp_path, tmp_path / "log"
    settings.WITNESSES_FILE = tmp_path / "witnesses.policy"
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("04-01 08:00"))
    with acting():
        yield tmp_path


def _note() -> str:
    return str(Beat.objects.get(job="publish").note)


def test_a_pass_notes_that_it_came(var: Path) -> None:
    append(_told(1, 5))
    done = proving.one_pass()
    assert (done.size, done.grown, done.declined) == (5, 5, {})
    assert beats()["publish"] == moment("04-01 08:00")
    assert _note() == ""
    assert unwitnessed(var / "witnesses.policy") == ()


def test_a_witness_that_is_named_signs_and_one_that_is_away_is_said(var: Path) -> None:
    append(_told(1, 5))
    with witnessing(var / "memory", EYES[0], logs=[proving.signer().verifier]) as address:
        (var / "witnesses.policy").write_text(
            f"witness near {EYES[0].verifier} {address}\nwitness far {EYES[1].verifier} http://127.0.0.1:1\n"
            "quorum near\n"
        )
        done = proving.one_pass()
    assert (done.witnessed, list(done.declined)) == (("near",), ["far"])
    assert "refused" in _note()
    assert unwitnessed(var / "witnesses.policy") == (("far", moment("04-01 08:00")),)


def test_a_file_of_witnesses_that_cannot_be_read_is_said_and_stops_nothing(var: Path) -> None:
    append(_told(1, 5))
    (var / "witnesses.policy").write_text("witness near nonsense\nquorum near\n")
    assert proving.one_pass().size == 5
    assert "witnesses.policy: line 1" in _note()
    ((name, since),) = unwitnessed(var / "witnesses.policy")
    assert ("line 1" in name, since) == (True, None)


def test_what_cannot_be_signed_is_logged_and_the_next_pass_tries_again(
    var: Path, caplog: pytest.LogCaptureFixture
) -> None:
    append(_told(1, 5))
    proving.one_pass()
    sql("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    sql("DELETE FROM ledger_entry WHERE index > 2")
    with caplog.at_level(logging.ERROR):
        (var / "log" / "checkpoint").write_text("nonsense")
        assert proving.next_pass() is None
    assert "nothing was signed" in caplog.text
