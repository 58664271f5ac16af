"""Handover: the list that builds itself, what was taken on, and since when a line is carried."""

from lazaretto.board.handover_page import HandoverPage, handover_page
from lazaretto.board.listing import list_day
from lazaretto.facts.case import IncidentOpened
from lazaretto.facts.custody import WentOut
from lazaretto.facts.duty import HandedOver, HandoverAcknowledged
from lazaretto.facts.fact import Fact
from tests.stating import fact, moment
from tests.unit.board.world import Seen, look, measured


def page(*said: Fact, at: str) -> HandoverPage:
    seen: Seen = look(*said, at=at)
    (house,) = seen.houses({"QZ-D"})
    sheet = list_day(seen.assessment, house=house, facts=seen.record.facts)
    return handover_page(
        seen.assessment, facts=seen.record.facts, forces=seen.forces, house=house, sheet=sheet
    )


def handed(ids: tuple[str, ...], *, at: str = "03-15 07:00", held: int = 3, code: str = "H1") -> Fact:
    return fact(HandedOver(handover=code, outgoing="S1", held=held, outstanding=ids), at, number=50)


def took(ids: tuple[str, ...], *, held: int | None = 3, by: str = "S2") -> Fact:
    body = HandoverAcknowledged(handover="H1", incoming=by, held=held, outstanding=ids)
    return fact(body, "03-15 07:20", number=51)


def test_the_list_holds_what_is_open_and_who_is_held() -> None:
    out = fact(WentOut(person="C", to="hospital"), "03-15 05:00", number=40)
    opened = fact(IncidentOpened(incident="I1", cause="symptom", person="A"), "03-15 06:00", number=41)
    found = page(out, opened, at="03-15 07:00")
    assert (found.held, found.away, found.beyond) == (3, 1, 0)
    assert {(line.clause, len(line.ids), line.state) for line in found.lines} == {
        ("hygiene.temperature", 2, "owed"), ("hygiene.disinfection", 1, "owed"),
    }  # fmt: skip
    assert found.incidents == (("I1", "symptom"),)
    assert found.waiting is None
    assert len(set(found.outstanding)) == 3


def test_what_was_handed_over_waits_and_shows_its_lines() -> None:
    ids = page(at="03-15 07:00").outstanding
    later = page(handed(ids), measured(60, "03-15 07:05", "A", "B"), at="03-15 07:10")
    assert later.waiting is not None
    assert later.past == ()
    assert {line.clause: len(line.ids) for line in later.waiting.lines} == {
        "hygiene.temperature": 3, "hygiene.disinfection": 1,
    }  # fmt: skip
    assert later.waiting.due is None  # the small document asks for none
    assert {line.carried for line in later.lines} == {moment("03-15 07:00")}


def test_what_differs_is_shown() -> None:
    ids = page(at="03-15 07:00").outstanding
    assert len(ids) == 4
    whole = page(handed(ids), took(ids), at="03-15 07:30")
    assert whole.waiting is None
    (one,) = whole.past
    assert (one.recounted, one.left, one.to_oneself) == (False, (), False)
    (one,) = page(handed(ids), took(ids[:-1], held=2), at="03-15 07:30").past
    assert one.recounted
    assert [line.taken for line in one.lines].count(False) == 1
    (one,) = page(handed(ids), took(ids, held=None, by="S1"), at="03-15 07:30").past
    assert one.recounted  # who did not count did not count the same
    assert one.to_oneself


def test_a_line_that_the_record_no_longer_shows_is_kept_without_a_title() -> None:
    found = page(handed(("long-ago",)), at="03-15 07:30")
    assert found.waiting is not None
    (line,) = found.waiting.lines
    assert (line.title, line.ids) == (None, ("long-ago",))


def test_a_group_says_since_which_handover_it_is_carried() -> None:
    ids = page(at="03-15 07:00").outstanding
    seen = look(handed(ids), at="03-15 08:00")
    (house,) = seen.houses({"QZ-D"})
    sheet = list_day(seen.assessment, house=house, facts=seen.record.facts)
    assert {group.carried for group in sheet.owed} == {moment("03-15 07:00")}
    assert {group.carried for group in sheet.upcoming} == {None}


def test_a_handover_that_nobody_took_over_stays_in_the_list() -> None:
    next_ = fact(HandedOver(handover="H2", outgoing="S2", held=3), "03-15 19:00", number=52)
    found = page(handed(()), next_, at="03-15 19:10")
    assert found.waiting is not None
    assert found.waiting.handover == "H2"
    assert [(one.handover, one.incoming) for one in found.past] == [("H1", None)]
