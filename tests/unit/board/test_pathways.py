"""The path across facilities: told to the house that holds the person, and nobody else's number with it."""

from datetime import date

import pytest

from lazaretto.board.pathways import MASK
from lazaretto.board.recounting import recount
from lazaretto.board.timeline import Timeline
from lazaretto.facts.custody import Released, TransferredIn, TransferredOut
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Left
from lazaretto.facts.hygiene import SymptomsReported
from lazaretto.facts.quarantine import ClockRestarted, LegEnded, LegStarted, Reviewed, Visited
from lazaretto.facts.testing import ResultReported, Sampled
from tests.stating import fact
from tests.unit.board.world import EVERY, Seen, look, measured

HERE = frozenset({"MJ-D"})
SERVED: tuple[Fact, ...] = (
    fact(Sampled(tube="t1", members=("A", "B"), purpose="leg"), "03-14 09:00", number=50),
    fact(ResultReported(tube="t1", result="negative", laboratory="CDC"), "03-14 18:00", number=51),
    fact(Visited(persons=("A", "B"), by="S1"), "03-14 11:00", number=52),
    measured(53, "03-14 07:00", "A"),
    fact(SymptomsReported(person="A", symptoms=("cough",), words="beside B since Sunday, S2 saw it"),
         "03-14 12:00", number=54),
    fact(Reviewed(order="O-A", person="A", reviewed_by="L2", next_on=date(2022, 4, 2)), "03-14 13:00",
         number=55),
    fact(LegEnded(order="O-A", person="A", layer=3, outcome="completed", signed_by="L1"), "03-15 08:30",
         number=56),
    fact(TransferredOut(person="A", to="MJ-D", escort=("S1", "S2"), vehicle="V1", status_document=True),
         "03-15 09:00", number=57),
    fact(Left(category="person", subject="A", zone="guarded"), "03-15 09:05", number=58),
)  # fmt: skip
ARRIVED = (
    *SERVED,
    fact(TransferredIn(person="A", cell="MJ-D/G1/01", origin="QZ-D"), "03-15 11:00", number=60,
         facility="MJ-D"),
)  # fmt: skip


def asked(seen: Seen, person: str = "A", codes: frozenset[str] = HERE, *, named: bool = False) -> Timeline:
    timeline = recount(
        seen.assessment, record=seen.record, person=person, seen=seen.houses(codes), forces=seen.forces,
        named=named, beyond=seen.houses(EVERY - codes),
    )  # fmt: skip
    assert timeline is not None
    return timeline


def test_who_holds_the_person_is_told_the_path_from_elsewhere() -> None:
    path = asked(look(*ARRIVED, at="03-15 12:00"), named=True)
    assert (path.whole, path.held_here, path.name) == (True, "MJ-D", "甲某")
    assert [(leg.facility, leg.day, leg.days, leg.outcome) for leg in path.legs] == [
        ("QZ-D", 2, 14, "completed")
    ]
    assert [order.order for order in path.orders] == ["O-A"]
    assert [(test.tube, test.pool, test.result) for test in path.tests] == [("t1", 2, "negative")]
    kinds = [entry.kind for entry in path.entries if entry.facility == "QZ-D"]
    assert {"quarantine.ordered", "quarantine.reviewed", "hygiene.symptoms_reported"} <= set(kinds)


def test_what_does_not_belong_to_the_path_stays_with_the_other_house() -> None:
    path = asked(look(*ARRIVED, at="03-15 12:00"))
    kinds = {entry.kind for entry in path.entries}
    assert not kinds & {"hygiene.temperatures_taken", "gate.left"}
    assert (path.temperatures, path.elsewhere) == ((), True)


def test_the_numbers_of_others_are_hidden() -> None:
    path = asked(look(*ARRIVED, at="03-15 12:00"))
    foreign = [entry for entry in path.entries if entry.facility == "QZ-D"]
    for entry in foreign:
        words = {word.strip(".,;:") for word in entry.sentence.en.split()}
        assert not words & {"B", "S1", "S2"}, entry.sentence.en
        assert (entry.actor, entry.device) == ("QZ-D", MASK)
    said = {entry.kind: entry.sentence.en for entry in foreign}
    assert f"beside {MASK} since Sunday, {MASK} saw it" in said["hygiene.symptoms_reported"]
    assert "L1" in said["quarantine.ordered"]
    assert [visit.by for visit in path.visits] == [MASK]


def test_facts_of_the_own_house_are_told_as_ever() -> None:
    seen = look(*ARRIVED, fact(Visited(persons=("A",), by="S2"), "03-15 11:30", number=61, facility="MJ-D"),
                at="03-15 12:00")  # fmt: skip
    entry = asked(seen).entries[-1]
    assert (entry.facility, entry.actor) == ("MJ-D", "officer")
    assert "S2" in entry.sentence.en


def test_a_restart_names_no_stranger() -> None:
    back = ClockRestarted(
        order="O-A", person="A", layer=3, cohort="c1", because=SERVED[0].id, reason="B was mixed in"
    )
    path = asked(look(*ARRIVED, fact(back, "03-14 20:00", number=59), at="03-15 12:00"))
    assert [(leg.restarted, leg.day) for leg in path.legs] == [(False, 1), (True, 1)]
    (said,) = (e.sentence.en for e in path.entries if e.kind == "quarantine.clock_restarted")
    assert said.endswith(f"{MASK} was mixed in")


def test_who_is_on_the_way_is_told_to_the_house_that_awaits_them() -> None:
    path = asked(look(*SERVED, at="03-15 10:00"))
    assert (path.held_here, path.whole, path.facility) == ("MJ-D", True, None)
    assert [leg.facility for leg in path.legs] == ["QZ-D"]


@pytest.mark.parametrize("person", ["B", "C"])
def test_somebody_held_elsewhere_is_told_to_nobody(person: str) -> None:
    seen = look(*ARRIVED, at="03-15 12:00")
    assert (
        recount(
            seen.assessment, record=seen.record, person=person, seen=seen.houses(HERE), forces=seen.forces,
            named=False, beyond=seen.houses(EVERY - HERE),
        )
        is None
    )  # fmt: skip


def test_who_left_for_another_house_is_not_followed() -> None:
    path = asked(look(*ARRIVED, at="03-15 12:00"), codes=frozenset({"QZ-D"}))
    assert (path.held_here, path.whole, path.elsewhere) == (None, False, True)
    assert {entry.facility for entry in path.entries} == {"QZ-D"}


def test_who_was_released_is_not_followed() -> None:
    free = fact(Released(person="A", basis="law"), "03-15 11:30", number=61, facility="MJ-D")
    path = asked(look(*ARRIVED, free, at="03-15 12:00"))
    assert (path.held_here, path.whole) == (None, False)


def test_an_arrival_that_contradicts_another_roll_opens_nothing() -> None:
    claimed = fact(TransferredIn(person="A", cell="MJ-D/G1/01", origin="QZ-D"), "03-15 07:00", number=50,
                   facility="MJ-D")  # fmt: skip
    path = asked(look(claimed, at="03-15 09:30"))
    assert (path.held_here, path.whole, path.legs) == (None, False, ())


def test_a_second_arrival_at_one_house_is_no_other_houses_roll() -> None:
    again = fact(TransferredIn(person="A", cell="MJ-D/G1/01", origin="QZ-D"), "03-15 11:10", number=61,
                 facility="MJ-D")  # fmt: skip
    assert asked(look(*ARRIVED, again, at="03-15 12:00")).held_here == "MJ-D"


def test_what_is_ordered_and_not_begun_stands_ahead() -> None:
    seen = look(at="03-13 09:30")
    assert [(leg.layer, leg.facility, leg.days) for leg in asked(seen, codes=EVERY).ahead] == [
        (3, "QZ-D", 14)
    ]
    assert asked(look(at="03-15 12:00"), codes=EVERY).ahead == ()


def test_what_is_left_of_a_leg_is_counted() -> None:
    start = LegStarted(order="O-A", person="A", layer=3, cohort="c9")
    leg = asked(look(*ARRIVED, fact(start, "03-15 11:00", number=62, facility="MJ-D"), at="03-20 12:00")).leg
    assert leg is not None
    assert (leg.day, leg.days, leg.left) == (5, 14, 9)
