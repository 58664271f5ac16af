"""A withdrawal says what was withdrawn, and not a number that nobody can open."""

from uuid import UUID

from lazaretto.board.telling import told
from lazaretto.facts.complaints import ComplaintLodged
from lazaretto.facts.custody import Released
from lazaretto.facts.fact import Body
from lazaretto.facts.record import Retracted
from tests.stating import ZONE, fact, record_of

RELEASED = Released(person="A1", basis="bail")
COMPLAINT = ComplaintLodged(complaint="C1", way="oral", addressed="house", person="A1")


def said(body: Body | None) -> str:
    """The sentence of a withdrawal of this; None: of what is not in the record."""
    withdrawn = fact(Retracted(fact=UUID(int=1), reason="typed twice"), "03-11 09:00", number=2)
    stated = [fact(body, "03-11 08:00", number=1)] if body is not None else []
    return told(record_of([*stated, withdrawn]), withdrawn, zone=ZONE).en


def test_it_tells_what_was_withdrawn_and_why() -> None:
    assert "A1" in said(RELEASED)
    assert said(RELEASED).endswith("(typed twice)")
    assert str(UUID(int=1)) not in said(RELEASED)


def test_it_tells_nothing_of_what_is_told_to_few_or_is_gone() -> None:
    assert said(COMPLAINT) == said(None) == "A statement that is kept apart was withdrawn"


def test_every_other_fact_is_told_as_ever() -> None:
    released = fact(RELEASED, "03-11 08:00")
    assert "A1" in told(record_of([released]), released, zone=ZONE).en
