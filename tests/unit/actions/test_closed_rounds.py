"""The list of closed rounds: from the counts kept beside the record, and counted anew, one and the same."""

from datetime import timedelta

from lazaretto.access.actor import Actor, Scope
from lazaretto.actions.open_certificate import open_certificate
from lazaretto.actions.open_rounds import open_rounds
from lazaretto.facts.testing import RoundClosed
from lazaretto.ledger.tailing import SharedRecord
from tests.stating import fact, moment
from tests.unit.audit.rounds import a_round
from tests.unit.board.world import FOUNDING

DOCTOR = Actor(code="S-DOC", role="doctor", scope=Scope(frozenset({"QZ-D"})))
NOW = moment("03-10 19:00")


def shared() -> SharedRecord:
    """The world and a round that was closed at 18:00."""
    known = {one.id for one in FOUNDING}
    record = SharedRecord()
    record.append([*FOUNDING, *(one for one in a_round() if one.id not in known)])
    record.append([fact(RoundClosed(round="R1"), "03-10 18:00", number=888_888)])
    return record


def test_what_is_kept_and_what_is_counted_anew_are_one() -> None:
    record = shared()
    assert record.tallied("R1", "QZ-D", facts=len(record.facts)) == (12, 5, 1)
    assert record.tallied("R1", "QZ-D", facts=len(record.facts) - 1) is None  # of another time
    assert record.tallied("R9", "QZ-D", facts=len(record.facts)) is None
    (line,) = open_rounds("QZ-D", actor=DOCTOR, now=NOW, record=record).past
    assert (line.code, line.mustered, line.uncovered, line.closed) == ("R1", 12, 6, moment("03-10 18:00"))
    later = NOW + timedelta(hours=2)
    assert open_rounds("QZ-D", actor=DOCTOR, now=later, at=NOW, record=record).past == (line,)


def test_the_certificate_says_the_same() -> None:
    page = open_certificate("QZ-D", "R1", actor=DOCTOR, now=NOW, record=shared())
    assert page.certificate["coverage"] == "6/12"
    assert (page.stated, page.held, len(page.uncovered)) == (None, False, 6)
