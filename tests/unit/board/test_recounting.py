"""A person's timeline in the small world: legs, company, what is struck through, and where scope ends."""

from datetime import date

from lazaretto.board.recounting import recount
from lazaretto.board.timeline import Timeline
from lazaretto.facts.custody import DeadlineSet, Moved, TransferredIn, TransferredOut
from lazaretto.facts.hygiene import NotMeasured, Reading, TemperaturesTaken
from lazaretto.facts.quarantine import ClockRestarted, LegEnded, Reviewed, Visited
from lazaretto.facts.record import Retracted
from lazaretto.facts.regime import ContactGiven
from lazaretto.facts.testing import ResultReported, Sampled
from tests.stating import fact, moment
from tests.unit.board.world import EVERY, Seen, look, measured


def tell(seen: Seen, person: str, codes: frozenset[str] = EVERY, *, named: bool = False) -> Timeline | None:
    return recount(
        seen.assessment, record=seen.record, person=person, seen=seen.houses(codes), forces=seen.forces,
        named=named,
    )  # fmt: skip


def told(seen: Seen, person: str, codes: frozenset[str] = EVERY, *, named: bool = False) -> Timeline:
    timeline = tell(seen, person, codes, named=named)
    assert timeline is not None
    return timeline


def test_a_leg_counts_its_days_and_says_why_it_ends() -> None:
    leg = told(look(at="03-22 12:00"), "A").leg
    assert leg is not None
    assert (leg.day, leg.days, leg.ordered_days) == (9, 14, 14)
    assert leg.ends == moment("03-27 08:00")
    assert leg.why.en == "Day 0 is 13 March 2022; 14 days end on day 14 at 08:00 (small, version 1)"
    assert "2022年3月13日" in leg.why.zh_hans


def test_a_restarted_clock_is_a_leg_of_its_own() -> None:
    back = ClockRestarted(
        order="O-A", person="A", layer=3, cohort="c2", because=look(at="03-14 00:00").record.facts[11].id,
        reason="a stranger came in",
    )  # fmt: skip
    timeline = told(look(fact(back, "03-15 09:00", number=50), at="03-16 12:00"), "A")
    assert [(leg.restarted, leg.day) for leg in timeline.legs] == [(False, 2), (True, 1)]
    assert timeline.leg is not None
    assert timeline.leg.ends == moment("03-29 08:00")


def test_a_leg_that_ended_says_how() -> None:
    ended = LegEnded(order="O-A", person="A", layer=3, outcome="completed", signed_by="L1")
    timeline = told(look(fact(ended, "03-27 08:30", number=50), at="03-28 12:00"), "A")
    assert timeline.leg is None
    assert [(leg.outcome, leg.ended) for leg in timeline.legs] == [("completed", moment("03-27 08:30"))]


def test_the_name_is_shown_only_when_asked_for() -> None:
    seen = look(at="03-15 12:00")
    assert told(seen, "A").name is None
    assert told(seen, "A", named=True).name == "甲某"


def test_a_corrected_fact_is_struck_through_and_names_its_correction() -> None:
    wrong, right = measured(50, "03-15 07:00", "A", tenths=381), measured(
        51, "03-15 07:00", "A", tenths=361, recorded="03-15 08:00", corrects=50
    )  # fmt: skip
    seen = look(wrong, right, at="03-15 09:30")
    timeline = told(seen, "A")
    marks = {entry.fact: (entry.mark, entry.replaced_by) for entry in timeline.entries}
    assert marks[wrong.id] == ("corrected", right.id)
    assert marks[right.id] == ("stands", None)
    assert [reading.tenths for reading in timeline.temperatures] == [361]


def test_before_the_correction_was_known_it_still_stood() -> None:
    wrong, right = measured(50, "03-15 07:00", "A", tenths=381), measured(
        51, "03-15 07:00", "A", tenths=361, recorded="03-15 08:00", corrects=50
    )  # fmt: skip
    timeline = told(look(wrong, right, at="03-15 07:30", known_at="03-15 07:30"), "A")
    assert [(r.tenths, r.fever) for r in timeline.temperatures] == [(381, True)]
    assert timeline.entries[-1].mark == "stands"


def test_a_withdrawn_fact_keeps_the_reason() -> None:
    wrong = measured(50, "03-15 07:00", "A", tenths=381)
    withdrawn = fact(Retracted(fact=wrong.id, reason="another person"), "03-15 08:00", number=51)
    timeline = told(look(wrong, withdrawn, at="03-15 09:30"), "A")
    last = timeline.entries[-1]
    assert (last.fact, last.mark, last.reason) == (wrong.id, "retracted", "another person")
    assert timeline.temperatures == ()


def test_a_contradicting_fact_is_marked_disputed() -> None:
    twice = fact(TransferredIn(person="A", cell="MJ-D/G1/01", origin="QZ-D"), "03-15 07:00", number=50,
                 facility="MJ-D")  # fmt: skip
    marks = [e.mark for e in told(look(twice, at="03-15 09:30"), "A").entries]
    assert marks[-1] == "disputed"


def test_two_in_a_cell_are_company_and_one_is_alone() -> None:
    seen = look(fact(Moved(person="B", cell="QZ-D/T/02"), "03-14 09:00", number=50), at="03-17 12:00")
    company = told(seen, "A").company
    assert (company.companions, company.alone_since, company.days_alone) == (0, moment("03-14 09:00"), 3)
    assert told(look(at="03-17 12:00"), "A").company.companions == 1
    assert told(seen, "A").contacts == 1


def test_moving_from_one_lonely_cell_to_another_breaks_nothing() -> None:
    seen = look(
        fact(Moved(person="B", cell="QZ-D/G1/01"), "03-14 09:00", number=50),
        fact(Moved(person="A", cell="QZ-D/T/02"), "03-15 09:00", number=51),
        at="03-17 12:00",
    )
    assert told(seen, "A").company.alone_since == moment("03-14 09:00")


def test_human_contact_is_what_was_stated_today() -> None:
    seen = look(
        fact(ContactGiven(persons=("A",), sort="talk", minutes=40), "03-14 10:00", number=50),
        fact(ContactGiven(persons=("A", "B"), sort="talk", minutes=30), "03-15 09:00", number=51),
        fact(Visited(persons=("A",), by="DR"), "03-15 09:30", number=52),
        at="03-15 12:00",
    )
    timeline = told(seen, "A")
    assert (timeline.company.contact_minutes, timeline.company.last_contact) == (30, moment("03-15 09:30"))
    assert [(v.by, v.explained) for v in timeline.visits] == [("DR", True)]


def test_whoever_speaks_of_a_stranger_is_not_told_how_they_live() -> None:
    seen = look(
        fact(ContactGiven(persons=("A",), sort="talk", minutes=30), "03-15 09:00", number=50),
        fact(NotMeasured(person="A", why="a stranger"), "03-15 09:30", number=51, facility="MJ-D"),
        at="03-15 12:00",
    )
    page = told(seen, "A", frozenset({"MJ-D"}))
    assert [entry.facility for entry in page.entries] == ["MJ-D"]
    assert (page.company.contact_minutes, page.company.last_contact) == (0, None)
    assert page.company.days_isolated is None


def test_a_swab_shows_the_size_of_its_pool_and_never_its_positive_as_the_persons() -> None:
    seen = look(
        fact(Sampled(tube="t1", members=("A", "B"), purpose="leg"), "03-14 09:00", number=50),
        fact(ResultReported(tube="t1", result="positive", laboratory="CDC"), "03-14 18:00", number=51),
        at="03-15 12:00",
    )
    (test,) = told(seen, "A").tests
    assert (test.tube, test.pool, test.result, test.hold) == ("t1", 2, None, "held")
    assert test.reported == moment("03-14 18:00")


def test_a_review_moves_the_day_of_the_next() -> None:
    assert told(look(at="03-22 12:00"), "A").orders[0].overdue
    review = fact(
        Reviewed(order="O-A", person="A", reviewed_by="L2", next_on=date(2022, 3, 27)),
        "03-20 10:00",
        number=50,
    )
    (order,) = told(look(review, at="03-22 12:00"), "A").orders
    assert (order.overdue, order.review_on, order.reviewed) == (
        False,
        date(2022, 3, 27),
        moment("03-20 10:00"),
    )


def test_the_latest_paper_sets_the_legal_deadline() -> None:
    paper = fact(DeadlineSet(person="A", until=date(2022, 5, 1), basis="extension"), "03-14 10:00", number=50)
    assert told(look(at="03-15 12:00"), "A").legal_deadline is None
    assert told(look(paper, at="03-15 12:00"), "A").legal_deadline == date(2022, 5, 1)


def test_what_is_owed_to_a_person_is_theirs_alone() -> None:
    owed = told(look(at="03-15 07:00"), "A").owed
    assert {g.state for g in owed} == {"owed", "upcoming", "missed"}
    assert {s for g in owed for s in g.subjects} == {"A"}


def test_somebody_who_came_from_elsewhere_is_told_from_here_on() -> None:
    seen = look(
        fact(TransferredOut(person="A", to="MJ-D"), "03-15 09:00", number=50),
        fact(TransferredIn(person="A", cell="MJ-D/G1/01", origin="QZ-D"), "03-15 11:00", number=51,
             facility="MJ-D"),
        at="03-15 12:00",
    )  # fmt: skip
    here = told(seen, "A", frozenset({"MJ-D"}))
    assert {entry.facility for entry in here.entries} == {"MJ-D"}
    assert (here.elsewhere, here.legs, here.orders, here.facility) == (True, (), (), "MJ-D")
    there = told(seen, "A", frozenset({"QZ-D"}))
    assert {entry.facility for entry in there.entries} == {"QZ-D"}
    assert there.place is None


def test_somebody_elsewhere_and_nobody_look_the_same() -> None:
    seen = look(at="03-15 12:00")
    assert tell(seen, "A", frozenset({"MJ-D"})) is None
    assert tell(seen, "NOBODY", frozenset({"MJ-D"})) is None


def test_a_sweep_shows_only_the_persons_own_reading() -> None:
    readings = (Reading(person="A", celsius_tenths=365), Reading(person="B", celsius_tenths=380))
    seen = look(fact(TemperaturesTaken(readings=readings), "03-15 07:00", number=50), at="03-15 07:30")
    assert told(seen, "A").entries[-1].sentence.en == "Temperatures: A 36.5 °C (forehead)"


def test_staff_have_a_phase() -> None:
    timeline = told(look(at="03-15 12:00"), "S1")
    assert (timeline.sort, timeline.phase, timeline.facility) == ("staff", "A", "QZ-D")
