"""Releases in words: every state of every condition has its sentence; legs by urgency; who is in no leg."""

import re

import pytest

from lazaretto.board.gate_words import SENTENCES, TITLES, condition_line
from lazaretto.board.houses import houses
from lazaretto.board.releases import ORDER, Releases, releases
from lazaretto.facts.custody import Moved
from lazaretto.facts.quarantine import Cleared, LegEnded
from lazaretto.obligations.clearing import GATE
from lazaretto.obligations.holding import Held
from tests.stating import ZONE, moment
from tests.unit.obligations.legs import Said, admitted, end_ordered, ordered, started, world
from tests.unit.obligations.test_clearing import ARRIVED, TESTED, WELL, finally_tested, kept


def listed(*said: Said, at: str = "03-15 10:00") -> Releases:
    told = world(*said, at=at, protocol=finally_tested(1))
    (house,) = houses(told.standing, facts=told.facts, codes={"QZ-D"})
    return releases(told.standing, **told.known, house=house)


def test_every_condition_has_its_title_and_its_sentences() -> None:
    assert TITLES.keys() == {condition.__name__ for condition in GATE}
    assert {key.partition(".")[0] for key in SENTENCES} == TITLES.keys()


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (Held("no_fever", "met"), "The protocol asks nothing here"),
        (
            Held("days_full", "not_met", (), {"day": "9", "days": "14", "ends": "2022-03-15T00:00:00+00:00"}),
            "Day 9; full on 15 March 2022 08:00",
        ),
        (Held("days_full", "unknown"), "Neither protocol nor order says how many days: have the end ordered"),
        (
            Held("tests_negative", "not_met", (), {"owed": "3", "done": "2", "positive": "1"}),
            "A single positive is open: the doctor decides; a later negative answers it",
        ),
        (
            Held("next_place_reserved", "met", (), {"wanted": "a hotel"}),
            "Goes on outside the network: a hotel",
        ),
        (
            Held("next_place_reserved", "not_met", (), {"wanted": "QZ-D", "kept": "QZ-L/G/01"}),
            "QZ-L/G/01 is kept, which is not where the order leads: keep another place",
        ),
        (Held("next_place_reserved", "not_met"), "No place is kept in a general wing: keep one"),
        (
            Held("order_live", "not_met", (), {"order": "O", "lacking": "service"}),
            "O was not served: hand it over and explain it",
        ),
        (
            Held("review_done", "not_met", (), {"review": "2022-03-30"}),
            "The review of 30 March 2022 is overdue: have another person review the order",
        ),
    ],
)
def test_a_condition_says_how_it_stands_and_what_to_do(held: Held, said: str) -> None:
    assert condition_line(held, facts=(), zone=ZONE).say.en == said


def test_the_lines_of_a_house_fill_every_sentence() -> None:
    page = listed(*ARRIVED, *TESTED, *WELL, kept())
    (line,) = page.lines
    assert (line.person, line.cell, line.status, line.day) == ("Wang", "QZ-D/T/01", "due", 14)
    assert line.why.en.startswith("Day 0 is 1 March 2022; 14 days end on day 14 at 08:00")
    assert line.zero.en == "Counted from the arrival"
    assert (line.open, line.differences, line.signed) == ((), (), None)
    assert line.overdue_from == moment("03-17 00:00")
    assert not [c.say.en for c in line.conditions if re.search(r"[{}—]", c.say.en + c.say.zh_hans)]
    assert all(c.facts for c in line.conditions)


def test_the_most_urgent_come_first_and_are_counted() -> None:
    li: list[Said] = [
        (admitted("Li", "QZ-D/T/02"), "03-10 09:00"), (ordered("Li"), "03-10 09:00"),
        (started("Li"), "03-10 09:10"),
    ]  # fmt: skip
    page = listed(*ARRIVED, *TESTED, *li)
    assert [(line.person, line.status) for line in page.lines] == [("Wang", "blocked"), ("Li", "counting")]
    assert page.counts == {status: int(status in ("blocked", "counting")) for status in ORDER}
    assert [c.name for c in page.of("blocked")[0].open] == ["no_fever", "no_symptoms", "next_place_reserved"]


def test_what_was_ordered_or_is_owed_beside_the_computation_is_told() -> None:
    (line,) = listed(*ARRIVED, (end_ordered("03-20"), "03-10 09:00")).lines
    assert [text.en for text in line.differences] == [
        "Ordered to end on 20 March 2022 (computed: 15 March 2022), decided by L2: the doctor's view"
    ]
    mixed = [*ARRIVED, (admitted("Li"), "03-05 22:00"), (started("Li"), "03-05 22:10")]
    line = next(line for line in listed(*mixed).lines if line.person == "Wang")
    assert line.differences[0].en.startswith("Exposed on 5 March 2022 22:00, while the record still counts")
    assert line.zero.en == "Counted from the last exposure"


def test_a_signed_end_names_its_fact() -> None:
    signed = (Cleared(order="O", person="Wang", layer=3, signed_by="L2"), "03-15 09:00")
    (line,) = listed(*ARRIVED, *TESTED, *WELL, kept(), signed).lines
    assert line.status == "ready"
    assert line.signed is not None


def test_who_arrived_and_is_in_no_leg_is_listed_apart() -> None:
    page = listed(
        (admitted("Wang"), "03-01 09:00"), (ordered("Wang"), "03-01 09:00"), (admitted("Li"), "03-02 09:00"),
        (admitted("Zhou", "QZ-D/G/01"), "03-02 09:00"),
    )  # fmt: skip
    assert [(line.person, line.ordered) for line in page.unordered] == [("Wang", True), ("Li", False)]
    assert "make the order" in page.unordered[1].say.en
    assert page.astray == page.unordered
    assert page.unordered[1].since == moment("03-02 09:00")


def test_whose_leg_ended_waits_to_be_moved_and_is_not_asked_for_another_order() -> None:
    ended = LegEnded(order="O", person="Wang", layer=3, outcome="completed", signed_by="L2")
    page = listed(*ARRIVED, *TESTED, *WELL, kept(), (ended, "03-15 09:30"))
    assert [line.person for line in page.waiting] == ["Wang"]
    assert page.astray == ()
    assert "move the person on" in page.waiting[0].say.en


def test_a_leg_that_ended_in_an_earlier_bed_does_not_excuse_the_next_one() -> None:
    ended = LegEnded(order="O", person="Wang", layer=3, outcome="completed", signed_by="L2")
    moved = Moved(person="Wang", cell="QZ-D/T/02", reason="a leak")
    page = listed(*ARRIVED, *TESTED, *WELL, kept(), (ended, "03-15 09:00"), (moved, "03-15 09:30"))
    assert [line.person for line in page.astray] == ["Wang"]
