"""A round closed with its certificate, computed again from the page's files; later facts leave it alone."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from lazaretto.access.actor import Actor, Scope
from lazaretto.actions.close_round import close_round
from lazaretto.actions.open_certificate import open_certificate
from lazaretto.actions.open_rounds import open_rounds
from lazaretto.cli.main import main
from lazaretto.facts.encoding import decode
from lazaretto.facts.testing import Unsampled
from lazaretto.ledger.tailing import SharedRecord, live
from tests.journeys.city import clock, record, sign_in
from tests.stating import fact, moment
from tests.unit.audit.rounds import PEOPLE, a_round, said

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE = "/facilities/QZ-D/rounds/R1/certificate"
NOW = moment("03-10 18:00")
DOCTOR = Actor(code="S-DOC", role="doctor", scope=Scope(frozenset({"QZ-D"})))


@pytest.fixture(autouse=True)
def _round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.web.certificate.now", clock("03-10 18:00"))
    record(*(one for one in a_round() if one.id.int < 900_000))


@pytest.fixture
def inspector(client: Client) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, "JC01", "inspector", everywhere=True)


def checked(client: Client, folder: Path, at: str = "") -> int:
    """What the two lines of the page come to, with the files that it gives."""
    for name, kept in (("certificate.json", "certificate.json"), ("facts.jsonl", "facts.jsonl")):
        answer = client.get(f"/facilities/QZ-D/rounds/R1/{name}{at}")
        assert answer.status_code == 200
        (folder / kept).write_bytes(answer.content)
    asked = ["certificate", str(folder / "facts.jsonl"), "R1", "--check", str(folder / "certificate.json")]
    return CliRunner().invoke(main, asked).exit_code


def test_anyone_computes_it_again_from_the_files_of_the_page(inspector: Client, tmp_path: Path) -> None:
    page = inspector.get(PAGE)
    assert page.status_code == 200
    shown = page.content.decode()
    assert "6 of 12 have an outcome" in shown
    assert shown.index(PEOPLE[4]) < shown.index("What came of them")  # uncovered names come first
    assert checked(inspector, tmp_path) == 0
    facts = (tmp_path / "facts.jsonl").read_bytes()
    for name in (b"Zhang", b"Wang", b"Li Na"):
        assert name not in facts
    assert [decode(line) for line in facts.splitlines()]
    altered = json.loads((tmp_path / "certificate.json").read_bytes())
    altered["people"][4]["outcome"] = "negative"
    (tmp_path / "certificate.json").write_text(json.dumps(altered))
    asked = [str(tmp_path / "facts.jsonl"), "R1", "--check", str(tmp_path / "certificate.json")]
    result = CliRunner().invoke(main, ["certificate", *asked, "--lang", "en"])
    assert result.exit_code == 1
    assert "people[5].outcome" in result.output


def test_a_closing_certifies_what_was_known_and_later_facts_do_not_change_it(
    inspector: Client, tmp_path: Path
) -> None:
    receipt = close_round("QZ-D", "R1", actor=DOCTOR, device="desk", now=NOW)
    assert receipt.outcome == "accepted"
    kept = live()
    assert isinstance(kept, SharedRecord)
    assert kept.tallied("R1", "QZ-D", facts=len(kept.facts)) == (12, 5, 1)
    (line,) = open_rounds("QZ-D", actor=DOCTOR, now=NOW + timedelta(minutes=1)).past
    assert (line.code, line.mustered, line.uncovered) == ("R1", 12, 6)
    past = open_rounds("QZ-D", actor=DOCTOR, now=NOW + timedelta(hours=1), at=NOW + timedelta(minutes=1)).past
    assert past == (line,)  # counted anew: the same
    later = NOW + timedelta(hours=1)
    word = Unsampled(round="R1", person=PEOPLE[6], outcome="other", why="in court")
    record(fact(said("T1", "negative"), "03-10 17:00", number=700, recorded="03-10 18:30"),
           fact(word, "03-10 17:30", number=701, recorded="03-10 18:40"))  # fmt: skip
    page = open_certificate("QZ-D", "R1", actor=DOCTOR, now=later)
    assert page.held
    assert page.digest != page.stated
    assert page.certificate["covered"] == 7
    assert page.closed is not None
    then = open_certificate("QZ-D", "R1", actor=DOCTOR, now=later, known_at=page.closed)
    assert then.digest == page.stated
    assert then.certificate["covered"] == 6
    assert checked(inspector, tmp_path, at=f"?at={page.closed.isoformat()}".replace("+", "%2B")) == 0


def test_a_round_nobody_opened_and_a_stranger(inspector: Client, client: Client) -> None:
    assert inspector.get("/facilities/QZ-D/rounds/R9/certificate").status_code == 403
    assert sign_in(client, "MJ7", "doctor", "MJ-D").get(PAGE).status_code == 403
